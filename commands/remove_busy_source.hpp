#pragma once

#include <string>
#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// An outside source is not followed any more: what it said takes no time, and it never goes stale.
struct RemoveBusySource {
    static constexpr std::string_view name = "remove-busy-source";

    HostId host;
    std::string source;
};

[[nodiscard]] inline StreamId target(const RemoveBusySource& c) {
    return stream_of(c.host);
}
void needs(const RemoveBusySource&, Scope&);
[[nodiscard]] Decision decide(const RemoveBusySource&, const Scope&, Instant now);

}  // namespace kalends
