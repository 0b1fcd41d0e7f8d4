#include "schemas/resources/booking_table.hpp"

#include <string>
#include <string_view>

#include "domain/check.hpp"
#include "schemas/json/reader.hpp"

namespace kalends {
namespace {

constexpr std::string_view names[] = {
    "id",           "reference",    "status",     "meeting_type_id", "start",     "end",
    "start_local",  "time_zone",    "host_ids",   "party",           "guest_ids", "guest_names",
    "guest_emails", "guest_phones", "answers",    "location",        "metadata",  "reason",
    "expires_at",   "revision",     "created_at", "updated_at",      "series_id", "session_id"};

// "a; b": one text for each item.
template <class Items, class TextOf>
std::string listed(const Items& items, TextOf text_of) {
    std::string list;
    for (const auto& item : items) {
        if (&item != &items.front()) list.append("; ");
        list.append(text_of(item));
    }
    return list;
}

// A member of the personal details of each guest.
std::string listed_details(JsonReader& reader, const OpenedBooking& opened,
                           std::string_view member) {
    return listed(opened.guests, [&](const OpenedGuest& guest) -> std::string {
        const auto details = reader.parse(guest.details.value_or("null"));
        const auto value = details ? details->find(member) : std::nullopt;
        return std::string{value ? value->text().value_or("") : ""};
    });
}

// A text as it is, anything else as the JSON that it is.
std::string shown(JsonReader& reader, const std::optional<std::string>& json) {
    if (!json || json->empty() || *json == "null") return {};
    const auto value = reader.parse(*json);
    const auto text = value ? value->text() : std::nullopt;
    return text ? std::string{*text} : *json;
}

}  // namespace

void append_booking_names(CsvWriter& table) {
    for (const auto name : names) table.cell(name);
    table.end_row();
}

void append_booking_row(CsvWriter& table, const Booking& booking, const OpenedBooking& opened) {
    ensure(opened.guests.size() == booking.guests.size(), "every guest of a booking is shown");
    const auto& when = booking.when;
    JsonReader reader;
    table.cell(to_text(booking.id)).cell(booking.reference.text).cell(name_of(booking.status));
    table.cell(to_text(booking.meeting_type));
    table.cell(to_text(when.time.start)).cell(to_text(when.time.end));
    table.cell(to_text(when.civil_start)).cell(when.zone);
    table.cell(listed(when.hosts, [](const HostClaim& claim) { return to_text(claim.host); }));
    table.cell(std::int64_t{booking.party});
    table.cell(listed(booking.guests, [](SubjectId guest) { return to_text(guest); }));
    for (const auto* member : {"name", "email", "phone"}) {
        table.cell(listed_details(reader, opened, member));
    }
    for (const auto* json : {&opened.answers, &opened.location, &opened.metadata, &opened.reason}) {
        table.cell(shown(reader, *json));
    }
    table.cell(booking.expires_at ? to_text(*booking.expires_at) : std::string{});
    table.cell(static_cast<std::int64_t>(booking.revision));
    table.cell(to_text(booking.created_at)).cell(to_text(booking.updated_at));
    table.cell(booking.series.is_nil() ? std::string{} : to_text(booking.series));
    table.cell(when.seats ? to_text(when.seats->session) : std::string{});
    table.end_row();
}

}  // namespace kalends
