#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "domain/session.hpp"

namespace kalends {

// Sessions are numbered by the sequence of the event that opened them.
using SessionNumber = std::int64_t;

// Which sessions of an organisation are asked for, by their starts. What is not said leaves nothing
// out.
struct SessionsQuery {
    // An answer that would look at more sessions is cut short, and says where to go on.
    static constexpr std::size_t rows_usual_max = 20'000;

    OrganisationId organisation;
    std::optional<HostId> host = {};
    std::optional<MeetingTypeId> meeting_type = {};
    std::optional<bool> is_open = {};  // at `now`: whether any of its seats is taken
    Instant now = {};
    std::optional<Instant> from = {};  // that end after it
    std::optional<Instant> to = {};    // that start before it
    bool is_latest_first = false;
    std::size_t limit = 50;
    std::size_t rows_max = rows_usual_max;
    // The place of the last one seen, in this order.
    struct Place {
        Instant start;
        SessionNumber number = 0;
    };
    std::optional<Place> after = {};
};

// A part of a list. It may hold fewer than were asked for, none even, and not be the last.
struct SessionsPage {
    std::vector<Session> sessions;
    std::optional<SessionsQuery::Place> next = {};  // goes on after it; nothing if that was all
};

}  // namespace kalends
