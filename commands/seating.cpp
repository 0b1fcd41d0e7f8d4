#include "commands/seating.hpp"

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

const Session* session_of(const BookedTime& when, const Scope& scope) {
    if (!when.seats) return nullptr;
    const Session* session = scope.find(when.seats->session);
    ensure(session != nullptr, "a claim has seats of a session that exists");
    return session;
}

}  // namespace

void want_session(const BookedTime& when, Scope& scope) {
    if (when.seats) scope.want(when.seats->session);
}

void want_sessions(const MeetingType& type, const Interval& time, Scope& scope) {
    if (!type.terms->is_seated()) return;
    const Interval at_start{time.start, time.start + Milliseconds{1}};
    for (const auto id : type.terms->hosts.fixed) {
        const Host* host = scope.want(id);
        if (host == nullptr) continue;
        SessionId wanted;
        host->calendar.visit_overlapping(at_start, [&](const Claim& claim) {
            const bool may_join =
                claim.seating && claim.meeting_type == type.id && claim.time == time;
            if (may_join && claim.seating->session != wanted) {
                wanted = claim.seating->session;
                scope.want(wanted);
            }
            return true;
        });
    }
}

ClaimedTime released(StreamId holder, const BookedTime& when, const Scope& scope) {
    const Session* session = session_of(when, scope);
    const bool closes =
        session != nullptr && session->is_alone(holder) && !planted(PlantedBug::empty_session_kept);
    return claimed(when, closes);
}

MovedClaim moved(StreamId holder, MeetingTypeId type, const BookedTime& when,
                 const Session* session, Instant now) {
    return {holder, type, &when, session != nullptr && session->has_others(holder, now)};
}

MovedClaim moved(StreamId holder, MeetingTypeId type, const BookedTime& when, const Scope& scope,
                 Instant now) {
    return moved(holder, type, when, session_of(when, scope), now);
}

BookedTime seats_in(const Session& session, std::uint32_t party) {
    BookedTime when = session.when;
    when.seats = SeatsTaken{session.id, party, session.seats, false};
    return when;
}

}  // namespace kalends
