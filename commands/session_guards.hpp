#pragma once

#include <optional>
#include <span>
#include <vector>

#include "commands/run.hpp"
#include "commands/scope.hpp"
#include "domain/rejection.hpp"
#include "domain/session.hpp"

namespace kalends {

// A session with all who have seats of it, as streams that a command about it as a whole needs.
const Session* want_whole_session(SessionId id, Scope& scope);

// Who has seats of it, in the order in which they came.
struct Seated {
    std::vector<const Booking*> bookings;
    std::vector<const Hold*> holds;
};
[[nodiscard]] Seated seated(const Session& session, const Scope& scope);

// What a move of the whole of it leaves out of account: together one claim, which limits count
// once. Refers to the session.
[[nodiscard]] std::vector<MovedClaim> claims_of(const Session& session);

// Whether there is a booking in it to be moved, and its type still has several seats.
[[nodiscard]] bool can_move(const Session& session, const MeetingType& type);

// Why the whole of it, with these bookings, is changed no more: nobody has seats of it, it is over,
// or any of them was said to have taken place or not: then, as after a clock was set back, it may
// seem to be still to come.
[[nodiscard]] std::optional<Rejection> why_settled(const Session& session,
                                                   std::span<const Booking* const> bookings,
                                                   Instant now);

// One of them that can change no more keeps the whole where it is: the refusal says which.
[[nodiscard]] std::optional<Refusal> check_all_revisions(std::span<const Booking* const> bookings);

// What a session does before its bookings are told where it is: its holds are released, and its
// time is let go with all claims of it at once.
[[nodiscard]] Run let_go(const Session& session, const Seated& all, const Scope& scope,
                         Instant now);
// What is left for each of its bookings to let go of then: nothing but its seats.
[[nodiscard]] ClaimedTime seats_left_behind(const Session& session);
// The seats of one booking in the session where it is then; the first opens it there.
[[nodiscard]] BookedTime seats_where_it_is(const Session& session, const Booking& booking,
                                           BookedTime when, bool is_first);

// Whoever acts for the session's hosts may let go of it or move it until it is settled.
[[nodiscard]] std::optional<Refusal> check_session(const Session& session, const Scope& scope,
                                                   Instant now);

}  // namespace kalends
