#pragma once

#include <cstdint>

#include "commands/book.hpp"
#include "commands/claiming.hpp"
#include "domain/hold.hpp"

namespace kalends {

// What a booking rests on, agreed on now or when its time was held.
struct Agreed {
    Claiming claiming;
    std::uint64_t type_revision = 0;
    Approval approval;
};

// The event that makes the booking: firm at once, or waiting for approval. `live` is the hold in
// whose place it comes, or null.
[[nodiscard]] Event booking_made(const Book& c, Agreed agreed, const Hold* live, const Scope& scope,
                                 Instant now);

}  // namespace kalends
