#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A booking's time is let go, with a reason.
struct Cancel {
    static constexpr std::string_view name = "cancel";

    BookingId booking;
    Personal personal;
};

[[nodiscard]] inline StreamId target(const Cancel& c) {
    return stream_of(c.booking);
}
void needs(const Cancel&, Scope&);
[[nodiscard]] Decision decide(const Cancel&, const Scope&, Instant now);

}  // namespace kalends
