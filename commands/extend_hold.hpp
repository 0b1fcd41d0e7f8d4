#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"
#include "domain/bounds.hpp"

namespace kalends {

// A live hold lasts longer: so long from now, and no longer than `hold_minutes_max` after it was
// made. It never ends earlier for it.
struct ExtendHold {
    static constexpr std::string_view name = "extend-hold";

    HoldId hold;
    Minutes lasting = hold_minutes_default;
};

[[nodiscard]] inline StreamId target(const ExtendHold& c) {
    return stream_of(c.hold);
}
void needs(const ExtendHold&, Scope&);
[[nodiscard]] Decision decide(const ExtendHold&, const Scope&, Instant now);

}  // namespace kalends
