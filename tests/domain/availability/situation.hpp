#pragma once

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

// Everything that decides about the starts of one host's calendar, as plain values.
struct Situation {
    MeetingTypeTerms type;
    HostId host;
    std::string host_zone;
    std::string organisation_zone;
    std::chrono::weekday week_start = std::chrono::Monday;
    std::optional<Schedule> host_schedule;
    bool is_retired = false;
    Minutes duration{30};
    Instant now;
    std::vector<Claim> claims;
    std::vector<Interval> absences;  // in any order; they may overlap
    std::vector<Interval> busy;      // of several sources, likewise
    bool is_source_closed = false;
    std::vector<Date> holidays;  // of the calendars that the host follows
    std::vector<StreamId> moving;
    std::vector<Rejection> overrides;
    Interval window;
};

}  // namespace kalends
