#include "schemas/resources/session.hpp"

#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

void append_seats_of(std::string& out, const SessionMember& member) {
    ResourceObject object{out};
    object.member("booking_id", member.holder);
    object.member("party", member.party);
}

}  // namespace

void append_session(std::string& out, const Session& session, Instant now,
                    AssignmentsShown assignments) {
    std::vector<SessionMember> bookings;
    std::uint32_t held = 0;
    for (const auto& member : session.members) {
        if (member.has_expired(now)) continue;
        if (member.holder.kind == StreamKind::booking) bookings.push_back(member);
        if (member.holder.kind == StreamKind::hold) held += member.party;
    }
    ResourceObject object{out};
    object.member("id", session.id);
    object.member("open", session.is_open(now));
    object.member("meeting_type_id", session.meeting_type);
    object.member("start", session.when.time.start);
    object.member("end", session.when.time.end);
    object.member("start_local", session.when.civil_start);
    object.member("time_zone", session.when.zone);
    object.member("host_ids", claimed(session.when).hosts);
    object.member("seats", session.seats);
    object.member("seats_taken", session.taken(now));
    object.member("seats_held", held);
    object.member_by("bookings",
                     [&](std::string& to) { append_list(to, bookings, append_seats_of); });
    append_assignments(object, session.when, assignments);
    object.member("revision", session.revision);
    object.member("created_at", session.created_at);
    object.member("updated_at", session.updated_at);
}

}  // namespace kalends
