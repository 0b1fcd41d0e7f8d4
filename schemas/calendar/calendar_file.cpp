#include "schemas/calendar/calendar_file.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <memory>

#include "domain/check.hpp"
#include "schemas/json/reader.hpp"

namespace kalends {
namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeText {
    void operator()(char* text) const { std::free(text); }
};

icaltimetype ical_time(Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
    auto ical = icaltime_null_time();
    ical.year = static_cast<int>(date.year());
    ical.month = static_cast<int>(static_cast<unsigned>(date.month()));
    ical.day = static_cast<int>(static_cast<unsigned>(date.day()));
    ical.hour = static_cast<int>(time.hours().count());
    ical.minute = static_cast<int>(time.minutes().count());
    ical.second = static_cast<int>(time.seconds().count());
    ical.zone = icaltimezone_get_utc_timezone();
    return ical;
}

icalproperty_status ical_status(BookingStatus status) {
    switch (status) {
        case BookingStatus::pending:
            return ICAL_STATUS_TENTATIVE;
        case BookingStatus::cancelled:
        case BookingStatus::rejected:
        case BookingStatus::expired:
            return ICAL_STATUS_CANCELLED;
        case BookingStatus::confirmed:
        // A calendar keeps what is past, whoever came.
        case BookingStatus::completed:
        case BookingStatus::no_show:
            break;
    }
    return ICAL_STATUS_CONFIRMED;
}

// The booking's own; else that of its type.
std::string ical_location(const OpenedBooking& opened,
                          const std::optional<Location>& type_location) {
    JsonReader reader;
    const auto own = reader.parse(opened.location.value_or("null"));
    const auto text = own ? own->text() : std::nullopt;
    if (text && !text->empty()) return std::string{*text};
    return type_location ? type_location->details : std::string{};
}

// An event of its own, which a component that takes it will free.
icalcomponent* new_event(const Booking& booking, const std::string& summary,
                         const std::string& location) {
    auto* event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    const auto add = [event](icalproperty* property) {
        icalcomponent_add_property(event, property);
    };
    const auto sequence =
        std::min<std::uint64_t>(booking.calendar_sequence, std::numeric_limits<int>::max());
    add(icalproperty_new_uid((to_text(booking.id) + "@kalends").c_str()));
    add(icalproperty_new_dtstamp(ical_time(booking.updated_at)));
    add(icalproperty_new_created(ical_time(booking.created_at)));
    add(icalproperty_new_lastmodified(ical_time(booking.updated_at)));
    add(icalproperty_new_sequence(static_cast<int>(sequence)));
    add(icalproperty_new_dtstart(ical_time(booking.when.time.start)));
    add(icalproperty_new_dtend(ical_time(booking.when.time.end)));
    add(icalproperty_new_status(ical_status(booking.status)));
    add(icalproperty_new_summary(summary.c_str()));
    if (!location.empty()) add(icalproperty_new_location(location.c_str()));
    return event;
}

}  // namespace

std::string calendar_file(const Booking& booking, const OpenedBooking& opened,
                          const std::string& type_name,
                          const std::optional<Location>& type_location) {
    const std::unique_ptr<icalcomponent, FreeComponent> calendar{
        icalcomponent_new(ICAL_VCALENDAR_COMPONENT)};
    icalcomponent_add_property(calendar.get(), icalproperty_new_prodid("-//Kalends//Kalends//EN"));
    icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
    icalcomponent_add_component(
        calendar.get(), new_event(booking, type_name, ical_location(opened, type_location)));
    const std::unique_ptr<char, FreeText> text{icalcomponent_as_ical_string_r(calendar.get())};
    ensure(text != nullptr, "a calendar of one event can be written");
    return text.get();
}

}  // namespace kalends
