#include "commands/seating.hpp"

#include <algorithm>
#include <utility>

#include "domain/planted_bugs.hpp"

namespace kalends {

const Session* session_of(const BookedTime& when, const Scope& scope) {
    if (!when.seats) return nullptr;
    const Session* session = scope.find(when.seats->session);
    ensure(session != nullptr, "a claim has seats of a session that exists");
    return session;
}

void want_session(const BookedTime& when, Scope& scope) {
    if (when.seats) scope.want(when.seats->session);
}

void want_sessions(const MeetingType& type, const Interval& time, Scope& scope) {
    if (!type.terms->is_seated()) return;
    const Interval at_start{time.start, time.start + Milliseconds{1}};
    for (const auto id : hosts_of(type.terms->hosts)) {
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
    return claimed(when, closes ? &session->when : nullptr);
}

// The session's own time tells how its hosts were chosen, whoever opened it.
MovedClaim moved(StreamId holder, MeetingTypeId type, const BookedTime& when,
                 const Session* session, Instant now) {
    if (session == nullptr) return {holder, type, &when};
    return {holder, type, &session->when, session->has_others(holder, now)};
}

MovedClaim moved(StreamId holder, MeetingTypeId type, const BookedTime& when, const Scope& scope,
                 Instant now) {
    return moved(holder, type, when, session_of(when, scope), now);
}

void take_count_along(std::vector<MovedClaim>& moving, const Session& session, Instant now) {
    const auto find = [&](const SessionMember& one) {
        const auto found = std::ranges::lower_bound(moving, one.holder, {}, &MovedClaim::holder);
        return found == moving.end() || found->holder != one.holder ? nullptr : &*found;
    };
    MovedClaim* one_of_them = nullptr;
    for (const auto& member : session.members) {
        if (member.has_expired(now)) continue;
        one_of_them = find(member);
        if (one_of_them == nullptr) return;
    }
    if (one_of_them != nullptr) one_of_them->takes_count = true;
}

BookedTime joining(BookedTime when) {
    if (!when.seats) return when;
    when.seats->opens = false;
    when.assignments.clear();
    return when;
}

BookedTime seats_in(const Session& session, std::uint32_t party) {
    BookedTime when = session.when;
    when.seats = SeatsTaken{session.id, party, session.seats};
    return joining(std::move(when));
}

}  // namespace kalends
