#pragma once

#include <optional>
#include <string_view>

#include "api/calls.hpp"
#include "projections/feed/feed_filter.hpp"
#include "projections/feed/standing.hpp"

namespace kalends::api {

// What a request for events asks for: `types` and `host`. Faults are noted.
[[nodiscard]] FeedQuery feed_query_of(OrganisationId organisation, QueryFields& query);

// The feed shows all that an organisation's log holds, so that it takes a key that may read all of
// it and is not a single host's.
[[nodiscard]] std::optional<Problem> check_may_follow(const Actor& actor);

// A position that a reader names; "0" is before the first event. Nothing if it is none.
[[nodiscard]] std::optional<Position> place_in_feed(std::string_view text);
// What is wrong with going on from it, if anything is; `pointer` says where it was named. From any
// thread.
[[nodiscard]] std::optional<Problem> check_place(Position after, const LogReader& log,
                                                 std::string_view pointer);
inline constexpr std::string_view place_meaning =
    "must be a position that an answer or an event gave, or 0";

}  // namespace kalends::api
