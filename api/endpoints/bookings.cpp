#include "api/endpoints/bookings.hpp"

#include <algorithm>

#include "api/asked_calendar.hpp"
#include "api/named_booking.hpp"
#include "api/new_ids.hpp"
#include "api/opened.hpp"
#include "commands/rights.hpp"
#include "domain/check.hpp"
#include "schemas/requests/booking.hpp"
#include "schemas/resources/booking.hpp"

namespace kalends::api {
namespace {

// What a booking takes with a guest and an answer or two.
constexpr std::size_t body_bytes_usual = 1'024;

const Booking& booking_in(const Accepted& accepted) {
    const auto* booking = accepted.resource->as<Booking>();
    ensure(booking != nullptr, "the target of the command is a booking");
    return *booking;
}

std::string body_of(App& app, const Booking& booking) {
    std::string body;
    body.reserve(body_bytes_usual);
    append_booking(body, booking, open_booking(app.engine, booking));
    return body;
}

Response shown(App& app, const Booking& booking) {
    return ok(body_of(app, booking), booking.revision);
}

Response shown_created(App& app, const Accepted& accepted) {
    const auto& booking = booking_in(accepted);
    return created("/v1/bookings/" + to_text(booking.id), body_of(app, booking))
        .with("ETag", entity_tag(booking.revision));
}

Response shown_changed(App& app, const Accepted& accepted) {
    return shown(app, booking_in(accepted));
}

void make_guests(App& app, std::vector<GuestAsked>& guests) {
    for (auto& guest : guests) {
        if (!guest.is_known) guest.subject = made_id<SubjectId>(app);
    }
}

constexpr std::size_t alternatives_max = 3;
constexpr std::chrono::days alternatives_within{14};

std::vector<Instant> next_starts(App& app, const AskedCalendar& calendar, Instant from) {
    const Instant now = app.engine.reading_time();
    return calendar.first_starts(app.engine, std::max(from, now), now, alternatives_within,
                                 alternatives_max);
}

Alternatives instead_of(OrganisationId organisation, MeetingTypeId type, Instant start) {
    return [=](App& app) {
        const auto calendar = AskedCalendar::find(app.engine, organisation, type);
        return calendar ? next_starts(app, *calendar, start) : std::vector<Instant>{};
    };
}

Alternatives instead_of(OrganisationId organisation, BookingId moving, Instant start) {
    return [=](App& app) -> std::vector<Instant> {
        const auto booking = app.engine.find(organisation, moving);
        if (!booking) return {};
        auto calendar = AskedCalendar::find(app.engine, organisation, booking->meeting_type);
        if (!calendar) return {};
        calendar->move(*booking);
        return next_starts(app, *calendar, start);
    };
}

// The booking in the path, with the command that the body parsed to.
template <class Asked>
Result<Intent, Problem> change(const WriteCall& call, Parsed<Asked> command) {
    const auto id = booking_id_of(call.app, call.path_parameter("id"));
    if (!id) return not_found();
    if (!command) return malformed(command.error());
    command->booking = *id;
    return Intent{call.caller.organisation, *std::move(command), shown_changed};
}

}  // namespace

Result<Intent, Problem> book(const WriteCall& call) {
    auto command = parse_book(call.body, call.app.zones);
    if (!command) return malformed(command.error());
    const auto organisation = organisation_for(call.app, call.caller, command->meeting_type);
    if (!organisation) return organisation.error();
    command->booking = made_id<BookingId>(call.app);
    make_guests(call.app, command->guests);
    auto alternatives = instead_of(*organisation, command->meeting_type, command->start);
    return Intent{*organisation, *std::move(command), shown_created, std::move(alternatives)};
}

Result<Intent, Problem> reschedule_booking(const WriteCall& call) {
    auto command = parse_reschedule(call.body);
    const auto start = command ? command->start : Instant{};
    auto intent = change(call, std::move(command));
    if (!intent) return intent;
    const auto booking = std::get<Reschedule>(intent->command).booking;
    intent->alternatives = instead_of(call.caller.organisation, booking, start);
    return intent;
}

Result<Intent, Problem> amend_booking(const WriteCall& call) {
    auto command = parse_amend(call.body, call.app.zones);
    if (command && command->guests) make_guests(call.app, *command->guests);
    return change(call, std::move(command));
}

Result<Intent, Problem> cancel_booking(const WriteCall& call) {
    return change(call, parse_cancel(call.body));
}

Result<Intent, Problem> approve_booking(const WriteCall& call) {
    return change(call, parse_approve(call.body));
}

Result<Intent, Problem> reject_booking(const WriteCall& call) {
    return change(call, parse_reject(call.body));
}

Answer get_booking(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto booking = named_booking(call.app, call.caller, call.path_parameter("id"));
    if (!booking) return not_found();
    if (!acts_for(call.caller.actor, *booking)) {
        return forbidden("The booking is with another host.");
    }
    return shown(call.app, *booking);
}

}  // namespace kalends::api
