#include "tests/domain/availability/situations.hpp"

#include <cctz/time_zone.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "domain/zones.hpp"
#include "tests/domain/availability/random_sessions.hpp"

namespace kalends {
namespace {

using std::chrono::days;
using std::chrono::hours;

Minutes quarter(Random& random, int from_hour, int to_hour) {
    return Minutes{15 * random.between(4 * from_hour, 4 * to_hour)};
}

TimeRange random_range(Random& random) {
    switch (random.between(0, 6)) {
        case 0:
            return {Minutes{0}, minutes_per_day};
        case 1:
            return {hours{9}, hours{17}};
        case 2:
            return {Minutes{0}, quarter(random, 1, 4)};
        case 3:
            return {quarter(random, 19, 23), minutes_per_day};
        case 4: {
            const Minutes start = quarter(random, 0, 3);
            return {start, start + quarter(random, 0, 2) + Minutes{15}};
        }
        case 5: {
            const Minutes start{random.between(0, 1300)};
            return {start,
                    start + Minutes{random.between(1, 1440 - static_cast<int>(start.count()))}};
        }
        default: {
            const Minutes start = quarter(random, 0, 20);
            return {start, start + quarter(random, 0, 3) + Minutes{15}};
        }
    }
}

Date near(const Scene& scene, Random& random, int reach) {
    const Date date{std::chrono::floor<days>(scene.centre).time_since_epoch()};
    return date + days{random.between(-reach, reach)};
}

DateSpan random_span(const Scene& scene, Random& random) {
    DateSpan span;
    if (random.percent(15)) span.from = near(scene, random, 2);
    if (random.percent(15)) span.to = near(scene, random, 2);
    return span;
}

Schedule random_schedule(const Scene& scene, Random& random) {
    Schedule schedule;
    schedule.zone = scene.zone;
    schedule.effective = random_span(scene, random);
    for (int i = random.between(0, 4); i > 0; --i) {
        const auto days_on = random.percent(60) ? 127 : random.between(1, 127);
        schedule.weekly.push_back({{static_cast<std::uint8_t>(days_on)},
                                   random_range(random),
                                   random_span(scene, random)});
    }
    for (int i = random.between(-3, 3); i > 0; --i) {
        DateOverride exception{near(scene, random, 2), {}};
        for (int n = random.between(0, 2); n > 0; --n) {
            exception.ranges.push_back(random_range(random));
        }
        schedule.overrides.push_back(exception);
    }
    return schedule;
}

Minutes random_duration(Random& random) {
    if (random.percent(5)) return Minutes{random.between(1, 1600)};
    return Minutes{random.one_of({5, 10, 15, 20, 25, 30, 45, 50, 60, 90, 120, 240})};
}

Grid random_grid(Random& random) {
    Grid grid;
    if (random.percent(50)) grid.interval = Minutes{random.one_of({5, 7, 10, 15, 20, 30, 50, 60})};
    if (random.percent(40)) {
        grid.align_to = Minutes{random.one_of({1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60})};
    }
    if (random.percent(30)) grid.kind = GridKind::packed;
    if (random.percent(20)) grid.offset = Minutes{random.between(0, 40)};
    return grid;
}

std::optional<Durations> random_durations(Random& random) {
    if (random.percent(40)) return std::nullopt;
    if (random.percent(50)) return DurationList{{Minutes{15}, random_duration(random)}};
    const Minutes least{random.between(1, 60)};
    const Minutes step{random.between(1, 30)};
    return DurationRange{least, least + random.between(0, 8) * step, step};
}

Window random_window(const Scene& scene, Random& random) {
    if (random.percent(40)) return RollingDays{random.between(0, 8)};
    if (random.percent(40)) return RollingBusinessDays{random.between(0, 8)};
    if (random.percent(50)) return DaysWithSlots{random.between(1, 8)};
    const Date from = near(scene, random, 1);
    return FixedDates{from, from + days{random.between(0, 3)}};
}

std::vector<Limit> random_limits(Random& random) {
    std::vector<Limit> limits;
    for (int i = random.between(0, 3); i > 0; --i) {
        Limit limit{random.one_of({LimitScope::type_on_host, LimitScope::type, LimitScope::host}),
                    random.one_of({LimitPeriod::day, LimitPeriod::week, LimitPeriod::month,
                                   LimitPeriod::year}),
                    {},
                    {}};
        if (random.percent(60)) limit.count = random.between(1, 12);
        if (!limit.count || random.percent(30)) limit.minutes = Minutes{random.between(15, 600)};
        limits.push_back(limit);
    }
    return limits;
}

constexpr HostId first_host{IdBits{1, 1}};
constexpr HostId former_host{IdBits{1, 9}};  // no plan names it

// Of up to four hosts, the first one among them: fixed, in groups, or both.
HostPlan random_plan(Random& random) {
    HostPlan plan;
    const int fixed = random.percent(35) ? 0 : random.between(1, 2);
    const int groups = fixed == 2 && random.percent(50) ? 0 : random.between(1, 2);
    std::uint64_t hosts = 0;
    for (int i = 0; i < fixed; ++i) plan.fixed.push_back(HostId{IdBits{1, ++hosts}});
    for (int i = 0; i < groups && hosts < 4; ++i) {
        auto& members = plan.groups.emplace_back().members;
        for (int n = random.between(1, 3); n > 0 && hosts < 4; --n) {
            members.push_back({HostId{IdBits{1, ++hosts}}});
        }
    }
    return plan;
}

MeetingTypeTerms random_terms(const Scene& scene, Random& random) {
    MeetingTypeTerms terms;
    if (random.percent(50)) {
        terms.buffers.before = Minutes{random.one_of({0, 5, 15, 20, 70})};
        terms.buffers.after = Minutes{random.one_of({0, 5, 10, 30, 90})};
        terms.buffers.inside_hours = random.percent(40);
    }
    if (random.percent(50)) terms.notices.booking = Minutes{random.one_of({0, 1, 60, 1440, 777})};
    terms.duration = random_duration(random);
    terms.durations = random_durations(random);
    terms.window = random_window(scene, random);
    terms.grid = random_grid(random);
    terms.first_per_day = random.percent(15);
    if (random.percent(15)) terms.schedule = random_schedule(scene, random);
    if (random.percent(20)) terms.zone = random.percent(50) ? scene.zone : scene.other_zone;
    terms.hosts = random.percent(60) ? HostPlan{{first_host}} : random_plan(random);
    if (random.percent(30)) terms.limits = random_limits(random);
    return terms;
}

// Claims with disjoint windows, some of them about to go or gone.
std::vector<Claim> random_claims(const Scene& scene, Instant now, HostId host, Random& random) {
    std::vector<Claim> claims;
    const auto gap = random.one_of({30, 120, 600, 5000});
    Instant at = scene.window.start - days{1} + Minutes{random.between(0, gap)};
    for (std::uint64_t number = 1; at < scene.window.end + days{1}; ++number) {
        const Minutes before{random.one_of({0, 0, 5, 20})};
        const Minutes after{random.one_of({0, 0, 5, 20})};
        const Interval time{at + before, at + before + random_duration(random)};
        Claim claim{time,
                    {at, time.end + after},
                    stream_of(BookingId{IdBits{8 + host.bits().low, number}}),
                    {},
                    {}};
        if (random.percent(20)) {
            claim.expires_at = now + Milliseconds{random.one_of({-60000, -1, 0, 1, 60000})};
        }
        claim.meeting_type = MeetingTypeId{IdBits{2, random.percent(70) ? 1U : 2U}};
        const Date date{std::chrono::floor<days>(time.start).time_since_epoch()};
        claim.dates = {date + days{random.between(-1, 1)}, date + days{random.between(-1, 1)}, {}};
        if (random.percent(90)) claim.dates.type = date + days{random.between(-1, 1)};
        claims.push_back(claim);
        at = claim.window.end + Minutes{random.percent(30) ? 0 : random.between(0, gap)};
    }
    return claims;
}

// One claim of a session moves at most, as one command moves.
bool shares_session_with_moved(const Situation& situation, const Claim& claim) {
    return std::ranges::any_of(situation.claims, [&](const Claim& other) {
        return claim.shares_session(other) &&
               std::ranges::count(situation.moving, other.holder) > 0;
    });
}

// Times that overlap whatever they like, by the minute, often one another.
std::vector<Interval> random_times(const Scene& scene, Random& random) {
    std::vector<Interval> times;
    if (!random.percent(40)) return times;
    const auto length = static_cast<int>((scene.window.end - scene.window.start) / Minutes{1});
    for (int i = random.between(1, 4); i > 0; --i) {
        const Instant start = scene.window.start + Minutes{random.between(-1500, length + 1500)};
        const Minutes away{random.one_of({1, 30, 60, 200, 1440})};
        times.push_back({start, start + away});
    }
    return times;
}

std::vector<Rejection> random_overrides(Random& random) {
    std::vector<Rejection> overrides;
    if (!random.percent(10)) return overrides;
    for (const auto reason :
         {Rejection::too_soon, Rejection::too_far, Rejection::no_schedule, Rejection::outside_hours,
          Rejection::misaligned_start, Rejection::limit_reached, Rejection::not_first}) {
        if (random.percent(50)) overrides.push_back(reason);
    }
    return overrides;
}

HostSituation random_host(const Scene& scene, Instant now, HostId id, Random& random) {
    HostSituation host;
    host.host = id;
    host.host_zone = random.percent(70) ? scene.zone : scene.other_zone;
    if (random.percent(97)) host.host_schedule = random_schedule(scene, random);
    if (id != first_host && host.host_schedule && random.percent(20)) {
        host.host_schedule->zone = scene.other_zone;
    }
    host.is_retired = random.percent(id == first_host ? 1 : 5);
    host.claims = random_claims(scene, now, id, random);
    host.absences = random_times(scene, random);
    host.busy = random_times(scene, random);
    host.is_source_closed = random.percent(2);
    for (int i = random.between(-4, 2); i > 0; --i) host.holidays.push_back(near(scene, random, 2));
    return host;
}

}  // namespace

const std::vector<std::string>& odd_zones() {
    static const std::vector<std::string> zones{
        "America/New_York", "Australia/Lord_Howe", "Africa/Cairo",         "America/Havana",
        "Pacific/Apia",     "Asia/Beirut",         "America/Santiago",     "America/Asuncion",
        "Asia/Kathmandu",   "Pacific/Chatham",     "America/St_Johns",     "Africa/Casablanca",
        "America/Nuuk",     "Atlantic/Azores",     "America/Scoresbysund", "Antarctica/Troll",
        "Europe/Dublin",    "Pacific/Kiritimati",  "Pacific/Kwajalein",    "Asia/Tehran"};
    return zones;
}

const std::vector<std::string>& all_zones() {
    static const std::vector<std::string> zones = [] {
        std::ifstream file{"/usr/share/zoneinfo/tzdata.zi"};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        const auto names = ZoneNames::parse(text);
        std::vector<std::string> sorted{names.names().begin(), names.names().end()};
        std::ranges::sort(sorted);
        return sorted;
    }();
    return zones;
}

std::vector<Instant> transitions(const std::string& zone, int from_year, int to_year) {
    cctz::time_zone clock;
    cctz::load_time_zone(zone, &clock);
    std::vector<Instant> found;
    auto at = cctz::convert(cctz::civil_second{from_year}, cctz::utc_time_zone());
    const auto end = cctz::convert(cctz::civil_second{to_year}, cctz::utc_time_zone());
    cctz::time_zone::civil_transition set;
    while (at < end && clock.next_transition(at, &set)) {
        at = clock.lookup(set.to).trans;
        if (at < end) found.push_back(at);
    }
    return found;
}

Scene random_scene(Random& random) {
    Scene scene;
    scene.zone = random.one_of(random.percent(70) ? odd_zones() : all_zones());
    scene.other_zone = random.one_of(odd_zones());
    const int year = random.between(1993, 2039);
    const auto around = transitions(scene.zone, year, year + 1);
    const Instant new_year{std::chrono::sys_days{std::chrono::year{year} / 1 / 1}};
    scene.centre = new_year + hours{random.between(0, 8000)};
    if (!around.empty() && random.percent(80)) scene.centre = random.one_of(around);
    scene.centre = std::chrono::floor<Minutes>(scene.centre);
    scene.window.start = scene.centre - Minutes{random.between(0, 1600)};
    scene.window.end = scene.centre + Minutes{random.between(60, 1600)};
    return scene;
}

Situation random_situation(const Scene& scene, Random& random) {
    Situation situation;
    situation.type = random_terms(scene, random);
    if (random.percent(20)) situation.type.host_schedule = "evenings";
    situation.organisation_zone = random.percent(50) ? scene.zone : scene.other_zone;
    situation.week_start = std::chrono::weekday{static_cast<unsigned>(random.between(0, 6))};
    situation.duration = random_duration(random);
    const auto before = random.percent(30) ? random.between(-2000, 2000) : random.between(0, 8000);
    situation.now =
        scene.centre - Minutes{before} - Milliseconds{random.one_of({0, 1, 59999, 30000})};
    static_cast<HostSituation&>(situation) = random_host(scene, situation.now, first_host, random);
    for (const auto host : hosts_of(situation.type.hosts)) {
        if (host == first_host) continue;
        situation.others.push_back(random_host(scene, situation.now, host, random));
        if (random.percent(20)) situation.others.back().claims = situation.claims;
    }
    if (random.percent(40)) {
        if (random.percent(80)) {
            situation.type.seats = static_cast<std::uint32_t>(random.between(2, 5));
        }
        if (random.percent(20)) {
            situation.type.party_max = static_cast<std::uint32_t>(random.between(1, 2));
        }
        if (random.percent(50)) {
            situation.party = static_cast<std::uint32_t>(random.between(1, 3));
        }
        seat_some(situation, random);
        situation.joins = !random.percent(10);
    }
    if (random.percent(10)) situation.own = random.one_of(hosts_of(situation.type.hosts));
    if (!situation.claims.empty() && random.percent(20)) {
        for (int i = random.between(1, 3); i > 0; --i) {
            const auto& claim = random.one_of(situation.claims);
            if (shares_session_with_moved(situation, claim)) continue;
            situation.moving.push_back(claim.holder);
        }
    }
    if (random.percent(20)) {
        situation.former = {random_host(scene, situation.now, former_host, random)};
    }
    situation.overrides = random_overrides(random);
    situation.window = scene.window;
    return situation;
}

}  // namespace kalends
