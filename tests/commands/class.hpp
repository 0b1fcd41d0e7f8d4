#pragma once

#include "tests/commands/given.hpp"

namespace kalends::clinic {

inline constexpr SessionId session{IdBits{10, 1}};
inline constexpr SessionId other_session{IdBits{10, 2}};

// What a booking or a hold of the clinic opens unless it is said: `session` what `booking` does.
[[nodiscard]] inline SessionId opened_by(BookingId id) {
    return SessionId{IdBits{10, id.bits().low}};
}
[[nodiscard]] inline SessionId opened_by(HoldId id) {
    return SessionId{IdBits{11, id.bits().low}};
}

// The clinic whose consultation, or its surgery, is a class of three seats.
[[nodiscard]] inline Given class_of(std::uint32_t seats, MeetingTypeId type = consultation) {
    auto terms = type == surgery ? surgery_terms() : consultation_terms();
    terms.seats = seats;
    return given({MeetingTypeChanged{type, terms}});
}

// Seats of it, for one guest or several.
[[nodiscard]] inline Book seats(BookingId id, Instant start, std::uint32_t party = 1,
                                MeetingTypeId type = consultation) {
    auto command = book(id, start, type);
    command.party = party;
    command.session = opened_by(id);
    command.guests.front().subject = SubjectId{IdBits{9, id.bits().low}};
    return command;
}

[[nodiscard]] inline MakeHold hold_seats(HoldId id, Instant start, std::uint32_t party = 1,
                                         MeetingTypeId type = consultation) {
    auto command = make_hold(id, start, type);
    command.party = party;
    command.session = opened_by(id);
    return command;
}

// What a command is answered with, as if it had happened.
inline Given& happens(Given& world, const Command& command, Instant at = now) {
    const auto decided = world.when(command, at);
    REQUIRE(decided);
    return world.happened(*decided, at);
}

}  // namespace kalends::clinic
