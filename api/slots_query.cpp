#include "api/slots_query.hpp"

#include "api/named_booking.hpp"
#include "commands/rights.hpp"

namespace kalends::api {
namespace {

// A booking that could go nowhere has no slots.
std::optional<Rejection> check_movable(const Booking& booking, Instant now) {
    if (booking.status == BookingStatus::cancelled) return Rejection::already_cancelled;
    if (!booking.is_live()) return Rejection::already_decided;
    if (booking.is_over(now)) return Rejection::already_over;
    return std::nullopt;
}

std::optional<Problem> move_asked(const ReadCall& call, AskedCalendar& calendar) {
    const auto text = call.query.text("moving");
    if (!text) return std::nullopt;
    if (!call.caller.actor.may(Permission::bookings_read)) {
        return forbidden("To move a booking takes a key that may read it.");
    }
    const auto booking = named_booking(call.app, call.caller, *text);
    if (!booking || booking->meeting_type != calendar.type().id) {
        return problem_of({Rejection::not_found, "moving"});
    }
    if (!acts_for(call.caller.actor, *booking)) {
        return forbidden("To move a booking takes a key that acts for its host.");
    }
    if (const auto no = check_movable(*booking, call.now)) return problem_of({*no, "moving"});
    calendar.move(*booking);
    return std::nullopt;
}

std::optional<Problem> ask_duration_and_party(const ReadCall& call, AskedCalendar& calendar) {
    const auto duration = call.query.number("duration_minutes", bounds::duration_minutes);
    const auto party = call.query.number("party", bounds::party);
    const auto offered = calendar.type().terms->duration;
    if (duration && Minutes{*duration} != offered && Minutes{*duration} != calendar.duration()) {
        return problem_of({Rejection::invalid_duration, "duration_minutes"});
    }
    if (duration) calendar.set_duration(Minutes{*duration});
    if (party.value_or(1) != 1) return problem_of({Rejection::party_too_large, "party"});
    return std::nullopt;
}

}  // namespace

Result<AskedCalendar, Problem> asked_calendar(const ReadCall& call) {
    const auto type = parse<MeetingTypeId>(call.path_parameter("id"));
    if (!type) return not_found();
    const auto organisation = organisation_for(call.app, call.caller, *type);
    if (!organisation) return organisation.error();
    auto calendar = AskedCalendar::find(call.app.engine, *organisation, *type);
    if (!calendar) return not_found();
    if (auto problem = move_asked(call, *calendar)) return *std::move(problem);
    if (auto problem = ask_duration_and_party(call, *calendar)) return *std::move(problem);
    return *std::move(calendar);
}

std::optional<Interval> asked_window(const ReadCall& call, const AskedCalendar& calendar,
                                     std::chrono::days length_max) {
    const auto zone = call.app.engine.hours().zone(calendar.zone());
    const auto from = call.query.instant_or_date("from", zone);
    const auto to = call.query.instant_or_date("to", zone);
    if (!call.request.query_parameter("from")) call.query.note_missing("from");
    if (!call.request.query_parameter("to")) call.query.note_missing("to");
    if (!from || !to) return std::nullopt;
    if (*to <= *from) call.query.note("to", "must be after `from`");
    if (*to - *from > length_max) {
        call.query.note("to",
                        "must be within " + std::to_string(length_max.count()) + " days of `from`");
    }
    return Interval{*from, *to};
}

}  // namespace kalends::api
