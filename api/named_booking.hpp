#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "api/app.hpp"
#include "api/authentication.hpp"
#include "api/calls.hpp"

namespace kalends::api {

// The id of a booking by its id or its short reference; nothing if the text is neither.
[[nodiscard]] std::optional<BookingId> booking_id_of(App& app, std::string_view text);

// The booking, if the caller's organisation has it; null if not.
[[nodiscard]] std::shared_ptr<const Booking> named_booking(App& app, const Caller& caller,
                                                           std::string_view text);

// The booking that the path names as `id`, if the caller may see it.
[[nodiscard]] Result<std::shared_ptr<const Booking>, Problem> readable_booking(
    const ReadCall& call);

// The meeting type of a booking that the caller's organisation has.
[[nodiscard]] std::shared_ptr<const MeetingType> type_of(const ReadCall& call,
                                                         const Booking& booking);

// Where it takes place by its meeting type, as the caller may know it: how a guest gets in, only
// once the booking is confirmed.
[[nodiscard]] std::optional<Location> location_shown(const Caller& caller, const Booking& booking,
                                                     const MeetingTypeTerms& terms);

}  // namespace kalends::api
