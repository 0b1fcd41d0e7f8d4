#include "commands/remove_busy_source.hpp"

#include "tests/commands/given.hpp"

namespace remove_busy_source_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const BusyPolicy closes{Minutes{60}, WhenStale::closed, {}};
const Interval morning{tuesday(9), tuesday(12)};

Given followed() {
    return given({BusySourceSet{anna, "work", closes, {}},
                  BusyImported{anna, "work", morning, {morning}, {}, {}, {}}});
}

const RemoveBusySource removal{anna, "work"};

}  // namespace

TEST_CASE("B6: what a source said takes no time once it is removed, nor that it was not read") {
    auto world = followed();
    CHECK(world.when(book(booking, tuesday(9))) == refuse(Rejection::busy, "/start"));
    world.happened({BusySourceStale{anna, "work", now, now, true, {}}}, now);
    CHECK(world.when(book(booking, tuesday(14))) == refuse(Rejection::source_stale, "/start"));
    const auto removed = world.when(removal);
    CHECK(removed == Events{BusySourceRemoved{anna, "work", {}}});
    world.happened(*removed, now);
    CHECK(world.state(anna).busy == nullptr);
    CHECK(world.when(book(booking, tuesday(9))));
}

TEST_CASE("C3: once a source is removed the first of the others falls due next") {
    auto world = followed();
    world.happened({BusySourceSet{anna, "home", closes, {}}}, now + Minutes{10});
    CHECK(world.when(removal, now + Minutes{20}) ==
          Events{BusySourceRemoved{anna, "work", now + Minutes{70}}});
}

TEST_CASE("a source that comes under the name of one that went is not taken for it") {
    auto world = followed();
    const auto revision = world.state(anna).busy->find("work")->revision;
    world.happened({BusySourceRemoved{anna, "work", {}}}, now);
    world.happened({BusySourceSet{anna, "work", closes, {}}}, now);
    CHECK(world.state(anna).busy->find("work")->revision == revision + 1);
    CHECK(world.state(anna).busy->find("work")->taken.is_empty());
    CHECK(world.if_match(revision).when(removal) == refuse(Rejection::stale_revision));
}

TEST_CASE("C2: reasons against the removal of a source come in their order") {
    const auto world = followed();
    CHECK(world.as(viewer()).when(RemoveBusySource{anna, "home"}) == refuse(Rejection::not_found));
    for (const auto& actor : {as_host(ben), viewer(), guest(carla), anonymous()}) {
        CHECK(world.as(actor).if_match(999).when(removal) == refuse(Rejection::forbidden));
    }
    CHECK(world.if_match(999).when(removal) == refuse(Rejection::stale_revision));
    CHECK(world.as(as_host(anna)).when(removal));
    CHECK(Given{world}.happened({HostRetired{anna}}).when(removal));
}

}  // namespace remove_busy_source_test
