#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A pending booking whose deadline has come lets its time go (rule C3). The system's own command.
struct Expire {
    static constexpr std::string_view name = "expire";

    BookingId booking;
};

[[nodiscard]] inline StreamId target(const Expire& c) {
    return stream_of(c.booking);
}
void needs(const Expire&, Scope&);
[[nodiscard]] Decision decide(const Expire&, const Scope&, Instant now);

}  // namespace kalends
