#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"
#include "domain/availability/reasons.hpp"
#include "domain/questions.hpp"

namespace kalends {

// Somebody takes a slot. The ids of the booking and of new guests are made by the edge; they are
// the booking's only if this very command is accepted.
struct Book {
    static constexpr std::string_view name = "book";

    BookingId booking;
    MeetingTypeId meeting_type;
    Instant start;
    std::optional<Minutes> duration;  // absent: the type's
    std::uint32_t party = 1;
    std::vector<GuestAsked> guests;  // at least one: the first books
    Reasons overrides;
    std::optional<HoldId> hold;  // whose time it takes over
    bool shows_token = false;    // that of the hold: the edge has checked it
    SessionId session;           // made by the edge, too, for when it opens one
    Answers answers;             // what personal.answers says, to be checked
    Personal personal;
    SeriesId series;  // that it is an occurrence of; nil if of none
};

[[nodiscard]] inline StreamId target(const Book& c) {
    return stream_of(c.booking);
}
void needs(const Book&, Scope&);
[[nodiscard]] Decision decide(const Book&, const Scope&, Instant now);

}  // namespace kalends
