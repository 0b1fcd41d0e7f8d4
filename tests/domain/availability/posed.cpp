#include "tests/domain/availability/posed.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "domain/availability/zone_clock.hpp"

namespace kalends {
namespace {

Reasons overrides_of(const Situation& situation) {
    Reasons overrides;
    for (const auto reason : situation.overrides) overrides.add(reason);
    return overrides;
}

std::vector<const HostSituation*> situations_of_hosts(const Situation& s) {
    std::vector<const HostSituation*> all{&s};
    for (const auto& other : s.others) all.push_back(&other);
    return all;
}

// On each host that has it.
BookedTime booked_time_of(const Situation& situation, const Claim& claim) {
    BookedTime when;
    when.time = claim.time;
    for (const auto* host : situations_of_hosts(situation)) {
        for (const auto& other : host->claims) {
            if (other.holder != claim.holder || other.time.start != claim.time.start) continue;
            when.hosts.push_back(
                {host->host, other.window, other.dates.schedule, other.dates.host});
        }
    }
    if (claim.dates.type) {
        when.type_date = *claim.dates.type;
        when.counted_by = claim.meeting_type;
    }
    return when;
}

// Each claim that is moved, once.
std::vector<Claim> moved_of(const Situation& situation) {
    std::vector<Claim> moved;
    for (const auto* host : situations_of_hosts(situation)) {
        for (const auto& claim : host->claims) {
            const bool is_moved = std::ranges::count(situation.moving, claim.holder) > 0;
            const bool is_new = std::ranges::count(moved, claim.holder, &Claim::holder) == 0;
            if (is_moved && is_new) moved.push_back(claim);
        }
    }
    return moved;
}

std::vector<BookedTime> moved_times(const Situation& situation) {
    std::vector<BookedTime> times;
    for (const auto& claim : moved_of(situation)) {
        times.push_back(booked_time_of(situation, claim));
    }
    return times;
}

bool leaves_others(const Situation& situation, const Claim& claim) {
    return std::ranges::any_of(situation.claims, [&](const Claim& other) {
        return other.holder != claim.holder && other.shares_session(claim) &&
               other.is_live(situation.now);
    });
}

std::vector<MovedClaim> moved_claims(const Situation& situation,
                                     const std::vector<BookedTime>& times) {
    std::vector<MovedClaim> moved;
    for (const auto& claim : moved_of(situation)) {
        moved.push_back({claim.holder, claim.meeting_type, &times[moved.size()],
                         leaves_others(situation, claim)});
    }
    std::ranges::sort(moved, {}, &MovedClaim::holder);
    return moved;
}

std::vector<Slot> slots_of(const Situation& situation, std::string_view from, std::string_view to) {
    HoursCache cache;
    return slots(Posed{situation}.question(), {at(from), at(to)}, cache);
}

SharedAbsences absences_of(const HostSituation& s) {
    if (s.absences.empty()) return nullptr;
    std::vector<Absence> all;
    for (const auto& time : s.absences) all.push_back({AbsenceId{IdBits{2, all.size()}}, time, {}});
    return std::make_shared<const Absences>(all);
}

// Where the type names another, the default one is open all the time, and must not count.
std::shared_ptr<const Schedules> schedules_of(const HostSituation& s,
                                              const MeetingTypeTerms& type) {
    Schedules schedules;
    if (!type.host_schedule.empty()) {
        const auto always = daily("UTC", {"00:00-24:00"});
        schedules[std::string{default_schedule}] = {std::make_shared<const Schedule>(always)};
    }
    if (s.host_schedule) {
        schedules[std::string{type.schedule_name()}] = {
            std::make_shared<const Schedule>(*s.host_schedule)};
    }
    return std::make_shared<const Schedules>(std::move(schedules));
}

// Each date is of a calendar of its own, which no other host follows.
HolidayCalendars holidays_of(const Situation& s) {
    HolidayCalendars calendars;
    for (const auto* host : situations_of_hosts(s)) {
        for (std::size_t i = 0; i < host->holidays.size(); ++i) {
            const HolidayTerms terms{"", {{host->holidays[i], ""}}};
            calendars[HolidayCalendarId{IdBits{host->host.bits().low, i}}] = {
                std::make_shared<const HolidayTerms>(terms), 1};
        }
    }
    return calendars;
}

// Each interval is of a source of its own.
SharedBusyTime busy_of(const HostSituation& s) {
    if (s.busy.empty() && !s.is_source_closed) return nullptr;
    BusyTime::Sources sources;
    for (const auto& time : s.busy) {
        sources["source-" + std::to_string(sources.size())].taken = TakenTime{{time}};
    }
    if (s.is_source_closed) sources["closed"].standing = SourceStanding::closed;
    return std::make_shared<const BusyTime>(sources);
}

}  // namespace

Posed::Posed(const Situation& s)
    : moved_{moved_times(s)},
      moving_{moved_claims(s, moved_)},
      holidays_{holidays_of(s)},
      question_{type_, {},      s.organisation_zone,        s.week_start, s.duration,
                s.now, moving_, Overrides{overrides_of(s)}, nullptr,      &holidays_,
                s.own, s.party} {
    type_.id = situation_type;
    type_.terms = std::make_shared<const MeetingTypeTerms>(s.type);
    for (const auto id : hosts_of(s.type.hosts)) {
        kept_.push_back(host_of(s.of(id)));
        kept_.back().id = id;
    }
    for (const auto& host : kept_) hosts_.push_back(&host);
    question_.hosts = hosts_;
    question_.joins = s.joins;
    for (const auto& former : s.former) kept_formers_.push_back(host_of(former));
    for (const auto& host : kept_formers_) formers_.push_back(&host);
    question_.former = formers_;
}

Host Posed::host_of(const HostSituation& s) {
    Host host;
    host.id = s.host;
    HostTerms terms{{}, {}, s.host_zone, {}};
    for (std::size_t i = 0; i < s.holidays.size(); ++i) {
        terms.holidays.push_back(HolidayCalendarId{IdBits{s.host.bits().low, i}});
    }
    host.terms = std::make_shared<const HostTerms>(terms);
    host.is_retired = s.is_retired;
    host.schedules = schedules_of(s, *type_.terms);
    host.absences = absences_of(s);
    host.busy = busy_of(s);
    for (const auto& claim : s.claims) take(host, claim);
    return host;
}

// A claim of several hosts counts once for the type, and a session once on each for all its seats.
void Posed::take(Host& host, const Claim& claim) {
    host.calendar.add(claim);
    const auto session = claim.seating ? claim.seating->session : SessionId{};
    if (claim.seating && !sessions_.insert({host.id, session}).second) return;
    const Usage usage = usage_of(claim.time);
    host.tallies.add({claim.dates.host, MeetingTypeId{}, usage});
    if (!claim.meeting_type.is_nil()) {
        host.tallies.add({claim.dates.schedule, claim.meeting_type, usage});
    }
    if (!claim.dates.type || claim.meeting_type != type_.id) return;
    if (!counted_.insert({claim.holder, claim.time.start}).second) return;
    type_.tallies.add({*claim.dates.type, MeetingTypeId{}, usage});
}

Instant at(std::string_view text) {
    const auto instant = parse_instant(text);
    REQUIRE_MESSAGE(instant, text);
    return *instant;
}

Date on(std::string_view text) {
    const auto date = parse_date(text);
    REQUIRE_MESSAGE(date, text);
    return *date;
}

TimeRange range(std::string_view text) {
    const auto number = [text](std::size_t place) {
        return 10 * (text[place] - '0') + (text[place + 1] - '0');
    };
    return {Minutes{60 * number(0) + number(3)}, Minutes{60 * number(6) + number(9)}};
}

Schedule daily(std::string zone, const std::vector<std::string_view>& ranges) {
    constexpr Weekdays every_day{0b1111111};
    Schedule schedule{std::move(zone), {}, {}, {}};
    for (const auto text : ranges) schedule.weekly.push_back({every_day, range(text), {}});
    return schedule;
}

Situation host_in(std::string zone, const std::vector<std::string_view>& ranges,
                  std::string_view now) {
    Situation situation;
    situation.host = HostId{IdBits{1, 1}};
    situation.type.hosts.fixed = {situation.host};
    situation.host_zone = zone;
    situation.organisation_zone = "UTC";
    situation.host_schedule = daily(std::move(zone), ranges);
    situation.now = at(now);
    return situation;
}

Claim claim_of(std::uint64_t booking, std::string_view start, std::string_view end, Minutes before,
               Minutes after) {
    const Interval time{at(start), at(end)};
    return {time,
            {time.start - before, time.end + after},
            stream_of(BookingId{IdBits{9, booking}}),
            {},
            {}};
}

std::vector<std::string> listed(const Situation& situation, std::string_view from,
                                std::string_view to) {
    std::vector<std::string> starts;
    for (const auto& slot : slots_of(situation, from, to))
        starts.push_back(to_text(slot.time.start));
    return starts;
}

std::vector<std::string> listed_on(const Situation& situation, std::string_view date) {
    const std::string midnight = std::string{date} + "T00:00:00Z";
    const std::string next = to_text(at(midnight) + std::chrono::days{1});
    std::vector<std::string> starts;
    for (const auto& start : listed(situation, midnight, next)) {
        starts.push_back(start.substr(11, 5));
    }
    return starts;
}

std::vector<std::string> listed_in(const std::string& zone, const Situation& situation,
                                   std::string_view from, std::string_view to) {
    const ZoneClock clock{zone};
    std::vector<std::string> starts;
    for (const auto& slot : slots_of(situation, from, to)) {
        starts.push_back(to_text(clock.civil_at(slot.time.start)).substr(8));
    }
    return starts;
}

std::vector<Claim> claims_among(const std::vector<Cause>& causes) {
    std::vector<Claim> claims;
    for (const auto& cause : causes) {
        if (const auto* claim = std::get_if<Claim>(&cause.what)) claims.push_back(*claim);
    }
    return claims;
}

Judgement judged(const Situation& situation, std::string_view start) {
    HoursCache cache;
    return judge(Posed{situation}.question(), at(start), cache);
}

std::vector<std::string> refusals(const Situation& situation, std::string_view start) {
    std::vector<std::string> codes;
    for (const auto reason : judged(situation, start).refused.in_order()) {
        codes.emplace_back(code(reason));
    }
    return codes;
}

}  // namespace kalends
