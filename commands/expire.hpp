#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// What has a deadline lets its time go once that has come: a pending booking, a hold (rule C3). The
// system's own command.
struct Expire {
    static constexpr std::string_view name = "expire";

    StreamId due;  // a booking's or a hold's
};

[[nodiscard]] inline StreamId target(const Expire& c) {
    return c.due;
}
void needs(const Expire&, Scope&);
[[nodiscard]] Decision decide(const Expire&, const Scope&, Instant now);

}  // namespace kalends
