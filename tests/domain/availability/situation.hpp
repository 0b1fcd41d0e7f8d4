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

// Everything that decides about the starts of one host's calendar, as plain values.
struct Situation {
    MeetingTypeTerms type;
    HostId host;
    std::string host_zone;
    std::string organisation_zone;
    std::optional<Schedule> host_schedule;
    bool is_retired = false;
    Minutes duration{30};
    Instant now;
    std::vector<Claim> claims;
    std::vector<StreamId> moving;
    std::vector<Rejection> overrides;
    Interval window;
};

}  // namespace kalends
