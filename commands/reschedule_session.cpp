#include "commands/reschedule_session.hpp"

#include <vector>

#include "commands/booking_guards.hpp"
#include "commands/claiming.hpp"
#include "commands/host_plan.hpp"
#include "commands/moving.hpp"
#include "commands/run.hpp"
#include "commands/seating.hpp"
#include "commands/session_guards.hpp"

namespace kalends {
namespace {

// What all of its seats let go of at once.
ClaimedTime whole_claim(const Session& session) {
    ClaimedTime claim = claimed(session.when);
    claim.seats = SeatsOf{session.id, true};
    return claim;
}

// The seats of one booking where its session moves; the first opens it there.
BookingRescheduled moved_with(const Session& session, const Booking& booking,
                              const MeetingType& type, const Claiming& claiming, bool is_first,
                              Instant now) {
    Claiming seats = claiming;
    seats.when.seats = SeatsTaken{session.id, booking.party, session.seats, is_first};
    const ClaimedTime gone{booking.when.time, {}, {}, {}, SeatsOf{session.id, false}};
    return moved_to(booking, type, std::move(seats), gone, now);
}

// One that can change no more keeps the session where it is: the refusal says which.
std::optional<Refusal> check_all_revisions(const std::vector<const Booking*>& bookings) {
    for (const auto* booking : bookings) {
        auto refusal = check_revisions(*booking);
        if (!refusal) continue;
        refusal->detail = "The booking " + to_text(booking->id) + " has all the revisions it can.";
        return refusal;
    }
    return std::nullopt;
}

}  // namespace

void needs(const RescheduleSession& c, Scope& scope) {
    const Session* session = want_whole_session(c.session, scope);
    if (session != nullptr) want_with_hosts(session->meeting_type, scope);
}

Decision decide(const RescheduleSession& c, const Scope& scope, Instant now) {
    const Session* session = scope.find(c.session);
    if (session == nullptr) return refuse(Rejection::not_found);
    if (!may_override(scope.actor(), c.overrides)) {
        return refuse(Rejection::forbidden);
    }
    if (const auto refusal = check_session(*session, scope, now)) return *refusal;
    const MeetingType& type = *scope.find(session->meeting_type);
    const Seated all = seated(*session, scope);
    if (!can_move(*session, type)) return refuse(Rejection::not_reschedulable);
    if (const auto refusal = check_active(type, scope)) return *refusal;
    if (c.start == session->when.time.start) return Events{};

    const auto moving = claims_of(*session);
    StartAsked asked{c.start, minutes_of(session->when.time), moving, c.overrides};
    asked.session = c.session;
    asked.joins = false;
    const auto claiming = claim_start(type, asked, scope, now);
    if (!claiming) return claiming.error();
    if (const auto refusal = check_all_revisions(all.bookings)) return *refusal;

    Run run{scope, now};
    for (const auto* hold : all.holds) {
        run.add(HoldReleased{hold->id, released(stream_of(hold->id), hold->when, run.scope())});
    }
    SessionMoved moved{c.session, whole_claim(*session), {}};
    for (const auto* booking : all.bookings) moved.bookings.push_back(booking->id);
    run.add(std::move(moved));
    for (const auto* booking : all.bookings) {
        const bool is_first = booking == all.bookings.front();
        run.add(moved_with(*session, *booking, type, *claiming, is_first, now));
    }
    return run.take_events();
}

}  // namespace kalends
