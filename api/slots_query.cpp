#include "api/slots_query.hpp"

#include "api/named_booking.hpp"
#include "commands/booking_guards.hpp"
#include "commands/occurrences_asked.hpp"
#include "commands/reschedule.hpp"
#include "commands/rights.hpp"
#include "commands/session_guards.hpp"

namespace kalends::api {
namespace {

// A booking that this caller could move nowhere has no slots.
std::optional<Rejection> check_movable(const Actor& actor, const MeetingType& type,
                                       const Booking& booking, Instant now) {
    if (booking.status == BookingStatus::cancelled) return Rejection::already_cancelled;
    if (!booking.is_live()) return Rejection::already_decided;
    if (booking.is_over(now)) return Rejection::already_over;
    if (actor.role == Role::guest && !guests_may_reschedule(*type.terms, booking, now)) {
        return Rejection::not_reschedulable;
    }
    if (const auto refusal = check_revisions(booking)) return refusal->reason;
    return std::nullopt;
}

std::vector<const Booking*> pointers_to(const std::vector<std::shared_ptr<const Booking>>& all) {
    std::vector<const Booking*> pointers;
    for (const auto& booking : all) pointers.push_back(booking.get());
    return pointers;
}

// Where one of its occurrences could go if all that have not begun moved with it.
std::optional<Problem> move_series(const ReadCall& call, SeriesId id, AskedCalendar& calendar) {
    auto& engine = call.app.engine;
    const auto series = engine.find(call.caller.organisation, id);
    if (!series || series->meeting_type != calendar.type().id) {
        return problem_of({Rejection::not_found, "moving"});
    }
    const auto& actor = call.caller.actor;
    std::vector<std::shared_ptr<const Booking>> all;
    for (const auto one : series->bookings) {
        all.push_back(engine.find(call.caller.organisation, one));
        if (is_stranger(actor) || !acts_for(actor, *all.back())) {
            return forbidden("To move a series takes a key that acts for its hosts.");
        }
    }
    auto open = all;
    std::erase_if(open, [&](const auto& booking) { return !is_open(*booking, call.now); });
    if (open.empty()) return problem_of({why_none_is_open(pointers_to(all)), "moving"});
    calendar.move(engine, open);
    return std::nullopt;
}

std::vector<std::shared_ptr<const Booking>> bookings_of(const ReadCall& call,
                                                        const Session& session) {
    std::vector<std::shared_ptr<const Booking>> all;
    for (const auto& member : session.members) {
        if (member.holder.kind != StreamKind::booking) continue;
        all.push_back(call.app.engine.find(call.caller.organisation, BookingId{member.holder.id}));
    }
    return all;
}

// Where a session could go as a whole.
std::optional<Problem> move_session(const ReadCall& call, SessionId id, AskedCalendar& calendar) {
    const auto session = call.app.engine.find(call.caller.organisation, id);
    if (!session || session->meeting_type != calendar.type().id) {
        return problem_of({Rejection::not_found, "moving"});
    }
    if (is_stranger(call.caller.actor) || !acts_for(call.caller.actor, *session)) {
        return forbidden("To move a session takes a key that acts for its hosts.");
    }
    const auto bookings = bookings_of(call, *session);
    if (const auto settled = why_settled(*session, pointers_to(bookings), call.now)) {
        return problem_of({*settled, "moving"});
    }
    if (!can_move(*session, calendar.type())) {
        return problem_of({Rejection::not_reschedulable, "moving"});
    }
    for (const auto& booking : bookings) {
        if (const auto refusal = check_revisions(*booking)) {
            return problem_of({refusal->reason, "moving"});
        }
    }
    calendar.move(session);
    return std::nullopt;
}

std::optional<Problem> move_asked(const ReadCall& call, AskedCalendar& calendar) {
    const auto text = call.query.text("moving");
    if (!text) return std::nullopt;
    const auto& actor = call.caller.actor;
    if (actor.kind != ActorKind::guest && !actor.may(Permission::bookings_read)) {
        return forbidden("To move a booking takes a key that may read it.");
    }
    if (const auto series = parse<SeriesId>(*text)) return move_series(call, *series, calendar);
    if (const auto session = parse<SessionId>(*text)) return move_session(call, *session, calendar);
    const auto booking = named_booking(call.app, call.caller, *text);
    if (!booking || booking->meeting_type != calendar.type().id) {
        return problem_of({Rejection::not_found, "moving"});
    }
    if (!acts_for(actor, *booking)) {
        return forbidden(
            "To move a booking takes a key that acts for its host, or its guests' token.");
    }
    if (const auto no = check_movable(actor, calendar.type(), *booking, call.now)) {
        return problem_of({*no, "moving"});
    }
    calendar.move(call.app.engine, {&booking, 1});
    return std::nullopt;
}

std::optional<Problem> ask_duration_and_party(const ReadCall& call, AskedCalendar& calendar) {
    const auto duration = call.query.number("duration_minutes", bounds::duration_minutes);
    const auto party = call.query.number("party", bounds::party);
    const auto moving = call.query.text("moving");
    if (duration && moving && (parse<SeriesId>(*moving) || parse<SessionId>(*moving))) {
        call.query.note("duration_minutes",
                        "must not stand beside a series or a session to be moved");
        return std::nullopt;
    }
    if (duration && !calendar.ask_duration(Minutes{*duration})) {
        return problem_of({Rejection::invalid_duration, "duration_minutes"});
    }
    if (!party) return std::nullopt;
    if (call.request.query_parameter("moving")) {
        call.query.note("party", "must not stand beside `moving`: the party stays as it is");
    } else {
        calendar.ask_party(static_cast<std::uint32_t>(*party));
    }
    return std::nullopt;
}

// A guest sees what anybody may, and where its own booking could go.
bool may_see(const ReadCall& call, const MeetingType& type) {
    const auto& actor = call.caller.actor;
    if (actor.kind != ActorKind::guest || type.terms->is_public) return true;
    const auto own = call.app.engine.find(call.caller.organisation, BookingId{actor.bound_to.id});
    return own && own->meeting_type == type.id;
}

}  // namespace

Result<AskedCalendar, Problem> asked_calendar(const ReadCall& call) {
    const auto type = parse<MeetingTypeId>(call.path_parameter("id"));
    if (!type) return not_found();
    const auto organisation = organisation_for(call.app, call.caller, *type);
    if (!organisation) return organisation.error();
    auto calendar = AskedCalendar::find(call.app.engine, *organisation, *type);
    if (!calendar) return not_found();
    if (!may_see(call, calendar->type())) return forbidden("The token is not for this.");
    calendar->ask_for(own_host(call.caller.actor));
    if (auto problem = move_asked(call, *calendar)) return *std::move(problem);
    if (auto problem = ask_duration_and_party(call, *calendar)) return *std::move(problem);
    return *std::move(calendar);
}

std::optional<Interval> asked_window(const ReadCall& call, std::string_view zone_name,
                                     std::chrono::days length_max) {
    const auto zone = call.app.engine.hours().zone(zone_name);
    const auto from = call.query.instant_or_date("from", zone);
    const auto to = call.query.instant_or_date("to", zone);
    if (!call.request.query_parameter("from")) call.query.note_missing("from");
    if (!call.request.query_parameter("to")) call.query.note_missing("to");
    if (!from || !to) return std::nullopt;
    if (*to <= *from) {
        call.query.note("to", "must be after `from`");
        return std::nullopt;
    }
    if (*to - *from > length_max) {
        call.query.note("to",
                        "must be within " + std::to_string(length_max.count()) + " days of `from`");
        return std::nullopt;
    }
    return Interval{*from, *to};
}

}  // namespace kalends::api
