#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/actor.hpp"
#include "domain/booking.hpp"
#include "domain/money.hpp"
#include "schemas/envelope.hpp"

namespace kalends {

// Where a booking is counted of one of its hosts: on the date that its start has there.
struct HostDate {
    HostId host;
    Date date;

    bool operator==(const HostDate&) const = default;
};

// What the counts know of a booking, as it stands now. All that makes it count differently goes
// through here: a new event of a booking is one more `take_up`.
struct CountedBooking {
    OrganisationId organisation;
    MeetingTypeId meeting_type;
    BookingStatus status{};
    bool was_confirmed = false;  // ever, even if it waits again
    Instant made;
    Interval time;
    std::optional<Price> price;  // of the type's revision that it records
    Date type_date;
    std::vector<HostDate> hosts;
    Role cancelled_by{};  // if it is cancelled, as is the next
    Instant cancelled_at;
    SessionId session;            // that it has seats of; nil if its time is its own
    bool stands_for_time = true;  // in whose name the minutes of a session are counted
};

// Whether nobody else can have its time.
[[nodiscard]] bool keeps_time(const CountedBooking& booking);

// `when` is of a booking made or moved.
void take_up(CountedBooking& booking, const BookedTime& when, BookingStatus status);

template <BookingStatus status>
[[nodiscard]] CountedBooking counted(const Envelope& envelope, const BookingMade<status>& fact) {
    CountedBooking booking{
        .organisation = envelope.source, .meeting_type = fact.meeting_type, .made = envelope.time};
    take_up(booking, fact.when, status);
    return booking;
}

void take_up(CountedBooking& booking, const Envelope& envelope, const BookingApproved& fact);
void take_up(CountedBooking& booking, const Envelope& envelope, const BookingRejected& fact);
void take_up(CountedBooking& booking, const Envelope& envelope, const BookingCancelled& fact);
void take_up(CountedBooking& booking, const Envelope& envelope, const BookingExpired& fact);
void take_up(CountedBooking& booking, const Envelope& envelope, const BookingRescheduled& fact);
void take_up(CountedBooking& booking, const Envelope& envelope, const BookingReassigned& fact);
void take_up(CountedBooking& booking, const Envelope& envelope, const BookingCompleted& fact);
void take_up(CountedBooking& booking, const Envelope& envelope, const BookingNoShow& fact);
void take_up(CountedBooking& booking, const Envelope& envelope, const BookingNoShowUndone& fact);

// The hosts as bytes of a row.
[[nodiscard]] std::string bytes_of(const std::vector<HostDate>& hosts);
[[nodiscard]] std::vector<HostDate> hosts_in(std::string_view bytes);

}  // namespace kalends
