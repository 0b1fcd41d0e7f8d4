#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "api/app.hpp"
#include "api/authentication.hpp"

namespace kalends::api {

// The id of a booking by its id or its short reference; nothing if the text is neither.
[[nodiscard]] std::optional<BookingId> booking_id_of(App& app, std::string_view text);

// The booking, if the caller's organisation has it; null if not.
[[nodiscard]] std::shared_ptr<const Booking> named_booking(App& app, const Caller& caller,
                                                           std::string_view text);

}  // namespace kalends::api
