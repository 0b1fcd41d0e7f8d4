#include "commands/session_guards.hpp"

#include <algorithm>

#include "commands/booking_guards.hpp"
#include "commands/decision.hpp"
#include "commands/hold_guards.hpp"
#include "commands/rights.hpp"
#include "commands/seating.hpp"
#include "domain/check.hpp"

namespace kalends {
namespace {

template <class Kind>
const StateOf<Kind>* member_state(StreamId holder, const Scope& scope) {
    const auto* state = scope.find(Id<Kind>{holder.id});
    ensure(state != nullptr, "who has seats of a session exists");
    return state;
}

}  // namespace

const Session* want_whole_session(SessionId id, Scope& scope) {
    scope.want(scope.organisation_id());
    const Session* session = scope.want(id);
    if (session == nullptr) return nullptr;
    scope.want(session->meeting_type);
    for (const auto& claim : session->when.hosts) scope.want(claim.host);
    for (const auto& member : session->members) {
        if (member.holder.kind == StreamKind::booking) {
            want_booking(BookingId{member.holder.id}, scope);
        } else {
            want_hold(HoldId{member.holder.id}, scope);
        }
    }
    return session;
}

Seated seated(const Session& session, const Scope& scope) {
    Seated all;
    for (const auto& member : session.members) {
        if (member.holder.kind == StreamKind::booking) {
            all.bookings.push_back(member_state<BookingKind>(member.holder, scope));
        } else {
            all.holds.push_back(member_state<HoldKind>(member.holder, scope));
        }
    }
    return all;
}

std::vector<MovedClaim> claims_of(const Session& session) {
    std::vector<MovedClaim> claims;
    for (const auto& member : session.members) {
        claims.push_back({member.holder, session.meeting_type, &session.when, !claims.empty()});
    }
    std::ranges::sort(claims, {}, &MovedClaim::holder);
    return claims;
}

bool can_move(const Session& session, const MeetingType& type) {
    const auto is_booking = [](const SessionMember& member) {
        return member.holder.kind == StreamKind::booking;
    };
    return type.terms->is_seated() && std::ranges::any_of(session.members, is_booking);
}

std::optional<Rejection> why_settled(const Session& session,
                                     std::span<const Booking* const> bookings, Instant now) {
    if (!session.is_open(now)) return Rejection::already_cancelled;
    if (!std::ranges::all_of(bookings, &Booking::is_live)) return Rejection::already_decided;
    if (session.when.time.end <= now) return Rejection::already_over;
    return std::nullopt;
}

std::optional<Refusal> check_all_revisions(std::span<const Booking* const> bookings) {
    for (const auto* booking : bookings) {
        auto refusal = check_revisions(*booking);
        if (!refusal) continue;
        refusal->detail = "The booking " + to_text(booking->id) + " has all the revisions it can.";
        return refusal;
    }
    return std::nullopt;
}

Run let_go(const Session& session, const Seated& all, const Scope& scope, Instant now) {
    Run run{scope, now};
    for (const auto* hold : all.holds) {
        run.add(HoldReleased{hold->id, released(stream_of(hold->id), hold->when, run.scope())});
    }
    SessionMoved moved{session.id, claimed(session.when), {}};
    moved.claim.seats = SeatsOf{session.id, true};
    for (const auto* booking : all.bookings) moved.bookings.push_back(booking->id);
    run.add(std::move(moved));
    return run;
}

ClaimedTime seats_left_behind(const Session& session) {
    return {session.when.time, {}, {}, {}, SeatsOf{session.id, false}};
}

BookedTime seats_where_it_is(const Session& session, const Booking& booking, BookedTime when,
                             bool is_first) {
    when.seats = SeatsTaken{session.id, booking.party, session.seats, true};
    return is_first ? when : joining(std::move(when));
}

std::optional<Refusal> check_session(const Session& session, const Scope& scope, Instant now) {
    if (!may_write(scope.actor(), session)) return refuse(Rejection::forbidden);
    if (scope.is_stale(session.revision)) return refuse(Rejection::stale_revision);
    const auto bookings = seated(session, scope).bookings;
    if (const auto settled = why_settled(session, bookings, now)) return refuse(*settled);
    return std::nullopt;
}

}  // namespace kalends
