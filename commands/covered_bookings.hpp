#pragma once

#include "domain/absence.hpp"
#include "domain/host.hpp"
#include "domain/taken_time.hpp"

namespace kalends {

// The live bookings of a host whose protected windows overlap a time, in order: those that could
// not be made once it is taken (rules W6, B2).
[[nodiscard]] CoveredBookings covered_bookings(const Host& host, const TakenTime& time,
                                               Instant now);
// Those that are not over, in order: what a host that retires still has to do (rule C6).
[[nodiscard]] CoveredBookings standing_bookings(const Host& host, Instant now);
// Those of one meeting type on any of these hosts, in order, each once.
[[nodiscard]] CoveredBookings standing_bookings(MeetingTypeId type,
                                                const std::vector<const Host*>& hosts, Instant now);

}  // namespace kalends
