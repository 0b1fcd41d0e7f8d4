#include "commands/import_busy.hpp"

#include "domain/bounds.hpp"
#include "tests/commands/given.hpp"

namespace import_busy_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const BusyPolicy closes{Minutes{60}, WhenStale::closed, {}};
const BusyPolicy stays_open{Minutes{60}, WhenStale::open, {}};
const Interval all_day{tuesday(0), tuesday(23)};

ImportBusy import(std::vector<Interval> busy, BusyPolicy policy = closes) {
    return {anna, "work", policy, all_day, std::move(busy)};
}

Given imported(std::vector<Interval> busy, BusyPolicy policy = closes) {
    auto world = given();
    const auto decided = world.when(import(std::move(busy), policy));
    REQUIRE(decided);
    return world.happened(*decided, now);
}

BusyImported last_of(const Decision& decision) {
    REQUIRE(decision);
    REQUIRE_FALSE((*decision).empty());
    return std::get<BusyImported>((*decision).back());
}

}  // namespace

TEST_CASE("B6: a first import sets the source and says what came, and what it lies over") {
    const auto asked = given({confirmed(booking, tuesday(9))});
    const auto decided = asked.when(import({{tuesday(9, 39), tuesday(10)}}));
    REQUIRE(decided);
    const Instant due = now + Minutes{60};
    CHECK(
        *decided ==
        Events{BusySourceSet{anna, "work", closes, due},
               BusyImported{
                   anna, "work", all_day, {{tuesday(9, 39), tuesday(10)}}, {}, {{booking}}, due}});
    CHECK(last_of(asked.when(import({{tuesday(9, 40), tuesday(10)}}))).covers.count() == 0);
}

TEST_CASE(
    "B6: an import is stored as its difference to the last, and an unchanged one not at all") {
    const auto world = imported({{tuesday(9), tuesday(10)}, {tuesday(12), tuesday(13)}});
    CHECK(world.when(import({{tuesday(9), tuesday(10)}, {tuesday(12), tuesday(13)}})) == Events{});
    CHECK(world.when(import({{tuesday(12), tuesday(13)},
                             {tuesday(9), tuesday(9, 30)},
                             {tuesday(9, 30), tuesday(10)}})) == Events{});
    const auto moved = last_of(world.when(import({{tuesday(9), tuesday(11)}})));
    CHECK(moved.added == std::vector{Interval{tuesday(10), tuesday(11)}});
    CHECK(moved.removed == std::vector{Interval{tuesday(12), tuesday(13)}});
}

TEST_CASE("B6: what lies beyond the window stays as it was") {
    const auto world = imported({{tuesday(9), tuesday(10)}, {tuesday(12), tuesday(13)}});
    auto morning = import({});
    morning.window = {tuesday(0), tuesday(12, 30)};
    auto after = world;
    after.happened(*world.when(morning), now);
    CHECK(after.state(anna).busy->find("work")->taken.intervals() ==
          std::vector{Interval{tuesday(12, 30), tuesday(13)}});
}

TEST_CASE("B6: busy time takes bookings as absences do, whatever is overridden") {
    const auto world = imported({{tuesday(9), tuesday(12)}});
    auto insisted = book(booking, tuesday(10));
    insisted.overrides = overridable;
    CHECK(world.when(book(booking, tuesday(10))) == refuse(Rejection::busy, "/start"));
    CHECK(world.when(insisted) == refuse(Rejection::busy, "/start"));
    CHECK(world.when(book(booking, tuesday(12, 30))));
    auto waits = given({requested(booking, tuesday(9))});
    waits.happened(*waits.when(import({{tuesday(9), tuesday(12)}})), now);
    CHECK(waits.when(Approve{booking}) == refuse(Rejection::busy));
}

TEST_CASE("B6: two sources are busy together, and each is imported for itself") {
    auto world = imported({{tuesday(9), tuesday(12)}});
    auto home = import({{tuesday(10), tuesday(14)}});
    home.source = "home";
    world.happened(*world.when(home), now);
    world.happened(*world.when(import({})), now);
    CHECK(world.when(book(booking, tuesday(9))));
    CHECK(world.when(book(booking, tuesday(10))) == refuse(Rejection::busy, "/start"));
    CHECK(world.state(anna).busy->sources().size() == 2);
}

TEST_CASE("B6: another policy is written, even where nothing else has changed") {
    const auto world = imported({{tuesday(9), tuesday(12)}});
    CHECK(world.when(import({{tuesday(9), tuesday(12)}}, stays_open)) ==
          Events{BusySourceSet{anna, "work", stays_open, now + Minutes{60}}});
}

TEST_CASE("busy time that ended 400 days ago is forgotten, and does not come anew each time") {
    auto old = import({{tuesday(9), tuesday(10)}});
    const auto later = tuesday(10) + calendar_memory + Milliseconds{1};
    auto world = imported({{tuesday(9), tuesday(10)}});
    CHECK(world.when(old, later) == Events{});
    auto both = import({{tuesday(9), tuesday(10)}, {later, later + Minutes{30}}});
    both.window.end = later + Minutes{30};
    const auto imported = last_of(world.when(both, later));
    CHECK(imported.added == std::vector<Interval>{{later, later + Minutes{30}}});
    CHECK(imported.removed.empty());
    world.happened({imported}, later);
    CHECK(world.state(anna).busy->find("work")->taken.intervals() == imported.added);
}

TEST_CASE("C2: reasons against an import come in their order") {
    Events full;
    for (std::size_t i = 0; i < busy_sources_of_host_max; ++i) {
        full.push_back(BusySourceSet{anna, "s" + std::to_string(i), stays_open, {}});
    }
    const auto crowded = given(full).happened(founded_elsewhere(), opened_at, theirs);
    const auto gone = Given{crowded}.happened({HostRetired{anna}});
    auto elsewhere = import({});
    elsewhere.host = their_host;
    CHECK(gone.as(viewer()).when(elsewhere) == refuse(Rejection::not_found));
    CHECK(gone.as(viewer()).when(import({})) == refuse(Rejection::forbidden));
    CHECK(gone.if_match(1).when(import({})) == refuse(Rejection::stale_revision));
    CHECK(gone.when(import({})) == refuse(Rejection::not_active));
    CHECK(crowded.when(import({})) == refuse(Rejection::too_many));
    std::vector<Interval> many;
    for (int i = 0; i < 1'001; ++i) {
        const Instant start = tuesday(0) + Seconds{20 * i};
        many.push_back({start, start + Seconds{10}});
    }
    auto world = imported(many);
    auto next_week = import(many);
    next_week.window = {all_day.start + std::chrono::days{7}, all_day.end + std::chrono::days{7}};
    for (auto& one : next_week.busy) {
        one = {one.start + std::chrono::days{7}, one.end + std::chrono::days{7}};
    }
    CHECK(world.when(next_week) == refuse(Rejection::too_many, "/busy"));
}

TEST_CASE("C1: a host imports for itself and no other") {
    CHECK(given().as(as_host(anna)).when(import({})));
    for (const auto& actor : {as_host(ben), viewer(), guest(carla), anonymous()}) {
        CHECK(given().as(actor).when(import({})) == refuse(Rejection::forbidden));
    }
}

}  // namespace import_busy_test
