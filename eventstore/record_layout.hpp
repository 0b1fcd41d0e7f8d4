#pragma once

#include <cstdint>
#include <string_view>

namespace kalends {

// The numbers of FORMAT.md that writer and parser share. A stored form: never change one within a
// format.
inline constexpr std::string_view record_magic = "KALR";
inline constexpr std::uint16_t record_format = 1;
inline constexpr std::size_t record_header_bytes = 80;
inline constexpr std::size_t record_hash_bytes = 32;

inline constexpr std::uint8_t flag_changed = 1;
inline constexpr std::uint8_t flag_idempotency = 2;

}  // namespace kalends
