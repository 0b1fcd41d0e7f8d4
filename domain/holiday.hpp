#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "domain/id.hpp"
#include "domain/time.hpp"

namespace kalends {

// A civil date on which hosts that follow its calendar have no weekly hours, and what it is called.
struct ClosedDate {
    Date date;
    std::string name;

    bool operator==(const ClosedDate&) const = default;
};

// What a holiday calendar says. Its dates are in order, each once: checked when written.
struct HolidayTerms {
    std::string name;
    std::vector<ClosedDate> dates;

    [[nodiscard]] bool closes(Date date) const;
    bool operator==(const HolidayTerms&) const = default;
};

// A calendar was put, new or in place of what it said before.
struct HolidayCalendarSet {
    OrganisationId organisation;
    HolidayCalendarId calendar;
    HolidayTerms terms;

    bool operator==(const HolidayCalendarSet&) const = default;
};

// A calendar is gone: whoever followed it follows nothing in its place.
struct HolidayCalendarRemoved {
    OrganisationId organisation;
    HolidayCalendarId calendar;

    bool operator==(const HolidayCalendarRemoved&) const = default;
};

// A calendar of an organisation, with the count of its changes. What it says is never changed in
// place, so that hours can be told by its address.
struct HolidayCalendar {
    std::shared_ptr<const HolidayTerms> terms;
    std::uint64_t revision = 0;

    friend bool operator==(const HolidayCalendar& a, const HolidayCalendar& b) {
        return a.revision == b.revision && *a.terms == *b.terms;
    }
};
using HolidayCalendars = std::map<HolidayCalendarId, HolidayCalendar>;

// The calendars that somebody follows.
using Closures = std::vector<std::shared_ptr<const HolidayTerms>>;

// Of those named the ones that there are.
[[nodiscard]] Closures closures_of(const std::vector<HolidayCalendarId>& followed,
                                   const HolidayCalendars& calendars);

}  // namespace kalends
