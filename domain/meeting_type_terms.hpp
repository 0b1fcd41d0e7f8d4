#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/appearance.hpp"
#include "domain/id.hpp"
#include "domain/limit.hpp"
#include "domain/money.hpp"
#include "domain/questions.hpp"
#include "domain/schedule.hpp"
#include "domain/time.hpp"

namespace kalends {

// Each of these durations may be asked for.
struct DurationList {
    std::vector<Minutes> minutes;

    bool operator==(const DurationList&) const = default;
};

// So may those from `least` to `most` in steps.
struct DurationRange {
    Minutes least{0};
    Minutes most{0};
    Minutes step{0};

    bool operator==(const DurationRange&) const = default;
};

using Durations = std::variant<DurationList, DurationRange>;

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

// Up to the `days`-th date from Monday to Friday after today (rule N2).
struct RollingBusinessDays {
    int days = 0;

    bool operator==(const RollingBusinessDays&) const = default;
};

// Up to the `days`-th date from today on that has a slot (rule N2).
struct DaysWithSlots {
    int days = 0;

    bool operator==(const DaysWithSlots&) const = default;
};

// How far ahead a start may lie.
using Window = std::variant<RollingDays, FixedDates, RollingBusinessDays, DaysWithSlots>;

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

// Whether claims leave the grid where it is, or each begins it anew where it ends.
enum class GridKind : std::uint8_t { fixed, packed };
[[nodiscard]] std::string_view name_of(GridKind kind);

// Where starts may lie within open hours (rules G1, G2).
struct Grid {
    std::optional<Minutes> interval;  // absent: the requested duration
    std::optional<Minutes> align_to;  // a divisor of 60
    Minutes offset{0};
    GridKind kind = GridKind::fixed;

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

// A host of a group: how much of the group's bookings it is to get, and whether it goes before
// others that have as much coming to them (rule H2).
struct RotatingHost {
    HostId host;
    std::uint32_t weight = 1;
    std::uint32_t priority = 0;  // the higher one goes first

    bool operator==(const RotatingHost&) const = default;
};

// One of its hosts takes part in a booking.
struct HostGroup {
    std::vector<RotatingHost> members;

    bool operator==(const HostGroup&) const = default;
};

// The hosts of one booking: all of the fixed ones must be free, and one of each group (rule H1). At
// least one is named, and none twice.
struct HostPlan {
    std::vector<HostId> fixed;
    std::vector<HostGroup> groups = {};

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool names(HostId host) const;
    bool operator==(const HostPlan&) const = default;
};

// The fixed hosts, then those of one group after the other: in this order whatever is about the
// hosts of a type takes them.
[[nodiscard]] std::vector<HostId> hosts_of(const HostPlan& plan);

// What can be booked, as its owner defines it.
struct MeetingTypeTerms {
    std::string name;
    std::string external_id;             // the caller's own name for it; empty if none
    Minutes duration{30};                // unless another is asked for
    std::optional<Durations> durations;  // absent: no other may be asked for
    Buffers buffers;
    Notices notices;
    Window window = RollingDays{60};
    Grid grid;
    bool first_per_day = false;  // of each local date only the first slot is kept (rule G5)
    Approval approval;
    GuestPolicies guests;
    HostPlan hosts;
    std::optional<Schedule> schedule;  // its own hours; else those of the host (rule W7)
    std::string host_schedule;         // the name of the host's; empty: its default
    std::optional<std::string> zone;   // its own zone; else see zone_of (rule H0)
    bool is_public = false;            // may be booked without a key
    std::vector<Limit> limits;         // each scope and period at most once
    std::optional<Price> price;        // of one booking; absent: none is said
    std::vector<GuestQuestion> questions;
    Appearance appearance;
    std::optional<std::uint32_t> seats;      // that share a start; absent: one, which shares none
    std::optional<std::uint32_t> party_max;  // that one claim may take; absent: all

    [[nodiscard]] std::string_view schedule_name() const {
        return host_schedule.empty() ? default_schedule : std::string_view{host_schedule};
    }
    [[nodiscard]] bool is_seated() const { return seats.has_value(); }
    [[nodiscard]] std::uint32_t seats_most() const { return seats.value_or(1); }
    [[nodiscard]] std::uint32_t party_most() const { return party_max.value_or(seats_most()); }
    bool operator==(const MeetingTypeTerms&) const = default;
};

// Whether a slot of this duration may be asked for.
[[nodiscard]] bool offers(const MeetingTypeTerms& terms, Minutes duration);

}  // namespace kalends
