#include "domain/availability/hours_cache.hpp"

#include <doctest/doctest.h>

#include "tests/domain/availability/posed.hpp"

using namespace kalends;
using std::chrono::days;

namespace {

std::shared_ptr<const Schedule> nine_to(std::string_view hours) {
    return std::make_shared<const Schedule>(daily("UTC", {hours}));
}

const Interval spring{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1},
                      std::chrono::sys_days{std::chrono::year{2026} / 4 / 1}};

}  // namespace

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

TEST_CASE("the schedules asked for last are kept, and their number is bounded") {
    HoursCache cache{2};
    const auto a = nine_to("09:00-10:00");
    const auto b = nine_to("09:00-11:00");
    const auto of_a = cache.hours(a, spring);
    const auto of_b = cache.hours(b, spring);
    CHECK(cache.hours(a, spring) == of_a);
    CHECK(cache.hours(nine_to("09:00-12:00"), spring) != of_b);
    CHECK(cache.size() == 2);
    CHECK(cache.hours(a, spring) == of_a);
    CHECK(cache.hours(b, spring) != of_b);
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

TEST_CASE("the dates kept for one schedule are bounded") {
    HoursCache cache;
    const auto schedule = nine_to("09:00-17:00");
    for (int i = 0; i < 100; ++i) {
        const auto from = spring.start + i * days{90};
        CHECK(cache.hours(schedule, {from, from + days{31}})->ranges.size() < 1200);
    }
}
