#include "api/counts_asked.hpp"

#include "api/booking_filters.hpp"
#include "api/http/parts.hpp"
#include "domain/check.hpp"
#include "schemas/requests/values.hpp"

namespace kalends::api {
namespace {

constexpr Period periods[] = {Period::day, Period::week, Period::month};

std::optional<Date> date_asked(QueryFields& query, std::string_view name) {
    const auto text = query.text(name);
    if (!text) {
        query.note_missing(name);
        return std::nullopt;
    }
    const auto date = parse_date(*text);
    if (!date) {
        query.note(name, is_of_another_year<Date>(*text)
                             ? std::string{years_wanted}
                             : "must be a date that there is, as in 2026-12-01");
    }
    return date;
}

void ask_window(QueryFields& query, CountsQuery& asked) {
    const auto from = date_asked(query, "from");
    const auto to = date_asked(query, "to");
    if (!from || !to) return;
    asked.from = *from;
    asked.to = *to;
    const auto days = (*to - *from).count();
    if (days <= 0) query.note("to", "must be after `from`: it is the first date left out");
    if (days > AnalyticsBounds::days_max) {
        query.note("to", "must be within " + std::to_string(AnalyticsBounds::days_max) +
                             " days of `from`");
    }
}

Period period_asked(QueryFields& query) {
    const auto text = query.text("by");
    if (!text) return Period::day;
    for (const auto period : periods) {
        if (name_of(period) == *text) return period;
    }
    query.note("by", "must be day, week or month");
    return Period::day;
}

std::string groups_of(const CountsFilters& filters) {
    std::string names = "host";
    if (filters.has_meeting_type) names.append(", meeting_type");
    if (filters.has_status) names.append(", status");
    return names.append(", or several, parted by commas");
}

void ask_groups(QueryFields& query, const CountsFilters& filters, CountsQuery& asked) {
    const auto given = query.text("group_by");
    if (!given) return;
    auto names = *given;
    do {
        const auto name = http::take_part(names, ',');
        if (name == "host") {
            asked.is_by_host = true;
        } else if (name == "meeting_type" && filters.has_meeting_type) {
            asked.is_by_meeting_type = true;
        } else if (name == "status" && filters.has_status) {
            asked.is_by_status = true;
        } else {
            query.note("group_by", "must be " + groups_of(filters));
        }
    } while (!names.empty());
}

std::string narrower(const CountsQuery& asked, const CountsFilters& filters) {
    std::string ways = "fewer dates";
    if (!asked.host) ways.append(" or one `host_id`");
    if (filters.has_meeting_type && !asked.meeting_type) ways.append(" or one `meeting_type_id`");
    if (filters.has_status && asked.statuses.empty()) ways.append(" or some `status`");
    return ways;
}

}  // namespace

Result<CountsQuery, Problem> counts_asked(const ReadCall& call, const CountsFilters& filters) {
    auto& query = call.query;
    CountsQuery asked;
    asked.organisation = call.caller.organisation;
    ask_window(query, asked);
    asked.by = period_asked(query);
    ask_groups(query, filters, asked);
    asked.host = id_asked<HostId>(query, "host_id");
    if (filters.has_meeting_type) {
        asked.meeting_type = id_asked<MeetingTypeId>(query, "meeting_type_id");
    }
    if (filters.has_status) asked.statuses = statuses_asked(query);
    if (auto problem = query.problem()) return *std::move(problem);
    const auto host = host_seen_by(call.caller.actor, asked.host);
    if (!host) return host.error();
    asked.host = *host;
    return asked;
}

Problem too_much(TooMuch of, const CountsQuery& asked, const CountsFilters& filters) {
    switch (of) {
        case TooMuch::cells:
            return malformed("to", "asks for more counters than are added up for an answer: " +
                                       narrower(asked, filters) + " take fewer");
        case TooMuch::hosts:
            return malformed("to",
                             "asks for too many hosts on too many dates: one `host_id` is "
                             "answered, and fewer dates may be");
        case TooMuch::rows:
            return malformed("to",
                             "asks for more rows than an answer holds: fewer dates, a longer "
                             "`by` or less in `group_by` make fewer");
    }
    broken("every bound has a name");
}

std::string_view name_of(Period period) {
    switch (period) {
        case Period::day:
            return "day";
        case Period::week:
            return "week";
        case Period::month:
            return "month";
    }
    broken("every period has a name");
}

}  // namespace kalends::api
