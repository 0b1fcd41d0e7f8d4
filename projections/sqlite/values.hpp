#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "domain/id.hpp"
#include "domain/time.hpp"
#include "projections/sqlite/database.hpp"

namespace kalends {

// The bits of an id as SQLite keeps and orders them: 16 bytes, the highest first.
class IdBytes {
  public:
    explicit IdBytes(IdBits bits) {
        for (std::size_t i = 0; i < 8; ++i) {
            bytes_[i] = static_cast<char>(bits.high >> (56 - 8 * i));
            bytes_[8 + i] = static_cast<char>(bits.low >> (56 - 8 * i));
        }
    }

    // A view of it: it must outlive the statement.
    [[nodiscard]] Blob blob() const { return {{bytes_.data(), bytes_.size()}}; }

  private:
    std::array<char, 16> bytes_{};
};

// The id whose 16 bytes those are.
[[nodiscard]] inline IdBits id_bits(std::string_view bytes) {
    demand(bytes.size() == 16, "an id has 16 bytes");
    IdBits bits;
    for (std::size_t i = 0; i < 8; ++i) {
        bits.high = bits.high << 8 | static_cast<std::uint8_t>(bytes[i]);
        bits.low = bits.low << 8 | static_cast<std::uint8_t>(bytes[8 + i]);
    }
    return bits;
}

// A civil date as a number of days, and back.
[[nodiscard]] inline std::int64_t day_number(Date date) {
    return date.time_since_epoch().count();
}
[[nodiscard]] inline Date date_of(std::int64_t day) {
    return Date{std::chrono::days{day}};
}

[[nodiscard]] inline std::int64_t milliseconds(Instant instant) {
    return instant.time_since_epoch().count();
}

}  // namespace kalends
