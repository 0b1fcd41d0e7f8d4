#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "domain/booking.hpp"
#include "schemas/resources/booking.hpp"

namespace kalends {

// A guest as one booking knows them.
void append_found_guest(std::string& out, SubjectId guest, const OpenedGuest& opened,
                        BookingId booking);

// All that is held on a guest. What it refers to outlives it.
struct GuestShown {
    SubjectId guest;
    const OpenedGuest& opened;
    const std::vector<OpenedGuest>& known_as;
    const std::vector<SubjectId>& linked;
    std::size_t linked_count = 0;
    std::size_t booking_count = 0;
    bool has_more = false;  // bookings that were not read
    std::vector<std::pair<const Booking&, const OpenedBooking&>> bookings;
};
void append_guest(std::string& out, const GuestShown& shown);

}  // namespace kalends
