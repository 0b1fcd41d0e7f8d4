#include "commands/go_stale.hpp"

#include "domain/due.hpp"
#include "tests/commands/given.hpp"

namespace go_stale_test {

using namespace kalends;
using namespace kalends::clinic;
using std::chrono::hours;

namespace {

const BusyPolicy closes{Minutes{60}, WhenStale::closed, {}};
const BusyPolicy stays_open{Minutes{60}, WhenStale::open, {}};
const BusyPolicy closes_later{Minutes{60}, WhenStale::last_import, hours{12}};

Given reading(const std::string& source, BusyPolicy policy, Instant read_at = now) {
    auto world = given();
    return world.happened({BusySourceSet{anna, source, policy, {}}}, read_at);
}

// What is due by then is written, and the world after it.
Given at(Given world, Instant when, const LastReads& reads = {}) {
    for (;;) {
        const auto decided = world.as(the_system()).when(GoStale{anna, reads}, when);
        REQUIRE(decided);
        if ((*decided).empty()) return world;
        world.happened(*decided, when);
    }
}

SourceStanding standing(const Given& world, const std::string& source = "work") {
    return world.state(anna).busy->find(source)->standing;
}

Decision booked(const Given& world, Instant when) {
    return world.when(book(booking, tuesday(9)), when);
}

const Instant an_hour_on = now + Minutes{60};

}  // namespace

TEST_CASE("B6: a source that closes when it is stale takes all time away, until it is read again") {
    const auto world = reading("work", closes);
    CHECK(standing(at(world, an_hour_on - Milliseconds{1})) == SourceStanding::fresh);
    auto stale = at(world, an_hour_on);
    CHECK(standing(stale) == SourceStanding::closed);
    CHECK(booked(stale, an_hour_on) == refuse(Rejection::source_stale, "/start"));
    const auto again =
        stale.when({ImportBusy{anna, "work", closes, {now, tuesday(0)}, {}}}, an_hour_on);
    CHECK(again == Events{BusySourceRecovered{anna, "work", an_hour_on + Minutes{60}}});
    CHECK(booked(stale.happened(*again, an_hour_on), an_hour_on));
}

TEST_CASE("B6: one that stays open is told as stale, and what it last said counts on") {
    auto world = reading("work", stays_open);
    world.happened({BusyImported{anna, "work", {}, {{tuesday(9), tuesday(10)}}, {}, {}, {}}}, now);
    const auto stale = at(world, now + hours{20});
    CHECK(standing(stale) == SourceStanding::stale);
    CHECK(booked(stale, now + hours{20}) == refuse(Rejection::busy, "/start"));
    CHECK(stale.when(book(booking, tuesday(11)), now + hours{20}));
}

TEST_CASE("B6: a last import serves for its hours since the last reading, and closes then") {
    const auto world = reading("work", closes_later);
    const auto stale = at(world, now + hours{12} - Milliseconds{1});
    CHECK(standing(stale) == SourceStanding::stale);
    CHECK(booked(stale, now + hours{11}));
    CHECK(standing(at(stale, now + hours{12})) == SourceStanding::closed);
    CHECK(standing(at(world, now + hours{12})) == SourceStanding::closed);
}

TEST_CASE("B6: a reading that wrote nothing counts while it is known, and is recorded when stale") {
    LastReads reads;
    reads.note(anna, "work", now + Minutes{30});
    const auto world = reading("work", closes_later);
    CHECK(standing(at(world, an_hour_on, reads)) == SourceStanding::fresh);
    const auto stale = at(world, an_hour_on + Minutes{30}, reads);
    CHECK(standing(stale) == SourceStanding::stale);
    CHECK(stale.state(anna).busy->find("work")->read_at == now + Minutes{30});
    CHECK(standing(at(world, an_hour_on)) == SourceStanding::stale);
}

TEST_CASE("C3: sources fall due one after the other, and each event says when the next does") {
    auto world = reading("work", closes_later);
    world.happened({BusySourceSet{anna, "home", closes, {}}}, now + Minutes{10});
    const auto first = world.as(the_system()).when(GoStale{anna, {}}, an_hour_on);
    CHECK(first ==
          Events{BusySourceStale{anna, "work", now, an_hour_on, false, an_hour_on + Minutes{10}}});
    CHECK(due_changes((*first).front()) ==
          std::vector<DueChange>{{stream_of(anna), an_hour_on + Minutes{10}}});
    world.happened(*first, an_hour_on);
    const auto second = world.as(the_system()).when(GoStale{anna, {}}, an_hour_on + Minutes{10});
    CHECK(second == Events{BusySourceStale{anna, "home", now + Minutes{10},
                                           an_hour_on + Minutes{10}, true, now + hours{12}}});
}

TEST_CASE("only the system says that a source is stale") {
    CHECK(reading("work", closes).when(GoStale{anna, {}}, an_hour_on) ==
          refuse(Rejection::forbidden));
    CHECK(given().as(the_system()).when(GoStale{anna, {}}, an_hour_on) == Events{});
}

}  // namespace go_stale_test
