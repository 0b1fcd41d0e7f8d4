#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A pending booking becomes firm. Its time is its own already, so nobody can have taken it; but its
// host may be away by now.
struct Approve {
    static constexpr std::string_view name = "approve";

    BookingId booking;
};

[[nodiscard]] inline StreamId target(const Approve& c) {
    return stream_of(c.booking);
}
void needs(const Approve&, Scope&);
[[nodiscard]] Decision decide(const Approve&, const Scope&, Instant now);

}  // namespace kalends
