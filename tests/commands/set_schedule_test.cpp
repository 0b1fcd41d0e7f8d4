#include "commands/set_schedule.hpp"

#include "tests/commands/given.hpp"

namespace set_schedule_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

Schedule in_tokyo() {
    auto schedule = working_days();
    schedule.zone = "Asia/Tokyo";
    return schedule;
}

}  // namespace

TEST_CASE("a schedule is set under a name, new or in place of an older one") {
    CHECK(given().when(SetSchedule{anna, "summer", in_tokyo()}) ==
          Events{ScheduleSet{anna, "summer", in_tokyo()}});
    CHECK(given().when(SetSchedule{anna, "default", in_tokyo()}) ==
          Events{ScheduleSet{anna, "default", in_tokyo()}});
    CHECK(given().when(SetSchedule{anna, "default", working_days()}) == Events{});
}

TEST_CASE("C2: reasons against setting a schedule come in their order") {
    Events full;
    for (int i = 1; i < 50; ++i) {
        full.push_back(ScheduleSet{anna, "s" + std::to_string(i), working_days()});
    }
    const auto crowded = given(full).happened(founded_elsewhere(), opened_at, theirs);
    const auto gone = Given{crowded}.happened({HostRetired{anna}});
    const SetSchedule one_more{anna, "one more", in_tokyo()};
    CHECK(gone.as(viewer()).when(SetSchedule{their_host, "default", in_tokyo()}) ==
          refuse(Rejection::not_found));
    CHECK(gone.as(viewer()).when(one_more) == refuse(Rejection::forbidden));
    CHECK(gone.if_match(7).when(one_more) == refuse(Rejection::stale_revision));
    CHECK(gone.when(one_more) == refuse(Rejection::not_active));
    CHECK(crowded.when(one_more) == refuse(Rejection::too_many));
    CHECK(crowded.when(SetSchedule{anna, "s1", in_tokyo()}));
}

TEST_CASE("a schedule counts its changes, and counts on where one that was removed had come to") {
    auto asked = given();
    CHECK(asked.state(anna).schedule_revision("default") == 1);
    asked.happened({ScheduleSet{anna, "default", in_tokyo()}});
    asked.happened({ScheduleSet{anna, "summer", in_tokyo()}});
    CHECK(asked.state(anna).schedule_revision("default") == 2);
    CHECK(asked.state(anna).schedule_revision("summer") == 1);
    asked.happened({ScheduleRemoved{anna, "default"}, ScheduleRemoved{anna, "summer"}});
    CHECK_FALSE(asked.state(anna).schedule_revision("default"));
    asked.happened({ScheduleSet{anna, "default", working_days()}});
    CHECK(asked.state(anna).schedule_revision("default") == 3);
}

TEST_CASE("C1: a host sets its own hours and no other's") {
    const SetSchedule of_anna{anna, "default", in_tokyo()};
    CHECK(given().as(as_host(anna)).when(of_anna));
    for (const auto& actor : {as_host(ben), viewer(), guest(carla), anonymous()}) {
        CHECK(given().as(actor).when(of_anna) == refuse(Rejection::forbidden));
    }
}

}  // namespace set_schedule_test
