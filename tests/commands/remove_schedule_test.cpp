#include "commands/remove_schedule.hpp"

#include "tests/commands/given.hpp"

namespace remove_schedule_test {

using namespace kalends;
using namespace kalends::clinic;

TEST_CASE("W7: without its schedule a host has no hours") {
    auto asked = given();
    const Events removed{ScheduleRemoved{anna, "default"}};
    CHECK(asked.when(RemoveSchedule{anna, "default"}) == removed);
    asked.happened(removed);
    CHECK(asked.state(anna).schedule("default") == nullptr);
    CHECK(asked.when(book(booking, tuesday(9))) == refuse(Rejection::no_schedule, "/start"));
}

TEST_CASE("C2: reasons against removing a schedule come in their order") {
    const auto asked = given().happened(founded_elsewhere(), opened_at, theirs);
    CHECK(asked.as(viewer()).when(RemoveSchedule{their_host, "default"}) ==
          refuse(Rejection::not_found));
    CHECK(asked.as(viewer()).when(RemoveSchedule{anna, "summer"}) == refuse(Rejection::not_found));
    for (const auto& actor : {as_host(ben), viewer(), guest(carla), anonymous()}) {
        CHECK(asked.as(actor).when(RemoveSchedule{anna, "default"}) ==
              refuse(Rejection::forbidden));
    }
    CHECK(asked.if_match(2).when(RemoveSchedule{anna, "default"}) ==
          refuse(Rejection::stale_revision));
    CHECK(asked.if_match(1).as(as_host(anna)).when(RemoveSchedule{anna, "default"}));
}

}  // namespace remove_schedule_test
