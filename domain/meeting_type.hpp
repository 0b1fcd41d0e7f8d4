#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "domain/absence.hpp"
#include "domain/booking.hpp"
#include "domain/bounds.hpp"
#include "domain/hold.hpp"
#include "domain/id.hpp"
#include "domain/meeting_type_terms.hpp"
#include "domain/recorded.hpp"
#include "domain/rotation.hpp"
#include "domain/session.hpp"
#include "domain/tallies.hpp"
#include "domain/time.hpp"

namespace kalends {

struct MeetingTypeCreated {
    MeetingTypeId meeting_type;
    MeetingTypeTerms terms;

    bool operator==(const MeetingTypeCreated&) const = default;
};

struct MeetingTypeChanged {
    MeetingTypeId meeting_type;
    MeetingTypeTerms terms;

    bool operator==(const MeetingTypeChanged&) const = default;
};

// The bookings of it that are not over stand (rule C6).
struct MeetingTypeRetired {
    MeetingTypeId meeting_type;
    CoveredBookings standing;

    bool operator==(const MeetingTypeRetired&) const = default;
};

// What a type asked up to a revision, and when it ceased to.
struct PastQuestions {
    std::uint64_t last_revision = 0;
    Instant until;
    std::vector<GuestQuestion> questions;

    // Whether a hold made while they were asked can still be live.
    [[nodiscard]] bool may_be_held(Instant now) const { return now - until <= hold_minutes_max; }
    bool operator==(const PastQuestions&) const = default;
};
// In the order of revisions, and never changed in place; null if there are none.
using SharedPastQuestions = std::shared_ptr<const std::vector<PastQuestions>>;

// A host that the type named before, and until when a claim of it there may last.
struct FormerHost {
    HostId host;
    Instant until;

    bool operator==(const FormerHost&) const = default;
};
using FormerHosts = std::vector<FormerHost>;
// Never changed in place; null if there are none.
using SharedFormerHosts = std::shared_ptr<const FormerHosts>;

// Its terms are shared and never changed in place, so that a copy of the state is cheap; `revision`
// counts them and is the ETag. Bookings are events of this stream too: limits over all hosts and
// balances of a rotation are decided from it.
struct MeetingType {
    using Event = std::variant<MeetingTypeCreated, MeetingTypeChanged, MeetingTypeRetired,
                               BookingRequested, BookingConfirmed, BookingRejected,
                               BookingCancelled, BookingExpired, BookingRescheduled, HoldMade,
                               HoldReleased, HoldExpired, BookingReassigned, SessionMoved>;

    MeetingTypeId id;
    std::shared_ptr<const MeetingTypeTerms> terms;
    std::uint64_t revision = 0;
    Instant created_at;
    bool is_retired = false;
    Tallies tallies;                     // of its claims over all hosts, on the dates of its zone
    SharedPastQuestions past_questions;  // those that a live hold may have been made under
    SharedBalances balances;             // of its rotations (rule H2)
    Instant taken_until;                 // the latest end of any claim that it ever had
    SharedFormerHosts former_hosts;      // whose claims may not be over yet
};
[[nodiscard]] bool operator==(const MeetingType& a, const MeetingType& b);

// Those that the type no longer names once it has other hosts, and that may still have claims of
// it.
[[nodiscard]] FormerHosts former_hosts(const MeetingType& type, const HostPlan& next, Instant now);

// What it asked at a revision that a live hold recorded.
[[nodiscard]] const std::vector<GuestQuestion>& questions_of(const MeetingType& type,
                                                             std::uint64_t revision);

[[nodiscard]] MeetingType evolve(MeetingType, const MeetingTypeCreated&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const MeetingTypeChanged&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const MeetingTypeRetired&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const BookingRequested&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const BookingConfirmed&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const BookingRejected&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const BookingCancelled&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const BookingExpired&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const BookingRescheduled&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const HoldMade&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const HoldReleased&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const HoldExpired&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const SessionMoved&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const BookingReassigned&, const Recorded&);

}  // namespace kalends
