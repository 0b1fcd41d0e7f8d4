#pragma once

#include <map>
#include <string>
#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// All schedules of a host at once: those named here stand after it, and no others.
struct ReplaceSchedules {
    static constexpr std::string_view name = "replace-schedules";

    HostId host;
    std::map<std::string, Schedule> schedules;
};

[[nodiscard]] inline StreamId target(const ReplaceSchedules& c) {
    return stream_of(c.host);
}
void needs(const ReplaceSchedules&, Scope&);
[[nodiscard]] Decision decide(const ReplaceSchedules&, const Scope&, Instant now);

}  // namespace kalends
