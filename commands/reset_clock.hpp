#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// The operator takes the machine's clock for true although the log has seen a later time: from here
// on times follow the clock again. It concerns the whole log, so it has no target.
struct ResetClock {
    static constexpr std::string_view name = "reset-clock";

    Instant held_at;
};

[[nodiscard]] inline StreamId target(const ResetClock&) {
    return {};
}
void needs(const ResetClock&, Scope&);
[[nodiscard]] Decision decide(const ResetClock&, const Scope&, Instant now);

}  // namespace kalends
