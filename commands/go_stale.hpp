#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// The source of a host that is due first was not read for too long (rules B6, C3). The system's own
// command; `reads` is what the engine knows beside the log.
struct GoStale {
    static constexpr std::string_view name = "go-stale";

    HostId host;
    LastReads reads;
};

[[nodiscard]] inline StreamId target(const GoStale& c) {
    return stream_of(c.host);
}
void needs(const GoStale&, Scope&);
[[nodiscard]] Decision decide(const GoStale&, const Scope&, Instant now);

}  // namespace kalends
