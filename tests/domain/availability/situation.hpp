#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/claim.hpp"
#include "domain/meeting_type.hpp"
#include "domain/rejection.hpp"
#include "domain/schedule.hpp"
#include "domain/time.hpp"

namespace kalends {

// The meeting type that situations are about.
inline constexpr MeetingTypeId situation_type{IdBits{2, 1}};

// One host, as plain values.
struct HostSituation {
    HostId host;
    std::string host_zone;
    std::optional<Schedule> host_schedule;
    bool is_retired = false;
    std::vector<Claim> claims;
    std::vector<Interval> absences;  // in any order; they may overlap
    std::vector<Interval> busy;      // of several sources, likewise
    bool is_source_closed = false;
    std::vector<Date> holidays;  // of the calendars that the host follows
};

// Everything that decides about the starts of a type: of the one host that most types have, and of
// others, if its plan names any.
struct Situation : HostSituation {
    MeetingTypeTerms type;
    std::string organisation_zone;
    std::chrono::weekday week_start = std::chrono::Monday;
    Minutes duration{30};
    Instant now;
    std::vector<StreamId> moving;
    std::vector<Rejection> overrides;
    Interval window;
    std::vector<HostSituation> others;
    std::vector<HostSituation> former;  // which the plan names no more
    HostId own;                         // the host that asks, if one does
    std::uint32_t party = 1;
    bool joins = true;  // not a session that moves as a whole

    // A host that the plan names; the first one if nothing is said of it.
    [[nodiscard]] const HostSituation& of(HostId id) const {
        for (const auto& other : others) {
            if (other.host == id) return other;
        }
        return *this;
    }
};

}  // namespace kalends
