#pragma once

#include <string>

#include "domain/booking.hpp"
#include "domain/check.hpp"
#include "schemas/resources/booking.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {

// The hosts and the guests of a booking, as lists that it shows.
struct HostsShown {
    const Booking& booking;
};
struct GuestsShown {
    const Booking& booking;
    const OpenedBooking& opened;
};
void append_value(std::string& out, const HostsShown& hosts);
void append_value(std::string& out, const GuestsShown& guests);

// The session that a claim has seats of.
[[nodiscard]] inline std::optional<SessionId> session_of(const BookedTime& when) {
    return when.seats ? std::optional{when.seats->session} : std::nullopt;
}

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
    show("host_ids", HostsShown{booking});
    show("party", booking.party);
    show("session_id", session_of(booking.when));
    show("guests", GuestsShown{booking, opened});
    const auto show_if_there = [&](FieldName name, const std::optional<std::string>& json) {
        if (json && !json->empty() && *json != "null") show(name, RawJson{*json});
    };
    show("answers_revision", booking.answers_revision);
    show_if_there("answers", opened.answers);
    show_if_there("location", opened.location);
    show_if_there("metadata", opened.metadata);
    show_if_there("reason", opened.reason);
    show("expires_at", booking.expires_at);
}

}  // namespace kalends
