#include "domain/session.hpp"

#include <algorithm>
#include <utility>

namespace kalends {
namespace {

// An event can be of two sessions' streams: of the one that is left, and of the one that is joined.
bool is_about(const Session& session, const std::optional<SeatsOf>& left) {
    return left && left->session == session.id;
}

Session touched(Session session, const Recorded& at) {
    ++session.revision;
    session.updated_at = at.time;
    return session;
}

void open(Session& session, MeetingTypeId type, const SeatsTaken& seats, const Recorded& at) {
    session.id = seats.session;
    session.meeting_type = type;
    session.seats = seats.of;
    session.created_at = at.time;
}

// The one that opens it says when it is and how its hosts were chosen; again the first that moves
// with it.
void set_time(Session& session, const BookedTime& when) {
    session.when = when;
    session.when.seats.reset();
}

void join(Session& session, MeetingTypeId type, const BookedTime& when, const SessionMember& member,
          const Recorded& at) {
    if (!when.seats) return;
    const bool is_new = session.id.is_nil();
    if (is_new) open(session, type, *when.seats, at);
    if (when.seats->session != session.id) return;
    if (is_new || when.seats->opens) set_time(session, when);
    session.members.push_back(member);
}

void leave(Session& session, StreamId holder, const std::optional<SeatsOf>& left) {
    if (!is_about(session, left)) return;
    std::erase_if(session.members,
                  [holder](const SessionMember& member) { return member.holder == holder; });
}

Session left(Session session, StreamId holder, const ClaimedTime& released, const Recorded& at) {
    leave(session, holder, released.seats);
    return touched(std::move(session), at);
}

void set_expiry(Session& session, StreamId holder, std::optional<Instant> expires_at) {
    const auto member = std::ranges::find(session.members, holder, &SessionMember::holder);
    if (member != session.members.end()) member->expires_at = expires_at;
}

std::uint32_t party_of(const BookedTime& when) {
    return when.seats ? when.seats->taken : 0;
}

template <BookingStatus status>
Session made(Session session, const BookingMade<status>& e, const Recorded& at) {
    if (e.hold) leave(session, stream_of(e.hold->hold), e.hold->released.seats);
    join(session, e.meeting_type, e.when, {stream_of(e.booking), e.party, e.expires_at}, at);
    return touched(std::move(session), at);
}

}  // namespace

std::uint32_t Session::taken(Instant now) const {
    std::uint32_t taken = 0;
    for (const auto& member : members) taken += member.has_expired(now) ? 0 : member.party;
    return taken;
}

bool Session::has_others(StreamId holder, Instant now) const {
    return std::ranges::any_of(members, [&](const SessionMember& member) {
        return member.holder != holder && !member.has_expired(now);
    });
}

bool Session::is_alone(StreamId holder) const {
    return std::ranges::all_of(
        members, [holder](const SessionMember& member) { return member.holder == holder; });
}

Session evolve(Session session, const BookingRequested& e, const Recorded& at) {
    return made(std::move(session), e, at);
}

Session evolve(Session session, const BookingConfirmed& e, const Recorded& at) {
    return made(std::move(session), e, at);
}

Session evolve(Session session, const BookingApproved& e, const Recorded& at) {
    set_expiry(session, stream_of(e.booking), std::nullopt);
    return touched(std::move(session), at);
}

Session evolve(Session session, const BookingRejected& e, const Recorded& at) {
    return left(std::move(session), stream_of(e.booking), e.released, at);
}

Session evolve(Session session, const BookingCancelled& e, const Recorded& at) {
    return left(std::move(session), stream_of(e.booking), e.released, at);
}

Session evolve(Session session, const BookingExpired& e, const Recorded& at) {
    return left(std::move(session), stream_of(e.booking), e.released, at);
}

Session evolve(Session session, const BookingRescheduled& e, const Recorded& at) {
    leave(session, stream_of(e.booking), e.released.seats);
    join(session, e.meeting_type, e.when, {stream_of(e.booking), party_of(e.when), e.expires_at},
         at);
    return touched(std::move(session), at);
}

// The whole session goes over to another host: it was let go before.
Session evolve(Session session, const BookingReassigned& e, const Recorded& at) {
    join(session, e.meeting_type, e.when, {stream_of(e.booking), party_of(e.when), std::nullopt},
         at);
    return touched(std::move(session), at);
}

Session evolve(Session session, const HoldMade& e, const Recorded& at) {
    join(session, e.meeting_type, e.when, {stream_of(e.hold), e.party, e.expires_at}, at);
    return touched(std::move(session), at);
}

Session evolve(Session session, const HoldExtended& e, const Recorded& at) {
    set_expiry(session, stream_of(e.hold), e.expires_at);
    return touched(std::move(session), at);
}

Session evolve(Session session, const HoldReleased& e, const Recorded& at) {
    return left(std::move(session), stream_of(e.hold), e.released, at);
}

Session evolve(Session session, const HoldExpired& e, const Recorded& at) {
    return left(std::move(session), stream_of(e.hold), e.released, at);
}

Session evolve(Session session, const SessionCancelled&, const Recorded& at) {
    return touched(std::move(session), at);
}

Session evolve(Session session, const SessionMoved&, const Recorded& at) {
    session.members.clear();
    return touched(std::move(session), at);
}

}  // namespace kalends
