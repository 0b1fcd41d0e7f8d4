#include "commands/replace_schedules.hpp"

#include "domain/bounds.hpp"
#include "tests/commands/given.hpp"

namespace replace_schedules_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

Schedule in_tokyo() {
    auto schedule = working_days();
    schedule.zone = "Asia/Tokyo";
    return schedule;
}

}  // namespace

TEST_CASE("all schedules of a host are replaced at once, and what is the same stays") {
    const auto asked = given(
        {ScheduleSet{anna, "summer", working_days()}, ScheduleSet{anna, "winter", working_days()}});
    const ReplaceSchedules replace{
        anna, {{"default", working_days()}, {"summer", in_tokyo()}, {"autumn", in_tokyo()}}};
    const auto decided = asked.when(replace);
    CHECK(decided == Events{ScheduleRemoved{anna, "winter"},
                            ScheduleSet{anna, "autumn", in_tokyo()},
                            ScheduleSet{anna, "summer", in_tokyo()}});
    const auto after = Given{asked}.happened(*decided);
    CHECK(after.state(anna).schedules->size() == 3);
    CHECK(after.state(anna).schedule_revision("default") == 1);
    CHECK(after.state(anna).schedule_revision("summer") == 2);
    CHECK(after.when(replace) == Events{});
}

TEST_CASE("W7: a host whose schedules are all gone has no hours") {
    const auto emptied = given().happened({ScheduleRemoved{anna, "default"}});
    CHECK(given().when(ReplaceSchedules{anna, {}}) == Events{ScheduleRemoved{anna, "default"}});
    CHECK(emptied.when(ReplaceSchedules{anna, {}}) == Events{});
    CHECK(emptied.when(book(booking, tuesday(9))) == refuse(Rejection::no_schedule, "/start"));
}

TEST_CASE("C2: reasons against replacing schedules come in their order") {
    ReplaceSchedules many{anna, {}};
    for (std::size_t i = 0; i <= schedules_of_host_max; ++i) {
        many.schedules["s" + std::to_string(i)] = working_days();
    }
    const auto world = given().happened(founded_elsewhere(), opened_at, theirs);
    const auto gone = Given{world}.happened({HostRetired{anna}});
    CHECK(gone.as(viewer()).when(ReplaceSchedules{their_host, {}}) == refuse(Rejection::not_found));
    CHECK(gone.as(viewer()).when(many) == refuse(Rejection::forbidden));
    CHECK(gone.if_match(7).when(many) == refuse(Rejection::stale_revision));
    CHECK(gone.when(many) == refuse(Rejection::not_active));
    CHECK(world.when(many) == refuse(Rejection::too_many));
    CHECK(gone.when(ReplaceSchedules{anna, {}}));
}

TEST_CASE("C1: a host replaces its own hours and no other's") {
    const ReplaceSchedules of_anna{anna, {}};
    CHECK(given().as(as_host(anna)).when(of_anna));
    for (const auto& actor : {as_host(ben), viewer(), guest(carla), anonymous()}) {
        CHECK(given().as(actor).when(of_anna) == refuse(Rejection::forbidden));
    }
}

}  // namespace replace_schedules_test
