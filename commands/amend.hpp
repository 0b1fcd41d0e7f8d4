#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"
#include "domain/questions.hpp"

namespace kalends {

// Guests, answers, location or metadata of a booking are put right; never its time or party.
struct Amend {
    static constexpr std::string_view name = "amend";

    BookingId booking;
    std::optional<std::vector<GuestAsked>> guests;
    Personal personal;
    Answers answers;  // what personal.answers says, if anything, to be checked
};

[[nodiscard]] inline StreamId target(const Amend& c) {
    return stream_of(c.booking);
}
void needs(const Amend&, Scope&);
[[nodiscard]] Decision decide(const Amend&, const Scope&, Instant now);

}  // namespace kalends
