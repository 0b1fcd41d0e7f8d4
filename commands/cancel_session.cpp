#include "commands/cancel_session.hpp"

#include "commands/run.hpp"
#include "commands/seating.hpp"
#include "commands/session_guards.hpp"

namespace kalends {

void needs(const CancelSession& c, Scope& scope) {
    want_whole_session(c.session, scope);
}

Decision decide(const CancelSession& c, const Scope& scope, Instant now) {
    const Session* session = scope.find(c.session);
    if (session == nullptr) return refuse(Rejection::not_found);
    if (const auto refusal = check_session(*session, scope, now)) return *refusal;

    const Seated all = seated(*session, scope);
    SessionCancelled cancelled{c.session, {}};
    for (const auto* booking : all.bookings) cancelled.bookings.push_back(booking->id);
    // The last of them closes the session (rule T2).
    Run run{scope, now};
    run.add(std::move(cancelled));
    for (const auto* hold : all.holds) {
        run.add(HoldReleased{hold->id, released(stream_of(hold->id), hold->when, run.scope())});
    }
    for (const auto* booking : all.bookings) {
        auto let_go = released(stream_of(booking->id), booking->when, run.scope());
        run.add(BookingCancelled{booking->id, std::move(let_go), {}});
    }
    return run.take_events();
}

}  // namespace kalends
