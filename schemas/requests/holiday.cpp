#include "schemas/requests/holiday.hpp"

#include <algorithm>

#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

std::optional<ClosedDate> read_closed_date(JsonValue value, FaultList& faults) {
    return read_members<ClosedDate>(value, faults, [](BodyMembers& members, ClosedDate& closed) {
        members.must("date", closed.date, read_form<Date>);
        members.must("name", closed.name, TextRule{bounds::label_chars});
    });
}

}  // namespace

Parsed<HolidayTerms> parse_holiday_calendar(JsonValue body) {
    return parse_body<HolidayTerms>(body, [](BodyMembers& members, HolidayTerms& terms) {
        members.must("name", terms.name, TextRule{bounds::name_chars});
        members.must("dates", terms.dates,
                     list_by(bounds::closed_dates, read_closed_date, &ClosedDate::date, "date"));
        std::ranges::sort(terms.dates, {}, &ClosedDate::date);
    });
}

}  // namespace kalends
