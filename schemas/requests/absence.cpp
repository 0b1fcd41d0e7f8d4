#include "schemas/requests/absence.hpp"

#include "schemas/requests/personal.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

struct AskedTime {
    std::optional<Instant> start;
    std::optional<Instant> end;
    std::optional<Date> from;
    std::optional<Date> to;
};

Instant at_utc(Date date) {
    return Instant{date.time_since_epoch()};
}

// Whether [start, end) is a time that a host can be away; if not, says what is wrong.
bool check(BodyMembers& members, const Interval& time, std::string_view start,
           std::string_view end) {
    // What a date becomes in any zone stays within them.
    const bool is_within = bookable_years.start <= time.start && time.end <= bookable_years.end;
    if (time.is_empty()) members.note(end, "must be after " + std::string{start});
    if (!is_within) {
        const bool is_early = time.start < bookable_years.start;
        members.note(is_early ? start : end, std::string{years_wanted});
    }
    return is_within && !time.is_empty();
}

void read_instants(BodyMembers& members, const AskedTime& asked, AddAbsence& c) {
    if (!asked.start || !asked.end) return;
    const Interval time{*asked.start, *asked.end};
    if (check(members, time, "start", "end")) c.time = time;
}

void read_dates(BodyMembers& members, const AskedTime& asked, AddAbsence& c) {
    if (!asked.from || !asked.to) return;
    if (*asked.to < *asked.from) return members.note("to", "must not be before from");
    const Interval years{at_utc(*asked.from) - std::chrono::days{1},
                         at_utc(*asked.to) + std::chrono::days{2}};
    if (check(members, years, "from", "to")) c.time = AbsentDates{*asked.from, *asked.to};
}

}  // namespace

Parsed<AddAbsence> parse_add_absence(JsonValue body) {
    return parse_body<AddAbsence>(body, [](BodyMembers& members, AddAbsence& c) {
        AskedTime asked;
        const bool has_from = members.may("from", asked.from, read_form<Date>);
        const bool has_to = members.may("to", asked.to, read_form<Date>);
        const bool has_dates = has_from || has_to;
        const bool has_start = members.may("start", asked.start, read_start);
        const bool has_end = members.may("end", asked.end, read_start);
        if (has_dates && (has_start || has_end)) {
            members.note(has_start ? "start" : "end", "must not stand beside from and to");
        } else if (has_dates) {
            if (!has_from) members.note("from", "is missing");
            if (!has_to) members.note("to", "is missing");
        } else {
            if (!has_start) members.note("start", "is missing");
            if (!has_end) members.note("end", "is missing");
        }
        members.may("note", c.personal.note, read_note);
        read_instants(members, asked, c);
        read_dates(members, asked, c);
    });
}

}  // namespace kalends
