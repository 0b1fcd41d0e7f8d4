#include "tests/projections/analytics/recount.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "domain/availability/zone_clock.hpp"

namespace kalends::testing {
namespace {

using std::chrono::days;

template <class Fact>
const Fact* as(const StoredEvent& stored) {
    return std::get_if<Fact>(&stored.event);
}

// Where a booking counts: the date of its start for its meeting type, and for each host.
struct Places {
    Date of_type;
    std::vector<std::pair<HostId, Date>> of_hosts;
};

// A booking with the events that tell of it.
struct Life {
    OrganisationId organisation;
    Instant made;
    MeetingTypeId type;
    std::optional<Price> price;
    Interval time;
    Places places;
    SessionId session;  // nil if its time is its own
    BookingStatus status{};
    bool was_confirmed = false;
    const Envelope* cancelled = nullptr;
};

// Works dates out by the clocks in the zones of that moment, whatever the event has them to be.
Places places_of(const BookedTime& when, const std::map<HostId, std::string>& zones) {
    const auto start = when.time.start;
    Places places{ZoneClock{when.zone}.date_at(start), {}};
    for (const auto& claim : when.hosts) {
        places.of_hosts.emplace_back(claim.host, ZoneClock{zones.at(claim.host)}.date_at(start));
    }
    return places;
}

// The lives of all bookings, event by event.
struct Lives {
    std::map<BookingId, Life> of;
    std::map<HostId, std::string> zones;
    std::map<MeetingTypeId, std::vector<MeetingTypeTerms>> terms;  // by revision
    std::map<SessionId, Places> sessions;  // as they were opened, which holds for all in them

