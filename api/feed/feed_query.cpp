#include "api/feed/feed_query.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "eventstore/log_head.hpp"
#include "schemas/envelope.hpp"

namespace kalends::api {
namespace {

constexpr Permission needed[] = {Permission::organisation_read, Permission::api_keys_read,
                                 Permission::hosts_read, Permission::meeting_types_read,
                                 Permission::bookings_read};

// Several are parted by commas. What is given back outlives the query.
std::vector<std::string_view> types_asked(QueryFields& query) {
    static const auto known = event_types();
    std::vector<std::string_view> asked;
    const auto text = query.text("types");
    if (!text) return asked;
    auto rest = *text;
    while (true) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto found = std::ranges::find(known, rest.substr(0, comma));
        if (found == known.end()) {
            query.note("types",
                       "must be names of events, as booking.confirmed.v1, parted by commas");
            return {};
        }
        asked.push_back(*found);
        if (comma == rest.size()) return asked;
        rest.remove_prefix(comma + 1);
    }
}

}  // namespace

FeedQuery feed_query_of(OrganisationId organisation, QueryFields& query) {
    FeedQuery asked{.organisation = organisation, .types = types_asked(query), .host = {}};
    if (const auto host = query.text("host")) {
        asked.host = parse<HostId>(*host);
        if (!asked.host) query.note("host", "must be the id of a host");
    }
    return asked;
}

std::optional<Problem> check_may_follow(const Actor& actor) {
    if (actor.role == Role::host) {
        return forbidden("The feed shows what concerns other hosts, too.");
    }
    for (const auto permission : needed) {
        if (actor.may(permission)) continue;
        return forbidden("The feed shows everything, so it takes a key with the scope `" +
                         std::string{name_of(permission)} + "`, too.");
    }
    return std::nullopt;
}

std::optional<Position> place_in_feed(std::string_view text) {
    if (text == "0") return LogHead{}.position();
    return parse_position(text);
}

std::optional<Problem> check_place(Position after, const LogReader& log, std::string_view pointer) {
    const auto standing = standing_of(after, log);
    switch (standing.kind) {
        case Standing::Kind::held:
            return std::nullopt;
        case Standing::Kind::withdrawn:
            return position_withdrawn(standing.kept);
        case Standing::Kind::unknown:
            break;
    }
    return malformed(std::string{pointer}, std::string{place_meaning});
}

}  // namespace kalends::api
