#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/booking.hpp"
#include "schemas/resources/opened_booking.hpp"

namespace kalends {

// Bookings are numbered by the sequence of the event that made them: in the order of the log.
using BookingNumber = std::int64_t;

// What one answer may come to: one that would look at more is cut short, and says where to go on.
struct BookingsBounds {
    static constexpr std::size_t rows_max = 20'000;
    // Guests whose details are read in a search.
    static constexpr std::size_t guests_max = 2'000;
    // Bookings of one person above a page, in which it is looked whether it was shown before.
    static constexpr std::size_t earlier_max = 200;
};

// The same of what is held on a person, who has the latest so many of each.
struct HeldBounds {
    std::size_t bookings = 2'000;  // that are read
    std::size_t bookings_shown = 50;
    std::size_t addresses = 100;  // by which others are linked
    std::size_t linked = 1'000;
    std::size_t known_as = 100;
};

// Which bookings of an organisation are asked for, and in which order. What is not said leaves
// nothing out.
struct BookingsQuery {
    enum class Sort : std::uint8_t { start, start_descending, created, created_descending };

    OrganisationId organisation;
    std::optional<HostId> host = {};
    std::optional<MeetingTypeId> meeting_type = {};
    std::vector<BookingStatus> statuses = {};
    std::optional<SeriesId> series = {};
    std::optional<SessionId> session = {};
    std::optional<SubjectId> guest = {};
    std::optional<std::string> address = {};  // of a guest
    std::optional<Instant> from = {};         // that end after it
    std::optional<Instant> to = {};           // that start before it
    std::string text = {};                    // words that personal values begin with, all of them
    bool is_text_of_guests = false;           // only their details are looked through
    Sort sort = Sort::start;
    std::size_t limit = 50;
    std::size_t rows_max = BookingsBounds::rows_max;  // bookings that are looked at
    // The place of the last one seen, in this order.
    struct Place {
        Instant start;
        BookingNumber number;
    };
    std::optional<Place> after = {};

    [[nodiscard]] bool is_by_start() const {
        return sort == Sort::start || sort == Sort::start_descending;
    }
    [[nodiscard]] bool is_descending() const {
        return sort == Sort::start_descending || sort == Sort::created_descending;
    }
};

struct ListedBooking {
    BookingNumber number = 0;
    Booking booking;
    OpenedBooking opened;
};

// A part of a list. It may hold fewer than were asked for, none even, and not be the last.
struct BookingsPage {
    std::vector<ListedBooking> bookings;
    std::optional<BookingsQuery::Place> next = {};  // goes on after it; nothing if that was all
};

}  // namespace kalends