    template <BookingStatus status>
    void begin(const StoredEvent& stored) {
        const auto* made = as<BookingMade<status>>(stored);
        if (made == nullptr) return;
        auto& life = of[made->booking];
        life.organisation = stored.envelope.source;
        life.made = stored.envelope.time;
        stand(life, *made, status);
    }
    void stand(Life& life, const auto& fact, BookingStatus status) {
        life.type = fact.meeting_type;
        life.price = terms.at(fact.meeting_type).at(fact.type_revision - 1).price;
        life.time = fact.when.time;
        life.places = open_or_join(fact.when);
        life.session = fact.when.seats ? fact.when.seats->session : SessionId{};
        become(life, status);
    }
    Places open_or_join(const BookedTime& when) {
        const Places places = places_of(when, zones);
        if (!when.seats) return places;
        return sessions.try_emplace(when.seats->session, places).first->second;
    }
    static void become(Life& life, BookingStatus status) {
        life.status = status;
        if (status == BookingStatus::confirmed) life.was_confirmed = true;
    }
    void add(const StoredEvent& stored) {
        if (const auto* e = as<HostCreated>(stored)) zones[e->host] = e->terms.zone;
        if (const auto* e = as<HostChanged>(stored)) zones[e->host] = e->terms.zone;
        if (const auto* e = as<MeetingTypeCreated>(stored)) terms[e->meeting_type] = {e->terms};
        if (const auto* e = as<MeetingTypeChanged>(stored)) {
            terms[e->meeting_type].push_back(e->terms);
        }
        if (const auto* e = as<HoldMade>(stored)) (void)open_or_join(e->when);
        begin<BookingStatus::confirmed>(stored);
        begin<BookingStatus::pending>(stored);
        if (const auto* e = as<BookingApproved>(stored)) {
            become(of[e->booking], BookingStatus::confirmed);
        }
        if (const auto* e = as<BookingRejected>(stored)) {
            become(of[e->booking], BookingStatus::rejected);
        }
        if (const auto* e = as<BookingExpired>(stored)) {
            become(of[e->booking], BookingStatus::expired);
        }
        if (const auto* e = as<BookingCancelled>(stored)) {
            become(of[e->booking], BookingStatus::cancelled);
            of[e->booking].cancelled = &stored.envelope;
        }
        if (const auto* e = as<BookingCompleted>(stored)) {
            become(of[e->booking], BookingStatus::completed);
        }
        if (const auto* e = as<BookingNoShow>(stored)) {
            become(of[e->booking], BookingStatus::no_show);
        }
        if (const auto* e = as<BookingNoShowUndone>(stored)) {
            become(of[e->booking], BookingStatus::confirmed);
        }
        if (const auto* e = as<BookingRescheduled>(stored)) stand(of[e->booking], *e, e->status);
        if (const auto* e = as<BookingReassigned>(stored)) {
            of[e->booking].places = places_of(e->when, zones);
        }
    }
};

std::map<BookingId, Life> lives_in(const std::vector<StoredEvent>& events) {
    Lives lives;
    for (const auto& stored : events) lives.add(stored);
    return lives.of;
}

// Each hold as if it were a booking on the day on which it was made.
std::vector<Life> holds_in(const std::vector<StoredEvent>& events) {
    std::vector<Life> holds;
    for (const auto& stored : events) {
        const auto* e = as<HoldMade>(stored);
        if (e == nullptr) continue;
        const Date made{std::chrono::floor<days>(stored.envelope.time.time_since_epoch())};
        Life life{.organisation = stored.envelope.source, .type = e->meeting_type};
        life.places.of_type = made;
        for (const auto& claim : e->when.hosts) life.places.of_hosts.emplace_back(claim.host, made);
        holds.push_back(std::move(life));
    }
    return holds;
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
    if (!query.host && !query.is_by_host) places.emplace_back(std::nullopt, life.places.of_type);
    for (const auto& [host, date] : life.places.of_hosts) {
        const bool is_asked = query.host ? host == *query.host : query.is_by_host;
        if (is_asked) places.emplace_back(host, date);
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

// Whether the schedule is open in this minute of its zone: hours that begin where the clock on the
// wall skips some begin as much later (rule W1). Weekly hours are not those of a closed date (W5).
bool is_open(const Schedule& schedule, const ZoneClock& zone, Instant minute,
             const std::set<Date>& closed) {
    const auto date = std::chrono::floor<days>(zone.civil_at(minute));
    const auto holds = [&](const TimeRange& r) {
        return zone.instant_of(date + r.start) <= minute && minute < zone.instant_of(date + r.end);
    };
    if (!schedule.effective.contains(date)) return false;
    bool is_overridden = false;
    for (const auto& exception : schedule.overrides) {
        if (exception.date != date) continue;
        is_overridden = true;
        if (std::ranges::any_of(exception.ranges, holds)) return true;
    }
    if (is_overridden || closed.contains(date)) return false;
    return std::ranges::any_of(schedule.weekly, [&](const WeeklyRule& rule) {
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
    std::vector<HolidayCalendarId> follows;
    std::map<AbsenceId, Interval> absences;
    std::set<Date> closed;  // by what it follows

    [[nodiscard]] bool is_away(Instant minute) const {
        return std::ranges::any_of(
            absences, [minute](const auto& absence) { return absence.second.contains(minute); });
    }
};

std::map<HostId, Employment> hosts_in(const std::vector<StoredEvent>& events) {
    std::map<HostId, Employment> hosts;
    std::map<HolidayCalendarId, std::vector<ClosedDate>> calendars;
    for (const auto& stored : events) {
        if (const auto* e = as<HostCreated>(stored)) {
            hosts[e->host] = {.organisation = stored.envelope.source,
                              .zone = e->terms.zone,
                              .from = stored.envelope.time};
        }
        if (const auto* e = as<HostChanged>(stored)) {
            hosts[e->host].zone = e->terms.zone;
            hosts[e->host].follows = e->terms.holidays;
        }
        if (const auto* e = as<HolidayCalendarSet>(stored)) calendars[e->calendar] = e->terms.dates;
        if (const auto* e = as<HolidayCalendarRemoved>(stored)) calendars.erase(e->calendar);
        if (const auto* e = as<AbsenceAdded>(stored)) {
            hosts[e->host].absences[e->absence] = e->time;
        }
        if (const auto* e = as<AbsenceRemoved>(stored)) hosts[e->host].absences.erase(e->absence);
        if (const auto* e = as<HostRetired>(stored)) hosts[e->host].to = stored.envelope.time;
        if (const auto* e = as<ScheduleSet>(stored); e != nullptr && e->name == "default") {
            hosts[e->host].hours = e->schedule;
        }
        if (const auto* e = as<ScheduleRemoved>(stored); e != nullptr && e->name == "default") {
            hosts[e->host].hours.reset();
        }
    }
    for (auto& [id, host] : hosts) {
        for (const auto calendar : host.follows) {
            for (const auto& one : calendars[calendar]) host.closed.insert(one.date);
        }
    }
    return hosts;
}

// Calls `visit(date, is_bookable)` for each minute that the schedule alone has open.
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
        if (!is_open(*host.hours, zone, at, {})) continue;
        visit(date, is_open(*host.hours, zone, at, host.closed) && !host.is_away(at));
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
            const auto start = life.time.start;
            const auto lead = minutes_between(life.made, start);
            totals.all.bookings += 1;
            totals.all.minutes += minutes_between(start, life.time.end);
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
        placed.places.of_type = made;
        for (auto& [host, date] : placed.places.of_hosts) date = made;
        for (const auto& group : groups_of(query, placed)) {
            rows[group].totals.booked += 1;
            rows[group].totals.confirmed += life.was_confirmed ? 1 : 0;
            rows[group].totals.completed += life.status == BookingStatus::completed ? 1 : 0;
        }
    }
    for (const auto& held : holds_in(events)) {
        if (!is_asked(query, held)) continue;
        for (const auto& group : groups_of(query, held)) rows[group].totals.held += 1;
    }
    return rows_of(rows);
}

std::vector<RevenueRow> recount_revenue(const std::vector<StoredEvent>& events,
                                        const CountsQuery& query) {
    std::map<std::pair<Group, std::string>, RevenueCounts> sums;
    for (const auto& [id, life] : lives_in(events)) {
        if (!is_asked(query, life) || life.status != BookingStatus::completed) continue;
        if (!life.price) continue;
        for (const auto& group : groups_of(query, life)) {
            auto& sum = sums[{group, life.price->currency}];
            sum.completed += 1;
            sum.amount_minor += life.price->amount_minor;
        }
    }
    std::vector<RevenueRow> rows;
    for (const auto& [key, sum] : sums) rows.push_back({key.first, key.second, sum});
    return rows;
}

std::vector<UtilisationRow> recount_utilisation(const std::vector<StoredEvent>& events,
                                                const CountsQuery& query) {
    std::map<Group, UtilisationRow> rows;
    std::map<std::pair<HostId, Date>, std::int64_t> booked, scheduled, bookable;
    std::set<SessionId> sessions;  // whose time is counted once
    for (const auto& [id, life] : lives_in(events)) {
        const bool takes_time = life.status != BookingStatus::cancelled &&
                                life.status != BookingStatus::rejected &&
                                life.status != BookingStatus::expired;
        if (!takes_time || life.organisation != query.organisation) continue;
        if (!life.session.is_nil() && !sessions.insert(life.session).second) continue;
        for (const auto& [host, date] : life.places.of_hosts) {
            CountsQuery of_host = query;
            of_host.host = query.host.value_or(host);
            if (host != *of_host.host) continue;
            booked[{host, date}] += minutes_between(life.time.start, life.time.end);
            for (const auto& group : groups_of(of_host, life)) {
                rows[group].booked_minutes += minutes_between(life.time.start, life.time.end);
            }
        }
    }
    for (const auto& [id, host] : hosts_in(events)) {
        if (host.organisation != query.organisation || (query.host && id != *query.host)) continue;
        visit_open_dates(host, query, [&, host_id = id](Date date, bool is_bookable) {
            scheduled[{host_id, date}] += 1;
            bookable[{host_id, date}] += is_bookable ? 1 : 0;
        });
    }
    for (const auto& [place, minutes] : scheduled) {
        const auto open = std::max(bookable[place], std::min(minutes, booked[place]));
        if (open == 0) continue;
        Group group{.date = first_date(query.by, place.second)};
        if (query.is_by_host) group.host = place.first;
        rows[group].open_minutes += open;
    }
    return rows_of(rows);
}

}  // namespace kalends::testing
