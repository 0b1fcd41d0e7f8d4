#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace kalends::bench {

// What a ceiling does with a command before it answers.
enum class Shape : std::uint8_t {
    constant,  // nothing: the answer leaves at once
    two_puts,  // the event and an idempotency row of its own, one batch for all that waits
    packed,    // its bytes packed with those of all that waits into one value
};

[[nodiscard]] std::string_view to_text(Shape shape);
[[nodiscard]] std::optional<Shape> shape_named(std::string_view name);

// How a ceiling is started: bytes like the product's, so that both write and send as much.
struct CeilingTerms {
    Shape shape = Shape::constant;
    std::filesystem::path folder;        // of its RocksDB; made if it is not there
    std::filesystem::path command_file;  // bytes that stand for one command's share of a record
    std::filesystem::path reply_file;    // body of every answer
};

// Where a ceiling says what it wrote so far: two numbers, syncs and bytes given to RocksDB.
inline constexpr std::string_view figures_path = "/figures";

}  // namespace kalends::bench
