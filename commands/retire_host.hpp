#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A host takes no new claims; those it has stand (rule C6).
struct RetireHost {
    static constexpr std::string_view name = "retire-host";

    HostId host;
};

[[nodiscard]] inline StreamId target(const RetireHost& c) {
    return stream_of(c.host);
}
void needs(const RetireHost&, Scope&);
[[nodiscard]] Decision decide(const RetireHost&, const Scope&, Instant now);

}  // namespace kalends
