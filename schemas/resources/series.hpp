#pragma once

#include <string>
#include <vector>

#include "domain/booking.hpp"
#include "domain/rejection.hpp"
#include "domain/series.hpp"

namespace kalends {

// A booking of a series, and the token of its guests, which stands in the answer to its making
// alone.
struct SeriesBooking {
    const Booking* booking = nullptr;
    std::string guest_token;
};

// What is personal, and all else about each booking, the booking itself shows.
void append_series(std::string& out, const Series& series,
                   const std::vector<SeriesBooking>& bookings);

void append_refused_occurrences(std::string& out, const std::vector<RefusedOccurrence>& refused);

}  // namespace kalends
