// Prints the slots about an instant in a zone, for `zones_test.py` to hold against its own.
//
//     zone_slots [--plant BUG] HOURS...
//
// HOURS are those of every day and the alignment of their grid: "30:0-75,105-1440" is from 00:00 to
// 01:15 and from 01:45 on, aligned to half hours; alignment 0 is none. Slots are of 30 minutes,
// each 30 minutes, from 26 hours before to 26 hours after. Each line of the input is a zone and a
// time in seconds since 1970. The answer is a line for each HOURS: starts in minutes from that
// time, every run of them as its first one and how many follow each other after 30 minutes, "-60+4
// 75+1".

#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "domain/availability/availability.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

constexpr Minutes step{30};
constexpr std::chrono::hours reach{26};

struct Hours {
    Grid grid;
    std::vector<WeeklyRule> rules;
};

Hours parse_hours(const std::string& text) {
    std::istringstream from{text};
    Hours hours;
    hours.grid.interval = step;
    int align = 0;
    int start = 0;
    int end = 0;
    char mark = 0;
    from >> align;
    if (align > 0) hours.grid.align_to = Minutes{align};
    while (from >> mark >> start >> mark >> end) {
        hours.rules.push_back({Weekdays{0b1111111}, {Minutes{start}, Minutes{end}}, {}});
    }
    ensure(!hours.rules.empty() && from.eof(), "hours are an alignment and ranges");
    return hours;
}

// The type keeps the schedule, and the cache knows it by its address: so a zone has one of each.
MeetingType type_in(const std::string& zone, const Hours& hours) {
    MeetingTypeTerms terms;
    terms.duration = step;
    terms.window = RollingDays{60};
    terms.grid = hours.grid;
    terms.hosts.fixed = {HostId{}};
    terms.schedule = Schedule{zone, hours.rules, {}, {}};
    MeetingType type;
    type.terms = std::make_shared<const MeetingTypeTerms>(std::move(terms));
    return type;
}

std::string runs(const std::vector<Slot>& slots, Instant about) {
    std::string text;
    for (std::size_t first = 0; first < slots.size();) {
        std::size_t next = first + 1;
        while (next < slots.size() && slots[next].time.start == slots[next - 1].time.start + step) {
            ++next;
        }
        const auto minutes = std::chrono::floor<Minutes>(slots[first].time.start - about).count();
        if (!text.empty()) text += ' ';
        text += std::to_string(minutes) + '+' + std::to_string(next - first);
        first = next;
    }
    return text;
}

void answer(const std::vector<Hours>& asked) {
    HoursCache cache;
    Host host;
    host.terms = std::make_shared<const HostTerms>();
    const Host* const hosts[] = {&host};
    std::string zone;
    std::string last_zone;
    std::vector<MeetingType> types;
    for (std::int64_t seconds = 0; std::cin >> zone >> seconds;) {
        if (zone != last_zone) {
            types.clear();
            for (const auto& hours : asked) types.push_back(type_in(zone, hours));
            last_zone = zone;
        }
        const Instant about{Seconds{seconds}};
        for (const auto& type : types) {
            const Question question{
                type, hosts, zone, std::chrono::Monday, step, about - std::chrono::days{30}};
            const Interval window{about - reach, about + reach};
            std::cout << runs(slots(question, window, cache), about) << '\n';
        }
    }
}

#ifdef KALENDS_PLANTED_BUGS
void plant_named(const std::string& name) {
    if (name == "gap_by_later_offset") return plant(PlantedBug::gap_by_later_offset);
    if (name == "second_occurrence_in_overlap") {
        return plant(PlantedBug::second_occurrence_in_overlap);
    }
    if (name == "grid_aligned_by_elapsed_time") {
        return plant(PlantedBug::grid_aligned_by_elapsed_time);
    }
    if (name == "days_not_joined") return plant(PlantedBug::days_not_joined);
    if (name == "end_fit_off_by_one") return plant(PlantedBug::end_fit_off_by_one);
    ensure(false, "a bug that is planted here has a name");
}
#else
void plant_named(const std::string&) {
    ensure(false, "this build has no bugs to plant");
}
#endif

}  // namespace
}  // namespace kalends

int main(int count, char** words) {
    std::ios::sync_with_stdio(false);
    std::vector<kalends::Hours> hours;
    for (int i = 1; i < count; ++i) {
        if (std::string{words[i]} == "--plant" && i + 1 < count) {
            kalends::plant_named(words[++i]);
        } else {
            hours.push_back(kalends::parse_hours(words[i]));
        }
    }
    kalends::answer(hours);
}
