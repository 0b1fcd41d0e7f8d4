#include "domain/recurrence/recurrence.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kalends {
namespace {

// What is wrong with the value of a part, if anything.
using Fault = std::optional<std::string>;

struct Span {
    int least;
    int most;
};

std::string said(Span span) {
    return std::to_string(span.least) + " to " + std::to_string(span.most);
}

constexpr std::size_t digits_max = 4;

std::optional<int> parse_digits(std::string_view text) {
    if (text.empty() || text.size() > digits_max) return std::nullopt;
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = 10 * number + (c - '0');
    }
    return number;
}

// "2", "+2" or "-2".
std::optional<int> parse_signed(std::string_view text) {
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    const auto digits = parse_digits(text);
    return digits && is_negative ? std::optional{-*digits} : digits;
}

template <class Take>
Fault each_item(std::string_view list, Take take) {
    for (;;) {
        const auto comma = list.find(',');
        if (auto fault = take(list.substr(0, comma))) return fault;
        if (comma == std::string_view::npos) return std::nullopt;
        list.remove_prefix(comma + 1);
    }
}

Fault read_number(int& to, std::string_view text, Span allowed) {
    const auto number = parse_digits(text);
    if (!number || *number < allowed.least || *number > allowed.most) {
        return "must be " + said(allowed);
    }
    to = *number;
    return std::nullopt;
}

Fault read_numbers(std::vector<int>& to, std::string_view list, Span allowed) {
    return each_item(list, [&](std::string_view item) -> Fault {
        int number = 0;
        if (const auto fault = read_number(number, item, allowed)) {
            return "each must be " + said(allowed);
        }
        to.push_back(number);
        return std::nullopt;
    });
}

// Those that count from the end are negative.
Fault read_places(std::vector<int>& to, std::string_view list, int most) {
    return each_item(list, [&](std::string_view item) -> Fault {
        const auto number = parse_signed(item);
        if (!number || *number == 0 || *number < -most || *number > most) {
            return "each must be " + said({1, most}) + " or " + said({-most, -1});
        }
        to.push_back(*number);
        return std::nullopt;
    });
}

