#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A pending booking gets a no, with a reason; its time is let go.
struct Reject {
    static constexpr std::string_view name = "reject";

    BookingId booking;
    Personal personal;
};

[[nodiscard]] inline StreamId target(const Reject& c) {
    return stream_of(c.booking);
}
void needs(const Reject&, Scope&);
[[nodiscard]] Decision decide(const Reject&, const Scope&, Instant now);

}  // namespace kalends
