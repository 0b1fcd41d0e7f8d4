#include "api/booking_filters.hpp"

#include "domain/check.hpp"

namespace kalends::api {
namespace {

std::optional<Instant> time_asked(const ReadCall& call, std::string_view name) {
    const auto text = call.request.query_parameter(name);
    if (!text || parse_instant(*text)) return call.query.instant(name);
    const auto zone = zone_of_organisation(call);
    return call.query.instant_or_date(name, call.app.engine.hours().zone(zone));
}

}  // namespace

std::vector<BookingStatus> statuses_asked(QueryFields& query) {
    return several_asked<BookingStatus>(
        query, "status", "pending, confirmed, cancelled, rejected, expired, completed or no_show");
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
