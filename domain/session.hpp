#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "domain/booking.hpp"
#include "domain/claim.hpp"
#include "domain/hold.hpp"
#include "domain/id.hpp"
#include "domain/recorded.hpp"
#include "domain/stream.hpp"

namespace kalends {

// Who has seats of a session: a booking or a hold, and until when if it runs out by itself.
struct SessionMember {
    StreamId holder;
    std::uint32_t party = 0;
    std::optional<Instant> expires_at;

    // Whether it is due to let its seats go, written or not (rule C3).
    [[nodiscard]] bool has_expired(Instant now) const { return expires_at && *expires_at <= now; }
    bool operator==(const SessionMember&) const = default;
};

// All who have seats of a session were told that it is off (rule T3): what became of each booking
// and hold follows, within the same command.
struct SessionCancelled {
    SessionId session;
    std::vector<BookingId> bookings;

    bool operator==(const SessionCancelled&) const = default;
};

// A session lets its time go with the claims of all its bookings, to be where and on the hosts that
// an event of each of them says, which follows within the same command (rule T3).
struct SessionMoved {
    SessionId session;
    ClaimedTime claim;
    std::vector<BookingId> bookings;

    bool operator==(const SessionMoved&) const = default;
};

// The claim that several seats of one meeting type share (rules T1, T2). It is open while any of
// them is taken.
struct Session {
    using Event = std::variant<BookingRequested, BookingConfirmed, BookingApproved, BookingRejected,
                               BookingCancelled, BookingExpired, BookingRescheduled,
                               BookingReassigned, HoldMade, HoldExtended, HoldReleased, HoldExpired,
                               SessionCancelled, SessionMoved>;

    SessionId id;
    MeetingTypeId meeting_type;
    BookedTime when;          // that of its claims, as the one that opened it tells it, but seats
    std::uint32_t seats = 0;  // as many as its type had when it was opened
    std::vector<SessionMember> members;  // in the order in which they came
    std::uint64_t revision = 0;          // counts who came and went, too: the ETag
    Instant created_at;
    Instant updated_at;

    // What is taken of it, due expiries left out (rule C3).
    [[nodiscard]] std::uint32_t taken(Instant now) const;
    [[nodiscard]] bool is_open(Instant now) const { return taken(now) > 0; }
    // Whether anybody else has seats of it.
    [[nodiscard]] bool has_others(StreamId holder, Instant now) const;
    // Whether nobody else stands in it, due to expire or not: once this one leaves, it closes.
    [[nodiscard]] bool is_alone(StreamId holder) const;
    bool operator==(const Session&) const = default;
};

[[nodiscard]] Session evolve(Session, const BookingRequested&, const Recorded&);
[[nodiscard]] Session evolve(Session, const BookingConfirmed&, const Recorded&);
[[nodiscard]] Session evolve(Session, const BookingApproved&, const Recorded&);
[[nodiscard]] Session evolve(Session, const BookingRejected&, const Recorded&);
[[nodiscard]] Session evolve(Session, const BookingCancelled&, const Recorded&);
[[nodiscard]] Session evolve(Session, const BookingExpired&, const Recorded&);
[[nodiscard]] Session evolve(Session, const BookingRescheduled&, const Recorded&);
[[nodiscard]] Session evolve(Session, const BookingReassigned&, const Recorded&);
[[nodiscard]] Session evolve(Session, const HoldMade&, const Recorded&);
[[nodiscard]] Session evolve(Session, const HoldExtended&, const Recorded&);
[[nodiscard]] Session evolve(Session, const HoldReleased&, const Recorded&);
[[nodiscard]] Session evolve(Session, const HoldExpired&, const Recorded&);
[[nodiscard]] Session evolve(Session, const SessionCancelled&, const Recorded&);
[[nodiscard]] Session evolve(Session, const SessionMoved&, const Recorded&);

}  // namespace kalends
