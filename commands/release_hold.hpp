#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A hold lets its time go before it expires.
struct ReleaseHold {
    static constexpr std::string_view name = "release-hold";

    HoldId hold;
};

[[nodiscard]] inline StreamId target(const ReleaseHold& c) {
    return stream_of(c.hold);
}
void needs(const ReleaseHold&, Scope&);
[[nodiscard]] Decision decide(const ReleaseHold&, const Scope&, Instant now);

}  // namespace kalends