constexpr std::array<std::string_view, 7> weekday_names{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr std::size_t weekday_chars = 2;

std::optional<std::chrono::weekday> parse_weekday(std::string_view name) {
    const auto found = std::ranges::find(weekday_names, name);
    if (found == weekday_names.end()) return std::nullopt;
    return std::chrono::weekday{static_cast<unsigned>(found - weekday_names.begin())};
}

Fault read_frequency(Recurrence& rule, std::string_view value) {
    constexpr std::array<std::string_view, 4> names{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    const auto found = std::ranges::find(names, value);
    if (found == names.end()) return "must be DAILY, WEEKLY, MONTHLY or YEARLY";
    rule.frequency = static_cast<Frequency>(found - names.begin());
    return std::nullopt;
}

Fault read_interval(Recurrence& rule, std::string_view value) {
    return read_number(rule.interval, value, {1, recurrence_interval_max});
}

Fault read_count(Recurrence& rule, std::string_view value) {
    return read_number(rule.count.emplace(), value, {1, occurrences_max});
}

// "20261231" as "2026-12-31", or nothing.
std::optional<std::string> dashed(std::string_view date) {
    if (date.size() != 8 || !parse_digits(date.substr(0, 4)) || !parse_digits(date.substr(4))) {
        return std::nullopt;
    }
    std::string text{date};
    return text.insert(6, "-").insert(4, "-");
}

// "20261231", or "20261231T235959Z". A civil time is no end: RFC 5545 wants UTC where the start has
// a zone.
std::optional<RuleEnd> parse_end(std::string_view value) {
    const auto date = dashed(value.substr(0, 8));
    if (!date) return std::nullopt;
    if (value.size() == 8) {
        const auto last = parse_date(*date);
        return last ? std::optional<RuleEnd>{*last} : std::nullopt;
    }
    if (value.size() != 16 || value[8] != 'T' || value[15] != 'Z') return std::nullopt;
    std::string time{value.substr(9, 6)};
    const auto last = parse_instant(*date + 'T' + time.insert(4, ":").insert(2, ":") + 'Z');
    return last ? std::optional<RuleEnd>{*last} : std::nullopt;
}

Fault read_until(Recurrence& rule, std::string_view value) {
    rule.until = parse_end(value);
    if (rule.until) return std::nullopt;
    return "must be a date like 20261231 or a time in UTC like 20261231T235959Z";
}

Fault read_days(Recurrence& rule, std::string_view value) {
    return each_item(value, [&](std::string_view item) -> Fault {
        const auto split = item.size() < weekday_chars ? 0 : item.size() - weekday_chars;
        const auto day = parse_weekday(item.substr(split));
        const auto nth = split == 0 ? 0 : parse_signed(item.substr(0, split));
        const bool is_numbered = split != 0;
        if (!day || !nth || (is_numbered && (*nth == 0 || *nth < -53 || *nth > 53))) {
            return "each must be a weekday like MO, or a numbered one like 2MO or -1FR";
        }
        rule.days.push_back({*nth, *day});
        return std::nullopt;
    });
}

Fault read_month_days(Recurrence& rule, std::string_view value) {
    return read_places(rule.month_days, value, 31);
}

Fault read_months(Recurrence& rule, std::string_view value) {
    return read_numbers(rule.months, value, {1, 12});
}

Fault read_set_places(Recurrence& rule, std::string_view value) {
    return read_places(rule.places, value, 366);
}

Fault read_week_start(Recurrence& rule, std::string_view value) {
    const auto day = parse_weekday(value);
    if (!day) return "must be a weekday like MO";
    rule.week_start = *day;
    return std::nullopt;
}

Fault refuse_part(Recurrence&, std::string_view) {
    return "is not supported";
}

struct Part {
    std::string_view name;
    Fault (*read)(Recurrence&, std::string_view);
};
constexpr std::array rule_parts{
    Part{"FREQ", read_frequency},   Part{"INTERVAL", read_interval},
    Part{"COUNT", read_count},      Part{"UNTIL", read_until},
    Part{"BYDAY", read_days},       Part{"BYMONTHDAY", read_month_days},
    Part{"BYMONTH", read_months},   Part{"BYSETPOS", read_set_places},
    Part{"WKST", read_week_start},  Part{"BYSECOND", refuse_part},
    Part{"BYMINUTE", refuse_part},  Part{"BYHOUR", refuse_part},
    Part{"BYYEARDAY", refuse_part}, Part{"BYWEEKNO", refuse_part},
};

// What the parts are together.
Fault check_whole(const Recurrence& rule, bool has_frequency) {
    if (!has_frequency) return "FREQ: is missing";
    if (rule.count && rule.until) return "COUNT: cannot stand beside UNTIL";
    if (!rule.count && !rule.until) return "COUNT: is missing, and so is UNTIL: a series ends";
    const bool is_long = rule.frequency >= Frequency::monthly;
    const bool is_numbered =
        std::ranges::any_of(rule.days, [](const RuleDay& day) { return day.nth != 0; });
    if (is_numbered && !is_long) return "BYDAY: a numbered weekday needs FREQ=MONTHLY or YEARLY";
    if (rule.frequency == Frequency::weekly && !rule.month_days.empty()) {
        return "BYMONTHDAY: cannot stand beside FREQ=WEEKLY";
    }
    const bool has_set = !rule.days.empty() || !rule.month_days.empty() || !rule.months.empty();
    if (!rule.places.empty() && !has_set) return "BYSETPOS: needs BYDAY, BYMONTHDAY or BYMONTH";
    return std::nullopt;
}

// Names are RFC 5545's, in whatever case they are written.
std::string in_capitals(std::string_view text) {
    std::string capitals{text};
    for (char& c : capitals) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return capitals;
}

// As it may be shown: whatever stands there, but short.
std::string shown_name(std::string_view name) {
    constexpr std::size_t chars_shown = 20;
    const bool is_plain =
        !name.empty() && name.size() <= chars_shown && std::ranges::all_of(name, [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        });
    return is_plain ? std::string{name} : "a part";
}

}  // namespace

Result<Recurrence, std::string> parse_recurrence(std::string_view text) {
    if (text.size() > recurrence_chars_max) return std::string{"the rule is too long"};
    const std::string capitals = in_capitals(text);
    if (capitals.starts_with("RRULE:")) return std::string{"the rule begins with FREQ, not RRULE:"};
    Recurrence rule;
    std::vector<std::string_view> seen;
    for (std::string_view rest = capitals;;) {
        const auto end = rest.find(';');
        const auto part = rest.substr(0, end);
        const auto equals = part.find('=');
        const auto name = part.substr(0, equals);
        const auto known = std::ranges::find(rule_parts, name, &Part::name);
        if (known == rule_parts.end()) return shown_name(name) + ": is no part of a rule";
        if (equals == std::string_view::npos) return shown_name(name) + ": has no value";
        if (std::ranges::find(seen, name) != seen.end()) return shown_name(name) + ": stands twice";
        seen.push_back(name);
        if (const auto fault = known->read(rule, part.substr(equals + 1))) {
            return std::string{name} + ": " + *fault;
        }
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    const bool has_frequency = std::ranges::find(seen, "FREQ") != seen.end();
    if (const auto fault = check_whole(rule, has_frequency)) return *fault;
    return rule;
}

}  // namespace kalends
