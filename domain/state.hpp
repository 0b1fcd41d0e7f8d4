#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "domain/event.hpp"
#include "domain/session.hpp"

namespace kalends {

// What a stream amounts to at some revision: the fold of its events up to there. Never changed once
// made, so it is shared by pointer between the engine, the readers and the answers.
using State = std::variant<std::monostate, Organisation, MeetingType, Host, Booking, Hold, Session,
                           Subject, Series>;

struct StreamState {
    OrganisationId organisation;  // whose it is: nobody else's commands or queries see it
    Revision revision{};
    State state;

    template <class Kind>
    [[nodiscard]] const Kind* as() const {
        return std::get_if<Kind>(&state);
    }
    bool operator==(const StreamState&) const = default;
};
using SharedState = std::shared_ptr<const StreamState>;

// The state that an id's stream has: StateOf<HostKind> is Host. The functions are only declared, to
// be asked for their types.
Organisation state_named(OrganisationId id);
MeetingType state_named(MeetingTypeId id);
Host state_named(HostId id);
Booking state_named(BookingId id);
Hold state_named(HoldId id);
Session state_named(SessionId id);
Subject state_named(SubjectId id);
Series state_named(SeriesId id);
template <class Kind>
using StateOf = decltype(state_named(Id<Kind>{}));

// The state of a stream of this kind before its first event.
[[nodiscard]] State initial_state(StreamKind kind);

// The streams that are shown with this one, and so with what is answered about it: the bookings of
// a series.
[[nodiscard]] std::vector<StreamId> parts_of(const StreamState& state);

// One more event of the stream folded in. The event must be one that names the stream and `at` must
// be the next revision: both are ensured, for a log that breaks them has been tampered with and is
// refused before it gets here.
[[nodiscard]] StreamState fold(StreamState before, StreamId stream, const Event& event,
                               Recorded at);

}  // namespace kalends
