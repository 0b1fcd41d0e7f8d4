#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kalends {

// Records are numbered and events counted, both gapless from 1 within a partition; 0 is "none yet".
enum class RecordNumber : std::uint64_t {};
enum class Sequence : std::uint64_t {};
enum class Epoch : std::uint32_t {};
enum class Partition : std::uint16_t {};

// How often a stream has changed, dense from 1; 0 is a stream that does not exist yet.
enum class Revision : std::uint64_t {};

[[nodiscard]] constexpr std::uint64_t number(RecordNumber n) {
    return static_cast<std::uint64_t>(n);
}
[[nodiscard]] constexpr std::uint64_t number(Sequence n) {
    return static_cast<std::uint64_t>(n);
}
[[nodiscard]] constexpr std::uint32_t number(Epoch n) {
    return static_cast<std::uint32_t>(n);
}
[[nodiscard]] constexpr std::uint16_t number(Partition n) {
    return static_cast<std::uint16_t>(n);
}
[[nodiscard]] constexpr std::uint64_t number(Revision n) {
    return static_cast<std::uint64_t>(n);
}

template <class Counter>
[[nodiscard]] constexpr Counter next(Counter n) {
    return static_cast<Counter>(number(n) + 1);
}

// Where an event stands: positions of one partition compare by epoch, then sequence.
struct Position {
    Partition partition{};
    Epoch epoch{};
    Sequence sequence{};

    auto operator<=>(const Position&) const = default;
};

// "0-1-48213": partition, epoch and sequence in decimal.
[[nodiscard]] std::string to_text(Position position);
[[nodiscard]] std::optional<Position> parse_position(std::string_view text);

}  // namespace kalends
