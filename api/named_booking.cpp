#include "api/named_booking.hpp"

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

}  // namespace kalends::api
