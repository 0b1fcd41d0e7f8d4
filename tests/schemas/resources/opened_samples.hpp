#pragma once

#include "schemas/resources/booking.hpp"

// What was sealed of the booking of the samples.
namespace kalends {

[[nodiscard]] inline OpenedBooking opened() {
    return {{{R"({"name":"Grace","email":"grace@example.org"})", "America/New_York"},
             {std::nullopt, ""}},
            R"({"age":41,"topic":"Knee"})",
            R"("Room 4")",
            R"({"crm":"77"})",
            std::nullopt};
}

[[nodiscard]] inline OpenedBooking opened_in_full() {
    auto made = opened();
    made.reason = R"("ill")";
    return made;
}

[[nodiscard]] inline OpenedBooking opened_with_reason() {
    auto made = opened();
    made.location = "null";
    made.metadata = "";
    made.reason = R"("ill")";
    return made;
}

}  // namespace kalends
