#include "api/endpoints/booking_calendar.hpp"

#include <utility>

#include "api/named_booking.hpp"
#include "api/opened.hpp"
#include "schemas/calendar/calendar_file.hpp"

namespace kalends::api {

Answer get_booking_calendar(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto booking = readable_booking(call);
    if (!booking) return booking.error();
    const auto& found = **booking;
    const auto type = type_of(call, found);
    Response response{.body = calendar_file(found, open_booking(call.app.engine, found),
                                            type->terms->name,
                                            location_shown(call.caller, found, *type->terms))};
    return std::move(response)
        .with("Content-Type", "text/calendar; charset=utf-8")
        .with("Content-Disposition", "attachment; filename=\"" + found.reference.text + ".ics\"");
}

}  // namespace kalends::api
