#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/id.hpp"
#include "domain/recorded.hpp"
#include "domain/schedule.hpp"
#include "domain/time.hpp"

namespace kalends {

// Today and the `days` civil dates after it, in the meeting type's zone (rule N2).
struct RollingDays {
    int days = 0;

    bool operator==(const RollingDays&) const = default;
};

// A fixed range of civil dates, both included (rule N2).
struct FixedDates {
    Date from;
    Date to;

    bool operator==(const FixedDates&) const = default;
};

// How far ahead a start may lie.
using Window = std::variant<RollingDays, FixedDates>;

// How long before the start each of these must be asked for (rule N1).
struct Notices {
    Minutes booking{0};
    Minutes rescheduling{0};
    Minutes cancelling{0};

    bool operator==(const Notices&) const = default;
};

struct Buffers {
    Minutes before{0};
    Minutes after{0};
    bool inside_hours = false;  // else they may overhang the open hours (rule B4)

    bool operator==(const Buffers&) const = default;
};

// Where starts may lie within open hours (rule G1).
struct Grid {
    std::optional<Minutes> interval;  // absent: the requested duration
    std::optional<Minutes> align_to;  // a divisor of 60
    Minutes offset{0};

    bool operator==(const Grid&) const = default;
};

// Whether a booking waits for somebody's yes, and how long at most (absent: for ever).
struct Approval {
    bool required = false;
    std::optional<Minutes> deadline;
    bool again_when_rescheduled = false;

    bool operator==(const Approval&) const = default;
};

// What guests may do by themselves; the organisation's own people always may.
struct GuestPolicies {
    bool may_cancel = true;
    bool may_reschedule = true;

    bool operator==(const GuestPolicies&) const = default;
};

// The hosts of one booking: all of the fixed ones must be free (rule H1).
struct HostPlan {
    std::vector<HostId> fixed;

    bool operator==(const HostPlan&) const = default;
};

// What can be booked, as its owner defines it.
struct MeetingTypeTerms {
    std::string name;
    std::string external_id;  // the caller's own name for it; empty if none
    Minutes duration{30};
    Buffers buffers;
    Notices notices;
    Window window = RollingDays{60};
    Grid grid;
    Approval approval;
    GuestPolicies guests;
    HostPlan hosts;
    std::optional<Schedule> schedule;  // its own hours; else those of the host (rule W7)
    std::optional<std::string> zone;   // its own zone; else see zone_of (rule H0)
    bool is_public = false;            // may be booked without a key

    bool operator==(const MeetingTypeTerms&) const = default;
};

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

struct MeetingTypeRetired {
    MeetingTypeId meeting_type;

    bool operator==(const MeetingTypeRetired&) const = default;
};

// Its terms are shared and never changed in place, so that a copy of the state is cheap; `revision`
// counts them and is the ETag. Bookings are events of this stream too: limits over all hosts and
// balances of a rotation are decided from it.
struct MeetingType {
    using Event = std::variant<MeetingTypeCreated, MeetingTypeChanged, MeetingTypeRetired>;

    MeetingTypeId id;
    std::shared_ptr<const MeetingTypeTerms> terms;
    std::uint64_t revision = 0;
    Instant created_at;
    bool is_retired = false;
};
[[nodiscard]] bool operator==(const MeetingType& a, const MeetingType& b);

[[nodiscard]] MeetingType evolve(MeetingType, const MeetingTypeCreated&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const MeetingTypeChanged&, const Recorded&);
[[nodiscard]] MeetingType evolve(MeetingType, const MeetingTypeRetired&, const Recorded&);

}  // namespace kalends
