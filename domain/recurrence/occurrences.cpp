#include "domain/recurrence/occurrences.hpp"

#include <algorithm>

#include "domain/check.hpp"

namespace kalends {
namespace {

using std::chrono::days;
using std::chrono::weeks;
using std::chrono::year_month;
using std::chrono::year_month_day;

// The dates that one step of a rule looks at, both included.
struct Period {
    Date first;
    Date last;
};

Date last_of(year_month month) {
    return Date{month / std::chrono::last};
}

Period period_of_month(year_month month) {
    return {Date{month / std::chrono::day{1}}, last_of(month)};
}

Period period_of_year(std::chrono::year year) {
    return {Date{year / std::chrono::January / 1}, Date{year / std::chrono::December / 31}};
}

Period nth_period(const Recurrence& rule, Date start, int step) {
    const int by = step * rule.interval;
    const year_month_day date{start};
    switch (rule.frequency) {
        case Frequency::daily:
            return {start + days{by}, start + days{by}};
        case Frequency::weekly: {
            const auto into_week = std::chrono::weekday{start} - rule.week_start;
            const Date first = start - into_week + weeks{by};
            return {first, first + days{6}};
        }
        case Frequency::monthly:
            return period_of_month(date.year() / date.month() + std::chrono::months{by});
        case Frequency::yearly:
            return period_of_year(date.year() + std::chrono::years{by});
    }
    broken("every frequency has its periods");
}

// What RFC 5545 takes from the start where the rule does not say it.
Recurrence with_defaults(Recurrence rule, Date start) {
    if (!rule.days.empty() || !rule.month_days.empty()) return rule;
    const year_month_day date{start};
    const int day = static_cast<int>(static_cast<unsigned>(date.day()));
    const int month = static_cast<int>(static_cast<unsigned>(date.month()));
    if (rule.frequency == Frequency::weekly) rule.days.push_back({0, std::chrono::weekday{start}});
    if (rule.frequency >= Frequency::monthly) rule.month_days.push_back(day);
    if (rule.frequency == Frequency::yearly && rule.months.empty()) rule.months.push_back(month);
    return rule;
}

// Whether a date is the n-th of its weekday among the dates of a month or a year.
bool is_nth(Date date, int nth, const Period& among) {
    const auto before = (date - among.first).count();
    const auto after = (among.last - date).count();
    return nth > 0 ? before / 7 + 1 == nth : after / 7 + 1 == -nth;
}

bool fits_days(const Recurrence& rule, Date date) {
    if (rule.days.empty()) return true;
    const year_month_day ymd{date};
    const bool counts_in_month = rule.frequency == Frequency::monthly || !rule.months.empty();
    const Period among =
        counts_in_month ? period_of_month(ymd.year() / ymd.month()) : period_of_year(ymd.year());
    return std::ranges::any_of(rule.days, [&](const RuleDay& day) {
        if (day.day != std::chrono::weekday{date}) return false;
        return day.nth == 0 || is_nth(date, day.nth, among);
    });
}

bool fits(const Recurrence& rule, Date date) {
    const year_month_day ymd{date};
    const int month = static_cast<int>(static_cast<unsigned>(ymd.month()));
    if (!rule.months.empty() && std::ranges::find(rule.months, month) == rule.months.end()) {
        return false;
    }
    if (!rule.month_days.empty()) {
        const auto last = last_of(ymd.year() / ymd.month());
        const int day = static_cast<int>(static_cast<unsigned>(ymd.day()));
        const int from_end = static_cast<int>((date - last).count()) - 1;
        const bool is_one = std::ranges::any_of(
            rule.month_days, [&](int asked) { return asked == day || asked == from_end; });
        if (!is_one) return false;
    }
    return fits_days(rule, date);
}

// BYSETPOS: some of the dates of a period, by their places from either end.
std::vector<Date> at_places(const std::vector<Date>& dates, const std::vector<int>& places) {
    std::vector<Date> chosen;
    const int size = static_cast<int>(dates.size());
    for (int i = 0; i < size; ++i) {
        const bool is_chosen = std::ranges::any_of(
            places, [&](int place) { return place == i + 1 || place == i - size; });
        if (is_chosen) chosen.push_back(dates[static_cast<std::size_t>(i)]);
    }
    return chosen;
}

std::vector<Date> dates_of(const Recurrence& rule, const Period& period) {
    std::vector<Date> dates;
    for (Date date = period.first; date <= period.last; date += days{1}) {
        if (fits(rule, date)) dates.push_back(date);
    }
    return rule.places.empty() ? dates : at_places(dates, rule.places);
}

bool is_past(const std::optional<RuleEnd>& until, const Occurrence& occurrence) {
    if (!until) return false;
    if (const auto* last = std::get_if<Instant>(&*until)) return occurrence.start > *last;
    return std::chrono::floor<days>(occurrence.civil_start) > std::get<Date>(*until);
}

// Texts of dates have four digits, and what cannot be booked is recorded, too.
bool can_be_recorded(const Occurrence& occurrence) {
    const auto& years = bookable_years;
    const Instant civil{occurrence.civil_start.time_since_epoch()};
    return years.contains(occurrence.start) && years.contains(civil);
}

// Whether a rule that ends then ends within the dates that are looked at.
bool ends_in_time(const RuleEnd& until, Date start, const ZoneClock& clock) {
    const auto* at = std::get_if<Instant>(&until);
    const Date last = at != nullptr ? clock.date_at(*at) : std::get<Date>(until);
    return last < start + recurrence_span_max;
}

}  // namespace

void visit_dates(const Recurrence& asked, Date start, const std::function<bool(Date)>& visit) {
    const Recurrence rule = with_defaults(asked, start);
    const Date end = start + recurrence_span_max;
    for (int step = 0;; ++step) {
        const Period period = nth_period(rule, start, step);
        if (period.first >= end) return;
        for (const Date date : dates_of(rule, period)) {
            if (date < start) continue;
            if (date >= end || !visit(date)) return;
        }
    }
}

Result<std::vector<Occurrence>, std::string> occurrences(const Recurrence& rule, Instant start,
                                                         const ZoneClock& clock) {
    const CivilMinute civil = clock.civil_at(start);
    const Date first = std::chrono::floor<days>(civil);
    if (rule.until && !ends_in_time(*rule.until, first, clock)) {
        return std::string{"UNTIL: must lie within ten years of the start"};
    }
    std::vector<Occurrence> found;
    bool is_too_long = false;
    bool is_too_late = false;
    visit_dates(rule, first, [&](Date date) {
        if (clock.skips(date)) return true;
        const CivilMinute at = date + (civil - first);
        const Occurrence next{at, clock.instant_of(at)};
        if (is_past(rule.until, next)) return false;
        if (found.empty() && next.start != start) return false;
        is_too_late = !can_be_recorded(next);
        if (is_too_late) return false;
        is_too_long = found.size() == occurrences_max;
        if (is_too_long) return false;
        found.push_back(next);
        return !rule.count || found.size() < static_cast<std::size_t>(*rule.count);
    });
    if (is_too_late) return std::string{"it has occurrences after the year 2999"};
    if (found.empty()) return std::string{"the rule does not give the start"};
    if (is_too_long) {
        return "UNTIL: there are more than " + std::to_string(occurrences_max) + " until then";
    }
    if (rule.count && found.size() < static_cast<std::size_t>(*rule.count)) {
        return std::string{"COUNT: there are fewer within ten years of the start"};
    }
    return found;
}

}  // namespace kalends
