#include "tests/domain/availability/posed.hpp"

#include <doctest/doctest.h>

#include "domain/availability/zone_clock.hpp"

namespace kalends {
namespace {

Reasons overrides_of(const Situation& situation) {
    Reasons overrides;
    for (const auto reason : situation.overrides) overrides.add(reason);
    return overrides;
}

std::vector<Slot> slots_of(const Situation& situation, std::string_view from, std::string_view to) {
    HoursCache cache;
    return slots(Posed{situation}.question(), {at(from), at(to)}, cache);
}

}  // namespace

Posed::Posed(const Situation& s)
    : question_{type_, host_,    s.organisation_zone,       s.duration,
                s.now, s.moving, Overrides{overrides_of(s)}} {
    type_.terms = std::make_shared<const MeetingTypeTerms>(s.type);
    host_.id = s.host;
    host_.terms = std::make_shared<const HostTerms>(HostTerms{{}, {}, s.host_zone});
    host_.is_retired = s.is_retired;
    if (s.host_schedule) {
        host_.schedules = std::make_shared<const Schedules>(Schedules{
            {std::string{default_schedule}, {std::make_shared<const Schedule>(*s.host_schedule)}}});
    }
    for (const auto& claim : s.claims) host_.calendar.add(claim);
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
