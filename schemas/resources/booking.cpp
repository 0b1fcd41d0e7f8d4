#include "schemas/resources/booking.hpp"

#include "schemas/resources/booking_members.hpp"

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

void append_candidate(std::string& out, const Candidate& candidate) {
    ResourceObject object{out};
    object.member("host_id", candidate.host);
    object.member("weight", candidate.weight);
    object.member("priority", candidate.priority);
    object.member("balance_millionths", candidate.balance);
    object.member("credit_millionths", candidate.credit);
    object.member("last_booked_at", candidate.last_booked);
}

void append_assignment(std::string& out, const Assignment& assignment) {
    ResourceObject object{out};
    object.member("group", assignment.group);
    object.member("host_id", assignment.host);
    object.member("reason", assignment.reason);
    object.member("chosen_at", assignment.chosen_at);
    object.member_by("candidates", [&](std::string& to) {
        append_list(to, assignment.candidates, append_candidate);
    });
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
                    std::string_view guest_token, AssignmentsShown assignments) {
    ResourceObject object{out};
    object.member("id", booking.id);
    object.member("reference", booking.reference.text);
    object.member("series_id", unless_nil(booking.series));
    each_fact(booking, opened,
              [&](FieldName name, const auto& value) { object.member(name, value); });
    if (assignments == AssignmentsShown::yes && !booking.when.assignments.empty()) {
        object.member_by("assignments", [&](std::string& to) {
            append_list(to, booking.when.assignments, append_assignment);
        });
    }
    object.member("revision", booking.revision);
    object.member("calendar_sequence", booking.calendar_sequence);
    object.member("created_at", booking.created_at);
    object.member("updated_at", booking.updated_at);
    if (!guest_token.empty()) object.member("guest_token", guest_token);
}

}  // namespace kalends
