#include "api/endpoints/series.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "api/new_ids.hpp"
#include "api/tokens.hpp"
#include "commands/rights.hpp"
#include "domain/check.hpp"
#include "schemas/requests/series.hpp"
#include "schemas/resources/series.hpp"

namespace kalends::api {
namespace {

const Series& series_in(const Accepted& accepted) {
    const auto* series = accepted.resource->as<Series>();
    ensure(series != nullptr, "the target of the command is a series");
    return *series;
}

std::string body_of(const Accepted& accepted, const std::vector<SeriesBooking>& bookings) {
    std::string body;
    append_series(body, series_in(accepted), bookings);
    return body;
}

std::vector<SeriesBooking> bookings_in(const Accepted& accepted) {
    std::vector<SeriesBooking> bookings;
    for (const auto& part : accepted.parts) {
        const auto* booking = part->as<Booking>();
        ensure(booking != nullptr, "what a series consists of are bookings");
        bookings.push_back({booking, {}});
    }
    return bookings;
}

Response series_made(App& app, const Accepted& accepted) {
    auto bookings = bookings_in(accepted);
    for (auto& shown : bookings) {
        const auto token = token_of(app, accepted.resource->organisation, *shown.booking);
        shown.guest_token = token.value_or(std::string{});
    }
    const auto& series = series_in(accepted);
    return created("/v1/series/" + to_text(series.id), body_of(accepted, bookings))
        .with("ETag", entity_tag(series.revision));
}

Response series_changed(App&, const Accepted& accepted) {
    return ok(body_of(accepted, bookings_in(accepted)), series_in(accepted).revision);
}

// An id for each occurrence that there can be.
template <class SomeId>
std::vector<SomeId> made_for_all(App& app) {
    std::vector<SomeId> ids;
    ids.reserve(occurrences_max);
    for (int i = 0; i < occurrences_max; ++i) ids.push_back(made_id<SomeId>(app));
    return ids;
}

// The series in the path, with the command that the body parsed to.
template <class Asked>
Result<Intent, Problem> change_series(const WriteCall& call, Parsed<Asked> command) {
    const auto id = parse<SeriesId>(call.path_parameter("id"));
    if (!id) return not_found();
    if (!command) return malformed(command.error());
    command->occurrences.series = *id;
    return Intent{call.caller.organisation, *std::move(command), series_changed};
}

}  // namespace

Result<Intent, Problem> book_series(const WriteCall& call, OrganisationId organisation,
                                    BookAsked asked) {
    if (!asked.recurrence) broken("a series is booked where a rule is given");
    BookSeries command;
    command.series = made_id<SeriesId>(call.app);
    command.rule = std::move(asked.recurrence->rule);
    command.skips_refused = asked.recurrence->skips_refused;
    command.bookings = made_for_all<BookingId>(call.app);
    command.sessions = made_for_all<SessionId>(call.app);
    command.each = std::move(asked.command);
    return Intent{organisation, std::move(command), series_made};
}

Result<Intent, Problem> cancel_series(const WriteCall& call) {
    return change_series(call, parse_cancel_series(call.body));
}

Result<Intent, Problem> reschedule_series(const WriteCall& call) {
    auto command = parse_reschedule_series(call.body);
    if (command) command->sessions = made_for_all<SessionId>(call.app);
    return change_series(call, std::move(command));
}

Answer get_series(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    auto& engine = call.app.engine;
    const auto organisation = call.caller.organisation;
    const auto id = parse<SeriesId>(call.path_parameter("id"));
    const auto series = id ? engine.find(organisation, *id) : nullptr;
    if (!series) return not_found();
    std::vector<std::shared_ptr<const Booking>> kept;
    std::vector<SeriesBooking> bookings;
    for (const auto booking : series->bookings) {
        kept.push_back(engine.find(organisation, booking));
        bookings.push_back({kept.back().get(), {}});
    }
    const bool may_read = std::ranges::all_of(
        kept, [&](const auto& booking) { return acts_for(call.caller.actor, *booking); });
    if (!may_read) return forbidden("Bookings of the series are with another host.");
    std::string body;
    append_series(body, *series, bookings);
    return ok(std::move(body), series->revision);
}

}  // namespace kalends::api
