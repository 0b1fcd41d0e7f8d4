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

BookedTime booked_time_of(const Claim& claim, HostId host) {
    BookedTime when;
    when.time = claim.time;
    when.hosts = {{host, claim.window, claim.dates.schedule, claim.dates.host}};
    if (claim.dates.type) {
        when.type_date = *claim.dates.type;
        when.counted_by = claim.meeting_type;
    }
    return when;
}

bool is_moved(const Situation& situation, const Claim& claim) {
    return std::ranges::count(situation.moving, claim.holder) > 0;
}

std::vector<BookedTime> moved_times(const Situation& situation) {
    std::vector<BookedTime> times;
    for (const auto& claim : situation.claims) {
        if (is_moved(situation, claim)) times.push_back(booked_time_of(claim, situation.host));
    }
    return times;
}

std::vector<MovedClaim> moved_claims(const Situation& situation,
                                     const std::vector<BookedTime>& times) {
    std::vector<MovedClaim> moved;
    for (const auto& claim : situation.claims) {
        if (!is_moved(situation, claim)) continue;
        moved.push_back({claim.holder, claim.meeting_type, &times[moved.size()]});
    }
    return moved;
}

std::vector<Slot> slots_of(const Situation& situation, std::string_view from, std::string_view to) {
    HoursCache cache;
    return slots(Posed{situation}.question(), {at(from), at(to)}, cache);
}

SharedAbsences absences_of(const Situation& s) {
    if (s.absences.empty()) return nullptr;
    std::vector<Absence> all;
    for (const auto& time : s.absences) all.push_back({AbsenceId{IdBits{2, all.size()}}, time, {}});
    return std::make_shared<const Absences>(all);
}

// Each date is of a calendar of its own.
HolidayCalendars holidays_of(const Situation& s) {
    HolidayCalendars calendars;
    for (const auto date : s.holidays) {
        const HolidayTerms terms{"", {{date, ""}}};
        calendars[HolidayCalendarId{IdBits{4, calendars.size()}}] = {
            std::make_shared<const HolidayTerms>(terms), 1};
    }
    return calendars;
}

// Each interval is of a source of its own.
SharedBusyTime busy_of(const Situation& s) {
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
      question_{type_, hosts_,  s.organisation_zone,        s.week_start, s.duration,
                s.now, moving_, Overrides{overrides_of(s)}, nullptr,      &holidays_} {
    type_.id = situation_type;
    type_.terms = std::make_shared<const MeetingTypeTerms>(s.type);
    host_.id = s.host;
    HostTerms terms{{}, {}, s.host_zone, {}};
    for (const auto& [id, calendar] : holidays_) terms.holidays.push_back(id);
    host_.terms = std::make_shared<const HostTerms>(terms);
    host_.is_retired = s.is_retired;
    if (s.host_schedule) {
        host_.schedules = std::make_shared<const Schedules>(Schedules{
            {std::string{default_schedule}, {std::make_shared<const Schedule>(*s.host_schedule)}}});
    }
    host_.absences = absences_of(s);
    host_.busy = busy_of(s);
    for (const auto& claim : s.claims) take(claim);
}

void Posed::take(const Claim& claim) {
    host_.calendar.add(claim);
    const Usage usage = usage_of(claim.time);
    host_.tallies.add({claim.dates.host, MeetingTypeId{}, usage});
    if (!claim.meeting_type.is_nil()) {
        host_.tallies.add({claim.dates.schedule, claim.meeting_type, usage});
    }
    if (claim.dates.type && claim.meeting_type == type_.id) {
        type_.tallies.add({*claim.dates.type, MeetingTypeId{}, usage});
    }
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

std::vector<std::string> listed_in(const std::string& zone, const Situation& situation,
                                   std::string_view from, std::string_view to) {
    const ZoneClock clock{zone};
    std::vector<std::string> starts;
    for (const auto& slot : slots_of(situation, from, to)) {
        starts.push_back(to_text(clock.civil_at(slot.time.start)).substr(8));
    }
    return starts;
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
