#pragma once

#include <optional>

#include "domain/schedule.hpp"
#include "domain/zones.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// Reads a schedule, wherever in a body it stands.
struct ScheduleRule {
    const ZoneNames& zones;

    std::optional<Schedule> operator()(JsonValue value, FaultList& faults) const;
};

}  // namespace kalends
