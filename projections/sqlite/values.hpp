#pragma once

#include <array>
#include <chrono>
#include <cstdint>

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

[[nodiscard]] inline std::int64_t milliseconds(Instant instant) {
    return instant.time_since_epoch().count();
}

}  // namespace kalends
