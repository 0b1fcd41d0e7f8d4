#include "projections/analytics/counted_booking.hpp"

#include <algorithm>
#include <iterator>

#include "projections/sqlite/values.hpp"

namespace kalends {
namespace {

constexpr std::size_t id_bytes = 16;
constexpr std::size_t date_bytes = 4;

}  // namespace

bool keeps_time(const CountedBooking& booking) {
    return std::ranges::find(keeping_time, booking.status) != std::end(keeping_time);
}

void take_up(CountedBooking& booking, const BookedTime& when, BookingStatus status) {
    booking.status = status;
    booking.was_confirmed = booking.was_confirmed || status == BookingStatus::confirmed;
    booking.time = when.time;
    booking.type_date = when.type_date;
    booking.session = when.seats ? when.seats->session : SessionId{};
    booking.hosts.clear();
    for (const auto& claim : when.hosts) booking.hosts.push_back({claim.host, claim.host_date});
}

void take_up(CountedBooking& booking, const Envelope&, const BookingApproved&) {
    booking.status = BookingStatus::confirmed;
    booking.was_confirmed = true;
}

void take_up(CountedBooking& booking, const Envelope&, const BookingRejected&) {
    booking.status = BookingStatus::rejected;
}

void take_up(CountedBooking& booking, const Envelope& envelope, const BookingCancelled&) {
    booking.status = BookingStatus::cancelled;
    booking.cancelled_by = envelope.role;
    booking.cancelled_at = envelope.time;
}

void take_up(CountedBooking& booking, const Envelope&, const BookingExpired&) {
    booking.status = BookingStatus::expired;
}

void take_up(CountedBooking& booking, const Envelope&, const BookingRescheduled& fact) {
    booking.meeting_type = fact.meeting_type;
    take_up(booking, fact.when, fact.status);
}

void take_up(CountedBooking& booking, const Envelope&, const BookingReassigned& fact) {
    take_up(booking, fact.when, booking.status);
}

void take_up(CountedBooking& booking, const Envelope&, const BookingCompleted&) {
    booking.status = BookingStatus::completed;
}

void take_up(CountedBooking& booking, const Envelope&, const BookingNoShow&) {
    booking.status = BookingStatus::no_show;
}

void take_up(CountedBooking& booking, const Envelope&, const BookingNoShowUndone&) {
    booking.status = BookingStatus::confirmed;
}

std::string bytes_of(const std::vector<HostDate>& hosts) {
    std::string bytes;
    for (const auto& [host, date] : hosts) {
        bytes.append(IdBytes{host.bits()}.blob().bytes);
        const auto day = static_cast<std::uint32_t>(day_number(date));
        for (std::size_t i = 0; i < date_bytes; ++i) {
            bytes.push_back(static_cast<char>(day >> (8 * i)));
        }
    }
    return bytes;
}

std::vector<HostDate> hosts_in(std::string_view bytes) {
    std::vector<HostDate> hosts;
    for (; !bytes.empty(); bytes.remove_prefix(id_bytes + date_bytes)) {
        std::uint32_t day = 0;
        for (std::size_t i = 0; i < date_bytes; ++i) {
            const auto byte = static_cast<std::uint8_t>(bytes[id_bytes + i]);
            day |= std::uint32_t{byte} << (8 * i);
        }
        hosts.push_back(
            {HostId{id_bits(bytes.substr(0, id_bytes))}, date_of(static_cast<std::int32_t>(day))});
    }
    return hosts;
}

}  // namespace kalends
