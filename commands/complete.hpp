#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A firm booking whose time is over took place. It never becomes so by itself.
struct Complete {
    static constexpr std::string_view name = "complete";

    BookingId booking;
};

[[nodiscard]] inline StreamId target(const Complete& c) {
    return stream_of(c.booking);
}
void needs(const Complete&, Scope&);
[[nodiscard]] Decision decide(const Complete&, const Scope&, Instant now);

}  // namespace kalends
