#include "commands/reschedule_session.hpp"

#include <vector>

#include "commands/booking_guards.hpp"
#include "commands/claiming.hpp"
#include "commands/host_plan.hpp"
#include "commands/moving.hpp"
#include "commands/rights.hpp"
#include "commands/run.hpp"
#include "commands/seating.hpp"
#include "commands/session_guards.hpp"

namespace kalends {
namespace {

// The seats of one booking where its session moves.
BookingRescheduled moved_with(const Session& session, const Booking& booking,
                              const MeetingType& type, Claiming claiming, bool is_first,
                              Instant now) {
    claiming.when = seats_where_it_is(session, booking, std::move(claiming.when), is_first);
    return moved_to(booking, type, std::move(claiming), seats_left_behind(session), now);
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
        return refuse_forbidden(scope.actor(), c.overrides);
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
    asked.kept = &session->when;
    asked.joins = false;
    const auto claiming = claim_start(type, asked, scope, now);
    if (!claiming) return claiming.error();
    if (const auto refusal = check_all_revisions(all.bookings)) return *refusal;

    Run run = let_go(*session, all, scope, now);
    for (const auto* booking : all.bookings) {
        const bool is_first = booking == all.bookings.front();
        run.add(moved_with(*session, *booking, type, *claiming, is_first, now));
    }
    return run.take_events();
}

}  // namespace kalends
