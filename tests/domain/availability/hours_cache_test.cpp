#include "domain/availability/hours_cache.hpp"

#include <doctest/doctest.h>

#include "tests/domain/availability/posed.hpp"

namespace hours_cache_test {

using namespace kalends;
using std::chrono::days;

namespace {

std::shared_ptr<const Schedule> nine_to(std::string_view hours) {
    return std::make_shared<const Schedule>(daily("UTC", {hours}));
}

const Interval spring{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1},
                      std::chrono::sys_days{std::chrono::year{2026} / 4 / 1}};

// Open at another twenty times on each of so many days of spring.
std::shared_ptr<const Schedule> with_overrides(int dates) {
    Schedule schedule = daily("UTC", {"09:00-10:00"});
    const Date first = on("2026-03-01");
    for (int i = 0; i < dates; ++i) {
        DateOverride busy{first + days{i}, {}};
        for (int hour = 0; hour < 20; ++hour) {
            busy.ranges.push_back({Minutes{hour * 60}, Minutes{hour * 60 + 30}});
        }
        schedule.overrides.push_back(std::move(busy));
    }
    return std::make_shared<const Schedule>(std::move(schedule));
}

// What a cache counts for this schedule alone.
std::size_t bytes_for(const std::shared_ptr<const Schedule>& schedule) {
    HoursCache cache;
    (void)cache.hours(schedule, spring);
    return cache.bytes();
}

}  // namespace

TEST_CASE("W5: one schedule has its hours for each of the calendars that close it") {
    HoursCache cache;
    const auto schedule = nine_to("09:00-17:00");
    const auto holiday = std::make_shared<const HolidayTerms>(
        HolidayTerms{"", {{Date{std::chrono::floor<days>(spring.start).time_since_epoch()}, ""}}});
    const auto open = cache.hours(schedule, spring);
    const auto closed = cache.hours(schedule, spring, {holiday});
    CHECK(open->ranges.size() == closed->ranges.size() + 1);
    CHECK(cache.hours(schedule, spring) == open);
    CHECK(cache.hours(schedule, spring, {holiday}) == closed);
    CHECK(cache.size() == 2);
}

TEST_CASE("hours asked for again are not worked out again") {
    HoursCache cache;
    const auto schedule = nine_to("09:00-17:00");
    const auto first = cache.hours(schedule, spring);
    CHECK(cache.hours(schedule, spring) == first);
    CHECK(cache.hours(schedule, {spring.start + days{3}, spring.start + days{4}}) == first);
    const auto more = cache.hours(schedule, {spring.end, spring.end + days{90}});
    CHECK(more->ranges.size() > first->ranges.size());
    CHECK(cache.hours(schedule, spring) == more);
}

TEST_CASE("the schedules asked for last are kept, as far as their bytes allow") {
    const auto a = nine_to("09:00-10:00");
    const auto b = nine_to("09:00-11:00");
    HoursCache cache{2 * bytes_for(a)};
    const auto of_a = cache.hours(a, spring);
    const auto of_b = cache.hours(b, spring);
    CHECK(cache.hours(a, spring) == of_a);
    CHECK(cache.hours(nine_to("09:00-12:00"), spring) != of_b);
    CHECK(cache.size() == 2);
    CHECK(cache.hours(a, spring) == of_a);
    CHECK(cache.hours(b, spring) != of_b);
}

TEST_CASE("a schedule with many overrides takes the room of several with few") {
    const auto crowded = with_overrides(30);
    const auto kept_after = [](const std::shared_ptr<const Schedule>& last) {
        HoursCache cache{5 * bytes_for(nine_to("09:00-10:00"))};
        for (int hour = 10; hour < 15; ++hour) {
            (void)cache.hours(nine_to("09:00-" + std::to_string(hour) + ":00"), spring);
        }
        REQUIRE(cache.size() == 5);
        (void)cache.hours(last, spring);
        return cache.size();
    };
    CHECK(kept_after(nine_to("08:00-10:00")) == 5);
    CHECK(kept_after(with_overrides(1)) == 4);
    CHECK(kept_after(crowded) == 1);
}

TEST_CASE("the schedule asked for is kept, whatever its bytes") {
    HoursCache cache{1};
    const auto schedule = nine_to("09:00-17:00");
    const auto hours = cache.hours(schedule, spring);
    CHECK(cache.hours(schedule, spring) == hours);
    (void)cache.hours(nine_to("09:00-18:00"), spring);
    CHECK(cache.size() == 1);
}

TEST_CASE("what dates more take up is counted, and no more than that") {
    HoursCache cache;
    const auto schedule = nine_to("09:00-17:00");
    const auto some = cache.hours(schedule, spring);
    const auto before = cache.bytes();
    const auto more = cache.hours(schedule, {spring.end, spring.end + days{90}});
    CHECK(cache.bytes() - before ==
          (more->ranges.capacity() - some->ranges.capacity()) * sizeof(OpenRange));
}

TEST_CASE("a schedule made where another was is never taken for it") {
    HoursCache cache;
    for (int hour = 10; hour < 20; ++hour) {
        const auto text = "09:00-" + std::to_string(hour) + ":00";
        const auto hours = cache.hours(nine_to(text), spring);
        CHECK(hours->ranges[0].own.end - hours->ranges[0].own.start ==
              std::chrono::hours{hour - 9});
    }
}

TEST_CASE("who asks for one month after the other has few of them worked out again") {
    HoursCache cache;
    const auto schedule = nine_to("09:00-17:00");
    for (const int way : {1, -1}) {
        int times = 0;
        std::shared_ptr<const ExpandedHours> last;
        for (int i = 0; i < 24; ++i) {
            const auto from = spring.start + way * i * days{32};
            const auto hours = cache.hours(schedule, {from, from + days{1}});
            times += hours == last ? 0 : 1;
            last = hours;
        }
        CHECK(times <= 7);
    }
}

TEST_CASE("the dates kept for one schedule are bounded") {
    HoursCache cache;
    const auto schedule = nine_to("09:00-17:00");
    for (int i = 0; i < 100; ++i) {
        const auto from = spring.start + i * days{90};
        CHECK(cache.hours(schedule, {from, from + days{31}})->ranges.size() < 1200);
    }
}

}  // namespace hours_cache_test
