#include "schemas/resources/series.hpp"

#include "schemas/resources/booking_members.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

void append_series_booking(std::string& out, const SeriesBooking& shown) {
    const Booking& booking = *shown.booking;
    ResourceObject object{out};
    object.member("id", booking.id);
    object.member("reference", booking.reference.text);
    object.member("status", booking.status);
    object.member("start", booking.when.time.start);
    object.member("end", booking.when.time.end);
    object.member("start_local", booking.when.civil_start);
    object.member("host_ids", HostsShown{booking});
    object.member("expires_at", booking.expires_at);
    object.member("revision", booking.revision);
    if (!shown.guest_token.empty()) object.member("guest_token", shown.guest_token);
}

}  // namespace

void append_refused_occurrences(std::string& out, const std::vector<RefusedOccurrence>& refused) {
    append_list(out, refused, [](std::string& to, const RefusedOccurrence& occurrence) {
        ResourceObject object{to};
        object.member("start", occurrence.start);
        object.member("start_local", occurrence.civil_start);
        object.member("code", occurrence.reason);
    });
}

void append_series(std::string& out, const Series& series,
                   const std::vector<SeriesBooking>& bookings) {
    ResourceObject object{out};
    object.member("id", series.id);
    object.member("meeting_type_id", series.meeting_type);
    object.member("rule", series.rule);
    object.member("start", series.start);
    object.member("start_local", series.civil_start);
    object.member("time_zone", series.zone);
    object.member("skip_refused", series.skips_refused);
    object.member_by("bookings",
                     [&](std::string& to) { append_list(to, bookings, append_series_booking); });
    object.member_by("refused",
                     [&](std::string& to) { append_refused_occurrences(to, series.refused); });
    object.member("revision", series.revision);
    object.member("created_at", series.created_at);
    object.member("updated_at", series.updated_at);
}

}  // namespace kalends
