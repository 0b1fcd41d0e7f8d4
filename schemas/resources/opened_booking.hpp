#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "domain/sealed.hpp"
#include "schemas/envelope.hpp"
#include "schemas/resources/booking.hpp"

namespace kalends {

// Gives the JSON text that was sealed in this event under this field; nothing if it was erased.
using OpenSealed =
    std::function<std::optional<std::string>(EventId, std::string_view field, const Sealed&)>;

// Takes up the personal values that one event of a booking set.
void take_up(OpenedBooking& opened, const OpenSealed& open, const StoredEvent& stored);

}  // namespace kalends
