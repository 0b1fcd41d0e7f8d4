#pragma once

#include <string>
#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A host's hours under a name are no more; without any, it has none (rule W7).
struct RemoveSchedule {
    static constexpr std::string_view name = "remove-schedule";

    HostId host;
    std::string schedule_name;
};

[[nodiscard]] inline StreamId target(const RemoveSchedule& c) {
    return stream_of(c.host);
}
void needs(const RemoveSchedule&, Scope&);
[[nodiscard]] Decision decide(const RemoveSchedule&, const Scope&, Instant now);

}  // namespace kalends
