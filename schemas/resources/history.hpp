#pragma once

#include <optional>
#include <string>

#include "domain/booking.hpp"
#include "domain/position.hpp"
#include "schemas/envelope.hpp"
#include "schemas/resources/booking.hpp"

namespace kalends {

// A booking as it stood after one of its events.
struct BookingThen {
    Booking booking;
    OpenedBooking opened;
};

// One event of a booking's stream: who did what, when, from where; what changed, before and after.
struct HistoryStep {
    const StoredEvent& stored;
    const BookingThen* before;  // null for the event that made the booking
    const BookingThen& after;
    const std::optional<std::string>& origin;  // opened JSON of address and user agent
};
void append_history_entry(std::string& out, const HistoryStep& step);

}  // namespace kalends
