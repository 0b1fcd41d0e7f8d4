#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"

namespace kalends {

// It was wrong that nobody came to a booking: it is as it was before, with a reason.
struct UndoNoShow {
    static constexpr std::string_view name = "undo-no-show";

    BookingId booking;
    Personal personal;
};

[[nodiscard]] inline StreamId target(const UndoNoShow& c) {
    return stream_of(c.booking);
}
void needs(const UndoNoShow&, Scope&);
[[nodiscard]] Decision decide(const UndoNoShow&, const Scope&, Instant now);

}  // namespace kalends
