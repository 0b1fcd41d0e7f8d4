#include "api/endpoints/holidays.hpp"

#include <variant>

#include "api/new_ids.hpp"
#include "api/pages.hpp"
#include "api/written.hpp"
#include "domain/check.hpp"
#include "schemas/requests/holiday.hpp"
#include "schemas/resources/holiday.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

const HolidayCalendar& calendar_in(const Accepted& accepted, HolidayCalendarId id) {
    const auto* organisation = accepted.resource->as<Organisation>();
    ensure(organisation != nullptr, "holiday calendars are kept with their organisation");
    const auto found = organisation->holidays.find(id);
    ensure(found != organisation->holidays.end(), "a calendar that was put is there after it");
    return found->second;
}

std::string body_of(HolidayCalendarId id, const HolidayCalendar& calendar) {
    std::string body;
    append_holiday_calendar(body, id, calendar);
    return body;
}

// Which one it made says the command's own event, so that an answer given again finds it.
Response calendar_created(App& app, const Accepted& accepted) {
    const auto organisation = accepted.resource->as<Organisation>()->id;
    const auto made = written<HolidayCalendarSet>(app, accepted, stream_of(organisation));
    ensure(made.has_value(), "the event that made a holiday calendar is in the log");
    const auto& calendar = calendar_in(accepted, made->calendar);
    return created("/v1/holiday-calendars/" + to_text(made->calendar),
                   body_of(made->calendar, calendar))
        .with("ETag", entity_tag(calendar.revision));
}

std::shared_ptr<const Organisation> organisation_of(const ReadCall& call) {
    return call.app.engine.find(call.caller.organisation, call.caller.organisation);
}

}  // namespace

Result<Intent, Problem> create_holiday_calendar(const WriteCall& call) {
    auto terms = parse_holiday_calendar(call.body);
    if (!terms) return malformed(terms.error());
    const auto organisation = call.caller.organisation;
    const auto id = made_id<HolidayCalendarId>(call.app);
    return Intent{organisation, CreateHolidayCalendar{organisation, id, *std::move(terms)},
                  calendar_created};
}

Result<Intent, Problem> change_holiday_calendar(const WriteCall& call) {
    const auto id = parse<HolidayCalendarId>(call.path_parameter("id"));
    if (!id) return not_found();
    auto terms = parse_holiday_calendar(call.body);
    if (!terms) return malformed(terms.error());
    const auto organisation = call.caller.organisation;
    const auto show = [calendar = *id](App&, const Accepted& accepted) {
        const auto& changed = calendar_in(accepted, calendar);
        return ok(body_of(calendar, changed), changed.revision);
    };
    return Intent{organisation, ChangeHolidayCalendar{organisation, *id, *std::move(terms)}, show};
}

Result<Intent, Problem> remove_holiday_calendar(const WriteCall& call) {
    const auto id = parse<HolidayCalendarId>(call.path_parameter("id"));
    if (!id) return not_found();
    const auto organisation = call.caller.organisation;
    const auto show = [](App&, const Accepted&) { return Response{Status::no_content}; };
    return Intent{organisation, RemoveHolidayCalendar{organisation, *id}, show};
}

Answer list_holiday_calendars(const ReadCall& call) {
    const Page page = page_of(call.query);
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto organisation = organisation_of(call);
    std::vector<const HolidayCalendars::value_type*> found;
    auto at = organisation->holidays.upper_bound(HolidayCalendarId{page.after});
    for (; at != organisation->holidays.end() && found.size() <= page.limit; ++at) {
        found.push_back(&*at);
    }
    const auto next = cut_to_page(found, call.request, page,
                                  [](const auto* named) { return named->first.bits(); });
    std::string body;
    append_page(body, found, next, [](std::string& out, const auto* named) {
        append_holiday_calendar(out, named->first, named->second);
    });
    return ok(std::move(body));
}

Answer get_holiday_calendar(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto id = parse<HolidayCalendarId>(call.path_parameter("id"));
    const auto organisation = organisation_of(call);
    const auto found = id ? organisation->holidays.find(*id) : organisation->holidays.end();
    if (found == organisation->holidays.end()) return not_found();
    return ok(body_of(found->first, found->second), found->second.revision);
}

}  // namespace kalends::api
