#include "schemas/resources/guest.hpp"

#include <cstdint>

#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

void append_details(ResourceObject& object, const OpenedGuest& opened) {
    object.member("time_zone", unless_empty(opened.zone));
    if (opened.details) {
        object.members_of(*opened.details);
    } else {
        object.member("erased", true);
    }
}

}  // namespace

void append_found_guest(std::string& out, SubjectId guest, const OpenedGuest& opened,
                        BookingId booking) {
    ResourceObject object{out};
    object.member("id", guest);
    append_details(object, opened);
    object.member("booking_id", booking);
}

void append_guest(std::string& out, const GuestShown& shown) {
    ResourceObject object{out};
    object.member("id", shown.guest);
    append_details(object, shown.opened);
    object.member_by("known_as", [&](std::string& to) {
        append_list(to, shown.known_as, [](std::string& item, const OpenedGuest& known) {
            ResourceObject one{item};
            append_details(one, known);
        });
    });
    object.member("linked_ids", shown.linked);
    object.member("linked_count", std::uint64_t{shown.linked_count});
    object.member("booking_count", std::uint64_t{shown.booking_count});
    object.member("has_more", shown.has_more);
    object.member_by("bookings", [&](std::string& to) {
        append_list(to, shown.bookings, [](std::string& item, const auto& booking) {
            append_booking(item, booking.first, booking.second);
        });
    });
}

}  // namespace kalends
