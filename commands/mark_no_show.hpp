#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"

namespace kalends {

// Nobody came to a firm booking whose time is over, with a reason.
struct MarkNoShow {
    static constexpr std::string_view name = "mark-no-show";

    BookingId booking;
    Personal personal;
};

[[nodiscard]] inline StreamId target(const MarkNoShow& c) {
    return stream_of(c.booking);
}
void needs(const MarkNoShow&, Scope&);
[[nodiscard]] Decision decide(const MarkNoShow&, const Scope&, Instant now);

}  // namespace kalends
