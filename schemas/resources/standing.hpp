#pragma once

#include <optional>

#include "domain/absence.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {

// What stands, in the answer to the request that retired it (rule C6); nothing adds no members.
inline void write_standing(ResourceObject& object, const std::optional<CoveredBookings>& standing) {
    if (!standing) return;
    object.member("booking_ids", standing->named);
    object.member("booking_count", standing->count());
}

}  // namespace kalends
