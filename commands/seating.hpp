#pragma once

#include <vector>

#include "commands/scope.hpp"
#include "domain/claim.hpp"
#include "domain/meeting_type.hpp"
#include "domain/session.hpp"

namespace kalends {

// The session that a claim has seats of, if it has.
void want_session(const BookedTime& when, Scope& scope);

// The sessions of a type that start then on its hosts, once those are loaded: a claim may join one.
void want_sessions(const MeetingType& type, const Interval& time, Scope& scope);

// The session that a claim has seats of, once it is loaded; null if its time is its own.
[[nodiscard]] const Session* session_of(const BookedTime& when, const Scope& scope);

// What the holder of a claim lets go of: with the last seats of a session that closes (rule T2).
[[nodiscard]] ClaimedTime released(StreamId holder, const BookedTime& when, const Scope& scope);

// A claim that moves (rule B5), and the session that it has seats of, or null.
[[nodiscard]] MovedClaim moved(StreamId holder, MeetingTypeId type, const BookedTime& when,
                               const Session* session, Instant now);
// The same of a claim that this very command moves.
[[nodiscard]] MovedClaim moved(StreamId holder, MeetingTypeId type, const BookedTime& when,
                               const Scope& scope, Instant now);
// Of several claims that move at once, in the order of their holders: where nobody stays in a
// session, one of those who leave it takes along what limits count of it (rule L3).
void take_count_along(std::vector<MovedClaim>& moving, const Session& session, Instant now);

// What a claim tells of its time that joins a session: only the one that opens it tells how its
// hosts were chosen (rule T2). A time that is a claim's own stays as it is.
[[nodiscard]] BookedTime joining(BookedTime when);

// The time of a claim of so many seats in a session that is open.
[[nodiscard]] BookedTime seats_in(const Session& session, std::uint32_t party);

}  // namespace kalends
