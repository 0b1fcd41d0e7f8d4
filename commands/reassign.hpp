#pragma once

#include <optional>
#include <string_view>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A confirmed booking goes over to another host of a group, at the same time. Whoever does not name
// that host must be safe to retry: each time the rotation chooses another.
struct Reassign {
    static constexpr std::string_view name = "reassign";

    BookingId booking;
    std::optional<HostId> from;  // absent: the one of the group of `to`, or the only one of a group
    std::optional<HostId> to;    // absent: whom the rotation chooses
    Personal personal;
};

[[nodiscard]] inline StreamId target(const Reassign& c) {
    return stream_of(c.booking);
}
void needs(const Reassign&, Scope&);
[[nodiscard]] Decision decide(const Reassign&, const Scope&, Instant now);

}  // namespace kalends
