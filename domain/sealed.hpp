#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace kalends {

// The slot of the key store that holds a subject's key; slots are counted from 1, 0 is none yet.
enum class KeySlot : std::uint64_t {};

// A personal value under its subject's key: opaque bytes that the domain cannot open. Empty means
// that there is no such value. `decide` leaves seals empty; the engine fills them.
struct Sealed {
    std::string bytes;

    [[nodiscard]] bool is_absent() const { return bytes.empty(); }
    bool operator==(const Sealed&) const = default;
};

}  // namespace kalends
