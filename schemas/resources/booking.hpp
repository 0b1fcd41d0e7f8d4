#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/appearance.hpp"
#include "domain/booking.hpp"
#include "schemas/resources/assignments.hpp"

namespace kalends {

// The personal values of a booking as the JSON texts that its seals held. Nothing is one that was
// never set or whose subject is erased; one that is empty or `null` was taken away.
struct OpenedGuest {
    std::optional<std::string> details;
    std::string zone;  // empty where the guest did not say

    bool operator==(const OpenedGuest&) const = default;
};
struct OpenedBooking {
    std::vector<OpenedGuest> guests;  // in the order of the booking's
    std::optional<std::string> answers;
    std::optional<std::string> location;
    std::optional<std::string> metadata;
    std::optional<std::string> reason;

    bool operator==(const OpenedBooking&) const = default;
};

// As many guests must be opened as the booking has guests. The token stands in the answer to its
// making alone.
void append_booking(std::string& out, const Booking& booking, const OpenedBooking& opened,
                    std::string_view guest_token = {});

// The same for whoever reads that one booking, with what its meeting type says of the place now. An
// answer to a write has none of it, since it must be the same again.
void append_read_booking(std::string& out, const Booking& booking, const OpenedBooking& opened,
                         AssignmentsShown assignments, const std::optional<Location>& of_type);

}  // namespace kalends
