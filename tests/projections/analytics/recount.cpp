#include "tests/projections/analytics/recount.hpp"

#include <algorithm>
#include <map>

#include "domain/availability/zone_clock.hpp"

namespace kalends::testing {
namespace {

using std::chrono::days;

template <class Fact>
const Fact* as(const StoredEvent& stored) {
    return std::get_if<Fact>(&stored.event);
}

// A booking with the events that tell of it.
struct Life {
    OrganisationId organisation;
    Instant made;
    MeetingTypeId type;
    BookedTime when;
    BookingStatus status{};
    bool was_confirmed = false;
    const Envelope* cancelled = nullptr;
};

template <BookingStatus status>
void begin(std::map<BookingId, Life>& lives, const StoredEvent& stored) {
    const auto* made = as<BookingMade<status>>(stored);
    if (made == nullptr) return;
    lives[made->booking] = {stored.envelope.source,
                            stored.envelope.time,
                            made->meeting_type,
                            made->when,
                            status,
                            status == BookingStatus::confirmed};
}

std::map<BookingId, Life> lives_in(const std::vector<StoredEvent>& events) {
    std::map<BookingId, Life> lives;
    for (const auto& stored : events) {
        begin<BookingStatus::confirmed>(lives, stored);
        begin<BookingStatus::pending>(lives, stored);
        if (const auto* e = as<BookingApproved>(stored)) {
            lives[e->booking].status = BookingStatus::confirmed;
            lives[e->booking].was_confirmed = true;
        }
        if (const auto* e = as<BookingRejected>(stored)) {
            lives[e->booking].status = BookingStatus::rejected;
        }
        if (const auto* e = as<BookingExpired>(stored)) {
            lives[e->booking].status = BookingStatus::expired;
        }
        if (const auto* e = as<BookingCancelled>(stored)) {
            lives[e->booking].status = BookingStatus::cancelled;
            lives[e->booking].cancelled = &stored.envelope;
        }
        if (const auto* e = as<BookingRescheduled>(stored)) {
            auto& life = lives[e->booking];
            life.type = e->meeting_type;
            life.when = e->when;
            life.status = e->status;
            if (e->status == BookingStatus::confirmed) life.was_confirmed = true;
        }
    }
    return lives;
}

Date first_date(Period period, Date date) {
    while (period == Period::week && std::chrono::weekday{date} != std::chrono::Monday) {
        date -= days{1};
    }
    while (period == Period::month && !to_text(date).ends_with("-01")) date -= days{1};
    return date;
}

// Where a booking counts for a query: once on the type's date, or on each host's that is asked for.
std::vector<Group> groups_of(const CountsQuery& query, const Life& life) {
    std::vector<std::pair<std::optional<HostId>, Date>> places;
    if (!query.host && !query.is_by_host) places.emplace_back(std::nullopt, life.when.type_date);
    for (const auto& claim : life.when.hosts) {
        const bool is_asked = query.host ? claim.host == *query.host : query.is_by_host;
        if (is_asked) places.emplace_back(claim.host, claim.host_date);
    }
    std::vector<Group> groups;
    for (const auto& [host, date] : places) {
        if (date < query.from || date >= query.to) continue;
        Group group{.date = first_date(query.by, date)};
        if (query.is_by_host) group.host = host;
        if (query.is_by_meeting_type) group.meeting_type = life.type;
        if (query.is_by_status) group.status = life.status;
        groups.push_back(group);
    }
    return groups;
}

bool is_asked(const CountsQuery& query, const Life& life) {
    if (life.organisation != query.organisation) return false;
    if (query.meeting_type && life.type != *query.meeting_type) return false;
    return query.statuses.empty() || std::ranges::count(query.statuses, life.status) > 0;
}

std::int64_t minutes_between(Instant from, Instant to) {
    return from < to ? (to - from) / Minutes{1} : 0;
}

std::size_t step_of(std::int64_t minutes) {
    constexpr std::int64_t hour = 60;
    constexpr std::int64_t day = 24 * hour;
    std::size_t step = 0;
    for (const auto begin : {hour, 4 * hour, day, 2 * day, 7 * day, 14 * day, 30 * day, 60 * day}) {
        if (minutes >= begin) ++step;
    }
    return step;
}

// Whether the schedule is open in this minute, by the clock on the wall.
bool is_open(const Schedule& schedule, CivilMinute minute) {
    const auto date = std::chrono::floor<days>(minute);
    const Minutes time = minute - date;
    const auto holds = [time](const TimeRange& r) { return r.start <= time && time < r.end; };
    if (!schedule.effective.contains(date)) return false;
    bool is_overridden = false;
    for (const auto& exception : schedule.overrides) {
        if (exception.date != date) continue;
        is_overridden = true;
        if (std::ranges::any_of(exception.ranges, holds)) return true;
    }
    return !is_overridden && std::ranges::any_of(schedule.weekly, [&](const WeeklyRule& rule) {
        return rule.days.has(std::chrono::weekday{date}) && rule.effective.contains(date) &&
               holds(rule.range);
    });
}

struct Employment {
    OrganisationId organisation;
    std::string zone;
    std::optional<Schedule> hours;
    Instant from;
    std::optional<Instant> to;
};

std::map<HostId, Employment> hosts_in(const std::vector<StoredEvent>& events) {
    std::map<HostId, Employment> hosts;
    for (const auto& stored : events) {
        if (const auto* e = as<HostCreated>(stored)) {
            hosts[e->host] = {stored.envelope.source, e->terms.zone, {}, stored.envelope.time, {}};
        }
        if (const auto* e = as<HostChanged>(stored)) hosts[e->host].zone = e->terms.zone;
        if (const auto* e = as<HostRetired>(stored)) hosts[e->host].to = stored.envelope.time;
        if (const auto* e = as<ScheduleSet>(stored); e != nullptr && e->name == "default") {
            hosts[e->host].hours = e->schedule;
        }
        if (const auto* e = as<ScheduleRemoved>(stored); e != nullptr && e->name == "default") {
            hosts[e->host].hours.reset();
        }
    }
    return hosts;
}

template <class Visit>
void visit_open_dates(const Employment& host, const CountsQuery& query, Visit visit) {
    if (!host.hours) return;
    const ZoneClock own{host.zone};
    const ZoneClock zone{host.hours->zone};
    const Instant begin{(query.from - days{2}).time_since_epoch()};
    const Instant end{(query.to + days{2}).time_since_epoch()};
    for (Instant at = begin; at < end; at += Minutes{1}) {
        const Date date = own.date_at(at);
        const bool is_employed = host.from <= at && (!host.to || at < *host.to);
        if (date < query.from || date >= query.to || !is_employed) continue;
        if (is_open(*host.hours, zone.civil_at(at))) visit(date);
    }
}

template <class Row>
std::vector<Row> rows_of(std::map<Group, Row>& groups) {
    std::vector<Row> rows;
    for (auto& [group, row] : groups) {
        row.group = group;
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

std::vector<StartedRow> recount_started(const std::vector<StoredEvent>& events,
                                        const CountsQuery& query) {
    std::map<Group, StartedRow> rows;
    for (const auto& [id, life] : lives_in(events)) {
        if (!is_asked(query, life)) continue;
        for (const auto& group : groups_of(query, life)) {
            auto& totals = rows[group].totals;
            const auto start = life.when.time.start;
            const auto lead = minutes_between(life.made, start);
            totals.all.bookings += 1;
            totals.all.minutes += minutes_between(start, life.when.time.end);
            totals.all.lead_minutes += lead;
            totals.leads[step_of(lead)] += 1;
            if (life.cancelled == nullptr) continue;
            const auto notice = minutes_between(life.cancelled->time, start);
            totals.all.notice_minutes += notice;
            totals.cancelled += 1;
            totals.cancelled_by[static_cast<std::size_t>(life.cancelled->role)] += 1;
            totals.notices[step_of(notice)] += 1;
        }
    }
    return rows_of(rows);
}

std::vector<MadeRow> recount_made(const std::vector<StoredEvent>& events,
                                  const CountsQuery& query) {
    std::map<Group, MadeRow> rows;
    for (const auto& [id, life] : lives_in(events)) {
        if (!is_asked(query, life)) continue;
        Life placed = life;
        const Date made{std::chrono::floor<days>(life.made.time_since_epoch())};
        placed.when.type_date = made;
        for (auto& claim : placed.when.hosts) claim.host_date = made;
        for (const auto& group : groups_of(query, placed)) {
            rows[group].totals.booked += 1;
            rows[group].totals.confirmed += life.was_confirmed ? 1 : 0;
        }
    }
    return rows_of(rows);
}

std::vector<UtilisationRow> recount_utilisation(const std::vector<StoredEvent>& events,
                                                const CountsQuery& query) {
    std::map<Group, UtilisationRow> rows;
    for (const auto& [id, life] : lives_in(events)) {
        const bool takes_time =
            life.status == BookingStatus::pending || life.status == BookingStatus::confirmed;
        if (!takes_time || life.organisation != query.organisation) continue;
        for (const auto& claim : life.when.hosts) {
            CountsQuery of_host = query;
            of_host.host = query.host.value_or(claim.host);
            if (claim.host != *of_host.host) continue;
            for (const auto& group : groups_of(of_host, life)) {
                rows[group].booked_minutes +=
                    minutes_between(life.when.time.start, life.when.time.end);
            }
        }
    }
    for (const auto& [id, host] : hosts_in(events)) {
        if (host.organisation != query.organisation || (query.host && id != *query.host)) continue;
        visit_open_dates(host, query, [&, host_id = id](Date date) {
            Group group{.date = first_date(query.by, date)};
            if (query.is_by_host) group.host = host_id;
            rows[group].open_minutes += 1;
        });
    }
    return rows_of(rows);
}

}  // namespace kalends::testing
