#include "schemas/resources/booking.hpp"

#include "schemas/resources/booking_members.hpp"
#include "schemas/resources/offer.hpp"

namespace kalends {
namespace {

void append_guest(std::string& out, SubjectId guest, const OpenedGuest& opened) {
    ResourceObject object{out};
    object.member("guest_id", guest);
    object.member("time_zone", unless_empty(opened.zone));
    if (opened.details) {
        object.members_of(*opened.details);
    } else {
        object.member("erased", true);
    }
}

void write_members(ResourceObject& object, const Booking& booking, const OpenedBooking& opened) {
    object.member("id", booking.id);
    object.member("reference", booking.reference.text);
    object.member("series_id", unless_nil(booking.series));
    each_fact(booking, opened,
              [&](FieldName name, const auto& value) { object.member(name, value); });
    object.member("revision", booking.revision);
    object.member("calendar_sequence", booking.calendar_sequence);
    object.member("created_at", booking.created_at);
    object.member("updated_at", booking.updated_at);
}

}  // namespace

void append_value(std::string& out, const HostsShown& hosts) {
    append_list(out, hosts.booking.when.hosts,
                [](std::string& to, const HostClaim& claim) { append_value(to, claim.host); });
}

void append_value(std::string& out, const GuestsShown& shown) {
    const auto& guests = shown.booking.guests;
    ensure(shown.opened.guests.size() == guests.size(), "every guest of a booking is shown");
    append_list(
        out, guests,
        [&, opened = shown.opened.guests.begin()](std::string& to, SubjectId guest) mutable {
            append_guest(to, guest, *opened++);
        });
}

void append_booking(std::string& out, const Booking& booking, const OpenedBooking& opened,
                    std::string_view guest_token) {
    ResourceObject object{out};
    write_members(object, booking, opened);
    if (!guest_token.empty()) object.member("guest_token", guest_token);
}

void append_read_booking(std::string& out, const Booking& booking, const OpenedBooking& opened,
                         AssignmentsShown assignments, const std::optional<Location>& of_type) {
    ResourceObject object{out};
    write_members(object, booking, opened);
    if (of_type) {
        object.member_by("meeting_type_location",
                         [&](std::string& to) { append_type_location(to, of_type); });
    }
    append_assignments(object, booking.when, assignments);
}

}  // namespace kalends
