#pragma once

#include <string>
#include <vector>

#include "domain/booking.hpp"
#include "domain/check.hpp"
#include "schemas/resources/booking.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {

[[nodiscard]] inline std::vector<HostId> hosts_of(const Booking& booking) {
    return claimed(booking.when).hosts;
}

// The guests of a booking as it shows them, as JSON.
[[nodiscard]] std::string guests_json(const Booking& booking, const OpenedBooking& opened);

// Calls `show(name, value)` for what a booking is about, in the order in which it is shown: all but
// what is given once for life (id, reference) and what counts or times its changes.
template <class Show>
void each_fact(const Booking& booking, const OpenedBooking& opened, Show show) {
    show("status", booking.status);
    show("meeting_type_id", booking.meeting_type);
    show("meeting_type_revision", booking.type_revision);
    show("start", booking.when.time.start);
    show("end", booking.when.time.end);
    show("start_local", booking.when.civil_start);
    show("time_zone", booking.when.zone);
    show("host_ids", hosts_of(booking));
    show("party", booking.party);
    const auto guests = guests_json(booking, opened);
    show("guests", RawJson{guests});
    const auto show_if_there = [&](FieldName name, const std::optional<std::string>& json) {
        if (json && !json->empty() && *json != "null") show(name, RawJson{*json});
    };
    show_if_there("answers", opened.answers);
    show_if_there("location", opened.location);
    show_if_there("metadata", opened.metadata);
    show_if_there("reason", opened.reason);
    show("expires_at", booking.expires_at);
}

}  // namespace kalends
