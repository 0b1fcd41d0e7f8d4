#include "api/endpoints/bookings.hpp"

#include "api/alternatives.hpp"
#include "api/endpoints/series.hpp"
#include "api/named_booking.hpp"
#include "api/new_ids.hpp"
#include "api/opened.hpp"
#include "api/tokens.hpp"
#include "commands/claiming.hpp"
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

// Whom a booking is shown to: guests, and whoever has no key, see less of it.
enum class Viewer : bool { of_organisation, guest };

Viewer viewer(const Caller& caller) {
    return is_stranger(caller.actor) ? Viewer::guest : Viewer::of_organisation;
}

OpenedBooking opened_for(Viewer viewer, App& app, const Booking& booking) {
    auto opened = open_booking(app.engine, booking);
    if (viewer == Viewer::guest) hide_from_guests(opened, app.engine, booking);
    return opened;
}

std::string body_of(App& app, const Booking& booking, Viewer viewer,
                    std::string_view guest_token = {}) {
    std::string body;
    body.reserve(body_bytes_usual);
    append_booking(body, booking, opened_for(viewer, app, booking), guest_token);
    return body;
}

Response shown(App& app, const Booking& booking, Viewer viewer) {
    return ok(body_of(app, booking, viewer), booking.revision);
}

Show show_created(Viewer viewer) {
    return [viewer](App& app, const Accepted& accepted) {
        const auto& booking = booking_in(accepted);
        const auto token = token_of(app, accepted.resource->organisation, booking);
        return created("/v1/bookings/" + to_text(booking.id),
                       body_of(app, booking, viewer, token.value_or(std::string{})))
            .with("ETag", entity_tag(booking.revision));
    };
}

Show show_changed(Viewer viewer) {
    return [viewer](App& app, const Accepted& accepted) {
        return shown(app, booking_in(accepted), viewer);
    };
}

// It is for the organisation's own programs (rule C1).
std::optional<Problem> check_metadata(const Caller& caller, const std::optional<Clear>& metadata) {
    if (!metadata || viewer(caller) == Viewer::of_organisation) return std::nullopt;
    return problem_of({Rejection::forbidden, "/metadata"});
}

void make_guests(App& app, std::vector<GuestAsked>& guests) {
    for (auto& guest : guests) {
        if (!guest.is_known) guest.subject = made_id<SubjectId>(app);
    }
}

// A hold's token says whose it is, even if what is held is not public any more.
Result<OrganisationId, Problem> organisation_to_book_in(const WriteCall& call, BookAsked& asked) {
    auto& command = asked.command;
    const auto holder = holder_of_token(call.app, asked.hold_token);
    command.shows_token =
        holder && command.hold && holder->actor.bound_to == stream_of(*command.hold);
    const bool is_anonymous = call.caller.actor.kind == ActorKind::anonymous;
    if (is_anonymous && command.shows_token) return holder->organisation;
    return organisation_for(call.app, call.caller, command.meeting_type);
}

// The booking in the path, with the command that the body parsed to.
template <class Asked>
Result<Intent, Problem> change(const WriteCall& call, Parsed<Asked> command) {
    const auto id = booking_id_of(call.app, call.path_parameter("id"));
    if (!id) return not_found();
    if (!command) return malformed(command.error());
    command->booking = *id;
    return Intent{call.caller.organisation, *std::move(command), show_changed(viewer(call.caller))};
}

}  // namespace

Result<Intent, Problem> book(const WriteCall& call) {
    auto asked = parse_book(call.body, call.app.zones);
    if (!asked) return malformed(asked.error());
    Book& command = asked->command;
    if (auto problem = check_metadata(call.caller, command.personal.metadata)) return *problem;
    const auto organisation = organisation_to_book_in(call, *asked);
    if (!organisation) return organisation.error();
    command.session = made_id<SessionId>(call.app);
    make_guests(call.app, command.guests);
    if (asked->recurrence) return book_series(call, *organisation, *std::move(asked));
    command.booking = made_id<BookingId>(call.app);
    auto alternatives = instead_of(*organisation, command.meeting_type,
                                   {command.start, command.duration, command.party,
                                    command.overrides, command.hold, own_host(call.caller.actor)});
    return Intent{*organisation, std::move(command), show_created(viewer(call.caller)),
                  std::move(alternatives)};
}

Result<Intent, Problem> reschedule_booking(const WriteCall& call) {
    auto command = parse_reschedule(call.body);
    auto intent = change(call, std::move(command));
    if (!intent) return intent;
    auto& c = std::get<Reschedule>(intent->command);
    c.session = made_id<SessionId>(call.app);
    intent->alternatives =
        instead_of(call.caller.organisation, c.booking,
                   {c.start, c.duration, 1, c.overrides, {}, own_host(call.caller.actor)});
    return intent;
}

// Whoever leaves the choice to the rotation would get another host with each retry.
Result<Intent, Problem> reassign_booking(const WriteCall& call) {
    auto command = parse_reassign(call.body);
    const bool is_safe_to_retry =
        call.idempotency.has_value() || call.request.header("If-Match").value_or("*") != "*";
    if (command && !command->to && !is_safe_to_retry) {
        return malformed("/host_id",
                         "must be named, or an Idempotency-Key or a revision in If-Match sent");
    }
    return change(call, std::move(command));
}

Result<Intent, Problem> amend_booking(const WriteCall& call) {
    auto command = parse_amend(call.body, call.app.zones);
    if (command) {
        if (auto no = check_metadata(call.caller, command->personal.metadata)) return *no;
        if (auto& guests = command->guests) make_guests(call.app, *guests);
    }
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

Result<Intent, Problem> complete_booking(const WriteCall& call) {
    return change(call, parse_complete(call.body));
}

Result<Intent, Problem> mark_no_show(const WriteCall& call) {
    return change(call, parse_no_show(call.body));
}

Result<Intent, Problem> undo_no_show(const WriteCall& call) {
    return change(call, parse_undo_no_show(call.body));
}

Answer get_booking(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto booking = readable_booking(call);
    if (!booking) return booking.error();
    const auto& found = **booking;
    const auto type = type_of(call, found);
    std::string body;
    append_read_booking(body, found, opened_for(viewer(call.caller), call.app, found),
                        AssignmentsShown{may_see_choices(call.caller.actor)},
                        location_shown(call.caller, found, *type->terms));
    return ok(std::move(body), found.revision);
}

}  // namespace kalends::api
