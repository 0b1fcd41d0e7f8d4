#include "schemas/resources/booking.hpp"

#include "schemas/resources/booking_members.hpp"

namespace kalends {
namespace {

void append_guest(std::string& out, SubjectId guest, const std::string& zone,
                  const std::optional<std::string>& details_json) {
    ResourceObject object{out};
    object.member("guest_id", guest);
    object.member("time_zone", unless_empty(zone));
    if (details_json) {
        object.members_of(*details_json);
    } else {
        object.member("erased", true);
    }
}

}  // namespace

std::string guests_json(const Booking& booking, const OpenedBooking& opened) {
    const auto count = booking.guests.size();
    ensure(opened.guests.size() == count && opened.guest_zones.size() == count,
           "every guest of a booking is shown");
    std::string json;
    for (std::size_t i = 0; i < count; ++i) {
        json.push_back(',');
        append_guest(json, booking.guests[i], opened.guest_zones[i], opened.guests[i]);
    }
    close_json(json, 0, '[', ']');
    return json;
}

void append_booking(std::string& out, const Booking& booking, const OpenedBooking& opened) {
    ResourceObject object{out};
    object.member("id", booking.id);
    object.member("reference", booking.reference.text);
    each_fact(booking, opened,
              [&](FieldName name, const auto& value) { object.member(name, value); });
    object.member("revision", booking.revision);
    object.member("calendar_sequence", booking.calendar_sequence);
    object.member("created_at", booking.created_at);
    object.member("updated_at", booking.updated_at);
}

}  // namespace kalends
