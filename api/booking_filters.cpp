#include "api/booking_filters.hpp"

#include <algorithm>

#include "domain/check.hpp"

namespace kalends::api {
namespace {

constexpr BookingStatus all_statuses[] = {BookingStatus::pending,   BookingStatus::confirmed,
                                          BookingStatus::cancelled, BookingStatus::rejected,
                                          BookingStatus::expired,   BookingStatus::completed,
                                          BookingStatus::no_show};

std::optional<Instant> time_asked(const ReadCall& call, std::string_view name) {
    const auto text = call.request.query_parameter(name);
    if (!text || parse_instant(*text)) return call.query.instant(name);
    const auto zone = zone_of_organisation(call);
    return call.query.instant_or_date(name, call.app.engine.hours().zone(zone));
}

}  // namespace

std::vector<BookingStatus> statuses_asked(QueryFields& query) {
    std::vector<BookingStatus> asked;
    const auto given = query.text("status");
    if (!given) return asked;
    auto text = *given;
    do {
        const auto comma = std::min(text.find(','), text.size());
        const auto name = text.substr(0, comma);
        const auto* found = std::ranges::find_if(
            all_statuses, [name](BookingStatus status) { return name_of(status) == name; });
        if (found == std::end(all_statuses)) {
            query.note("status",
                       "must be pending, confirmed, cancelled, rejected, expired, completed or "
                       "no_show");
            return {};
        }
        if (std::ranges::find(asked, *found) == asked.end()) asked.push_back(*found);
        text.remove_prefix(std::min(comma + 1, text.size()));
    } while (!text.empty());
    return asked;
}

std::string zone_of_organisation(const ReadCall& call) {
    const auto id = call.caller.organisation;
    const auto organisation = call.app.engine.find(id, id);
    ensure(organisation != nullptr, "a caller is of an organisation that exists");
    return organisation->terms.zone;
}

TimesAsked times_asked(const ReadCall& call) {
    const TimesAsked times{time_asked(call, "from"), time_asked(call, "to")};
    if (times.from && times.to && *times.to <= *times.from) {
        call.query.note("to", "must be after `from`");
    }
    return times;
}

Result<std::optional<HostId>, Problem> host_seen_by(const Actor& actor,
                                                    std::optional<HostId> asked) {
    if (actor.role != Role::host) return asked;
    if (asked.value_or(actor.host) == actor.host) return std::optional{actor.host};
    return forbidden("A host's key sees what is that host's alone.");
}

}  // namespace kalends::api
