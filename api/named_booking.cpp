#include "api/named_booking.hpp"

#include "commands/rights.hpp"
#include "domain/check.hpp"
#include "schemas/resources/offer.hpp"

namespace kalends::api {

std::optional<BookingId> booking_id_of(App& app, std::string_view text) {
    if (const auto id = parse<BookingId>(text)) return id;
    return app.engine.booking_of(text);
}

std::shared_ptr<const Booking> named_booking(App& app, const Caller& caller,
                                             std::string_view text) {
    const auto id = booking_id_of(app, text);
    return id ? app.engine.find(caller.organisation, *id) : nullptr;
}

Result<std::shared_ptr<const Booking>, Problem> readable_booking(const ReadCall& call) {
    auto booking = named_booking(call.app, call.caller, call.path_parameter("id"));
    if (!booking) return not_found();
    if (!acts_for(call.caller.actor, *booking)) {
        return forbidden("The booking is with another host, or the token is another booking's.");
    }
    return booking;
}

std::shared_ptr<const MeetingType> type_of(const ReadCall& call, const Booking& booking) {
    auto type = call.app.engine.find(call.caller.organisation, booking.meeting_type);
    ensure(type != nullptr, "the meeting type of a booking is there");
    return type;
}

std::optional<Location> location_shown(const Caller& caller, const Booking& booking,
                                       const MeetingTypeTerms& terms) {
    using enum BookingStatus;
    const bool was_let_in =
        booking.status == confirmed || booking.status == completed || booking.status == no_show;
    const auto& whole = terms.appearance.location;
    return caller.actor.role == Role::guest && !was_let_in ? public_location(whole) : whole;
}

}  // namespace kalends::api
