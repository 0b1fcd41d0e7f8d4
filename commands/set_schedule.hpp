#pragma once

#include <string>
#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A host's hours under a name, new or in place of older ones. Decisions made are not made again.
struct SetSchedule {
    static constexpr std::string_view name = "set-schedule";

    HostId host;
    std::string schedule_name;
    Schedule schedule;
};

[[nodiscard]] inline StreamId target(const SetSchedule& c) {
    return stream_of(c.host);
}
void needs(const SetSchedule&, Scope&);
[[nodiscard]] Decision decide(const SetSchedule&, const Scope&, Instant now);

}  // namespace kalends
