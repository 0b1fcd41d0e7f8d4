// Slots and judgements in process, on one thread: how long one takes, without JSON and HTTP.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "domain/availability/availability.hpp"

namespace {

using namespace kalends;
using std::chrono::days;
using std::chrono::hours;

constexpr Instant now{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{7}};

HoursCache cache;

// One host and one meeting type, with bookings of 15 minutes over its working hours.
struct Calendars {
    MeetingType type;
    Host host;
    const Host* hosts[1] = {&host};

    [[nodiscard]] Question question() {
        hosts[0] = &host;
        return {type, hosts, "UTC", std::chrono::Monday, Minutes{15}, now};
    }
};

Schedule working_hours() {
    constexpr Weekdays monday_to_friday{0b0011111};
    return {"America/New_York",
            {{monday_to_friday, {hours{9}, hours{12}}, {}},
             {monday_to_friday, {hours{12} + Minutes{30}, hours{18}}, {}}},
            {},
            {}};
}

void book(Calendars& calendars, int bookings, int one_in) {
    const Interval year{now, now + days{90}};
    int number = 0;
    for (Interval part = year; bookings > 0; part = {part.end, part.end + days{90}}) {
        for (const auto& slot : slots(calendars.question(), part, cache)) {
            if (++number % one_in != 0 || bookings-- <= 0) continue;
            const auto holder = stream_of(BookingId{IdBits{1, static_cast<std::uint64_t>(number)}});
            calendars.host.calendar.add({slot.time, slot.time, holder, {}, {}});
        }
    }
}

Calendars calendars_with(int bookings, int one_in) {
    Calendars calendars;
    MeetingTypeTerms terms;
    terms.duration = Minutes{15};
    terms.window = RollingDays{20'000};
    calendars.host.id = HostId{IdBits{1, 1}};
    terms.hosts.fixed = {calendars.host.id};
    calendars.type.terms = std::make_shared<const MeetingTypeTerms>(terms);
    calendars.host.terms = std::make_shared<const HostTerms>(HostTerms{{}, {}, "America/New_York"});
    calendars.host.schedules = std::make_shared<const Schedules>(Schedules{
        {std::string{default_schedule}, {std::make_shared<const Schedule>(working_hours())}}});
    book(calendars, bookings, one_in);
    return calendars;
}

// A booking in each quarter of an hour behind `now`, for as many as are asked for.
void add_past(Calendars& calendars, int bookings) {
    for (int i = 1; i <= bookings; ++i) {
        const Instant start = now - Minutes{15} * (i + 1);
        const Interval time{start, start + Minutes{15}};
        const auto holder = stream_of(BookingId{IdBits{2, static_cast<std::uint64_t>(i)}});
        calendars.host.calendar.add({time, time, holder, {}, {}});
    }
}

// A limit of each scope, none of which is reached, with what is counted by each.
void limit(Calendars& calendars) {
    auto terms = *calendars.type.terms;
    calendars.type.id = MeetingTypeId{IdBits{3, 1}};
    terms.limits = {{LimitScope::type_on_host, LimitPeriod::day, 1'000, {}},
                    {LimitScope::type, LimitPeriod::month, 100'000, {}},
                    {LimitScope::host, LimitPeriod::week, {}, Minutes{60'000}}};
    calendars.type.terms = std::make_shared<const MeetingTypeTerms>(terms);
    const Usage usage{1, Minutes{15}};
    for (Date date{days{20'500}}; date < Date{days{20'600}}; date += days{1}) {
        calendars.host.tallies.add({date, {}, usage});
        calendars.host.tallies.add({date, calendars.type.id, usage});
        calendars.type.tallies.add({date, {}, usage});
    }
}

struct Figures {
    std::vector<double> micros;
    std::uint64_t hash = 14695981039346656037ULL;

    void mix(std::uint64_t value) { hash = (hash ^ value) * 1099511628211ULL; }
};

void print(const char* what, Figures& figures) {
    auto& micros = figures.micros;
    std::ranges::sort(micros);
    const auto at = [&micros](double share) {
        return micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
    };
    std::printf("%-58s p50 %7.2f  p99 %7.2f  p99.9 %7.2f  max %8.2f us  n %zu  hash %016llx\n",
                what, at(0.5), at(0.99), at(0.999), at(1), micros.size(),
                static_cast<unsigned long long>(figures.hash));
}

// Times `work(i)` in groups of `group`, since one call may be shorter than a reading of the clock.
template <class Work>
Figures measured(int rounds, int group, Work work) {
    Figures figures;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < group; ++i) figures.mix(work(round * group + i));
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - start;
        figures.micros.push_back(took.count() / group);
    }
    return figures;
}

void bench_slots(const char* what, Calendars& calendars, int rounds) {
    const Interval window{now, now + days{31}};
    auto figures = measured(rounds, 1, [&calendars, &window](int) {
        const auto found = slots(calendars.question(), window, cache);
        return found.size() * 1'000'003 +
               static_cast<std::uint64_t>(found.back().time.start.time_since_epoch().count());
    });
    print(what, figures);
}

// What a search over many hosts asks: each has a calendar and a meeting type of its own.
void bench_hosts(const char* what, std::vector<Calendars>& hosts, int rounds) {
    const Interval window{now, now + days{31}};
    auto figures = measured(rounds, 1, [&hosts, &window](int) {
        std::uint64_t found = 0;
        for (auto& calendars : hosts) found += slots(calendars.question(), window, cache).size();
        return found;
    });
    print(what, figures);
}

void bench_judge(const char* what, Calendars& calendars, int rounds) {
    auto figures = measured(rounds, 16, [&calendars](int i) {
        const Instant start = now + Minutes{15} * (1 + (i * 7919) % 20'000);
        const auto judged = judge(calendars.question(), start, cache);
        return judged.refused.empty() ? 1U : 2U + static_cast<unsigned>(judged.refused.first());
    });
    print(what, figures);
}

}  // namespace

int main(int argc, char** argv) {
    const bool is_small = argc > 1 && std::strcmp(argv[1], "--small") == 0;
    const int rounds = is_small ? 200 : 20'000;
    auto busy = calendars_with(500, 1);
    auto half = calendars_with(500, 2);
    auto full = calendars_with(10'000, 2);
    std::printf("slots: one thread, schedule of two ranges a working day, 15-minute grid\n");
    bench_slots("31 days, 500 bookings in the first 15 days", busy, rounds);
    bench_slots("31 days, 500 bookings, every other slot", half, rounds);
    bench_slots("31 days, 10,000 bookings, every other slot", full, rounds);
    auto after_years = half;
    add_past(after_years, 30'000);
    bench_slots("31 days, 500 bookings, and 30,000 behind them", after_years, rounds);
    auto limited = half;
    limit(limited);
    bench_slots("31 days, 500 bookings, a limit of each scope", limited, rounds);
    auto aligned = half;
    auto terms = *half.type.terms;
    terms.grid.align_to = Minutes{15};
    aligned.type.terms = std::make_shared<const MeetingTypeTerms>(terms);
    bench_slots("31 days, 500 bookings, grid aligned to the quarter", aligned, rounds);
    std::vector<Calendars> hosts(500, calendars_with(100, 5));
    for (auto& calendars : hosts) calendars.host.calendar = calendars_with(100, 5).host.calendar;
    bench_hosts("31 days of 500 hosts, 100 bookings each", hosts, rounds / 100);
    bench_judge("judge one start, 500 claims", half, rounds);
    bench_judge("judge one start, 10,000 claims", full, rounds);
}
