#include "api/engine_driver.hpp"

#include <doctest/doctest.h>

#include "eventstore/failures.hpp"
#include "tests/office/office.hpp"

namespace engine_driver_test {

using namespace kalends;
using kalends::testing::at;

namespace {

const Instant nine = at("2026-11-03T09:00:00Z");

// An engine that is driven, on an io_context that nobody runs but the test.
struct Driven {
    explicit Driven(EngineLimits limits = {}) {
        office.limits = limits;
        office.reopen();
    }

    [[nodiscard]] auto book(int hour) {
        return office.submit(office.book(nine + Minutes{60 * hour}));
    }

    testing::Office office;
    boost::asio::io_context io;
};

void no_matter(const std::exception_ptr&) {}

// A machine's clock, which nobody may set but whoever has the machine.
struct MachineClock : Clock {
    Instant shown = nine;

    [[nodiscard]] Instant now() const override { return shown; }
};

bool is_booked(const testing::Heard& heard) {
    return heard.is_settled && heard.outcome && std::holds_alternative<Accepted>(*heard.outcome);
}

}  // namespace

TEST_CASE("a stop decides and commits all that was queued, however many records it takes") {
    Driven driven{{.record_commands_max = 2, .key_slots_per_block = 64}};
    api::EngineDriver driver{driven.io, *driven.office.engine, {.failed = no_matter}};
    std::vector<std::shared_ptr<testing::Heard>> heard;
    const auto before = number(driven.office.log.last());
    for (int hour = 0; hour < 7; ++hour) heard.push_back(driven.book(hour));
    driver.stop();
    for (const auto& each : heard) CHECK(is_booked(*each));
    CHECK(number(driven.office.log.last()) == before + 4);
}

TEST_CASE("a stop waits for the record that is being committed, and commits what came after it") {
    Driven driven{{.key_slots_per_block = 64}};
    api::EngineDriver driver{driven.io, *driven.office.engine, {.failed = no_matter}};
    const auto first = driven.book(0);
    driver.kick();
    const auto second = driven.book(1);
    driver.stop();
    CHECK(is_booked(*first));
    CHECK(is_booked(*second));
}

TEST_CASE("requests that are read together are written in one record") {
    Driven driven{{.key_slots_per_block = 64}};
    api::EngineDriver driver{driven.io, *driven.office.engine, {.failed = no_matter}};
    const auto before = number(driven.office.log.last());
    std::vector<std::shared_ptr<testing::Heard>> heard;
    for (int hour = 0; hour < 5; ++hour) {
        heard.push_back(driven.book(hour));
        driver.kick_soon();
    }
    driven.io.poll();
    driver.stop();
    for (const auto& each : heard) CHECK(is_booked(*each));
    CHECK(number(driven.office.log.last()) == before + 1);
}

TEST_CASE("a command that comes after the stop is told so, and nothing is done") {
    Driven driven{{.key_slots_per_block = 64}};
    api::EngineDriver driver{driven.io, *driven.office.engine, {.failed = no_matter}};
    driver.stop();
    const auto before = driven.office.log.last();
    const auto late = driven.book(0);
    driver.kick();
    REQUIRE(late->is_settled);
    REQUIRE(std::holds_alternative<Unavailable>(*late->outcome));
    CHECK(std::get<Unavailable>(*late->outcome).reason == Unavailable::Reason::stopping);
    CHECK(driven.office.log.last() == before);
}

TEST_CASE("a stop that cannot write what is queued says so") {
    for (const bool is_handed_over : {false, true}) {
        CAPTURE(is_handed_over);
        Driven driven{{.key_slots_per_block = 64}};
        int failures = 0;
        api::EngineDriver driver{
            driven.io, *driven.office.engine, {.failed = [&](const std::exception_ptr& trouble) {
                ++failures;
                CHECK_THROWS_AS(std::rethrow_exception(trouble), StorageFailed);
            }}};
        const auto unlucky = driven.book(0);
        driven.office.faults.at(1, fakes::Fault::error_lost);
        if (is_handed_over) driver.kick();
        driver.stop();
        CHECK(failures == 1);
        CHECK(unlucky->is_unknown);
    }
}

TEST_CASE("that the clock is held, and that it has caught up, is told once each") {
    testing::Office office;
    office.engine.reset();
    MachineClock clock;
    Engine engine{World{office.log, office.disk, clock, office.randomness, office.zones, {}},
                  {.key_slots_per_block = 64}};
    REQUIRE(engine.now() == nine);
    boost::asio::io_context io;
    std::vector<bool> told;
    api::EngineDriver driver{io, engine, {.failed = no_matter, .clock_held = [&](bool is_held) {
                                              told.push_back(is_held);
                                          }}};
    const auto ticks = [&](int count) {
        while (count-- > 0) io.run_one();
    };
    ticks(1);
    CHECK(told.empty());
    clock.shown = nine - Minutes{1};
    ticks(2);
    CHECK(told == std::vector{true});
    clock.shown = nine;
    ticks(2);
    CHECK(told == std::vector{true, false});
    driver.stop();
}

}  // namespace engine_driver_test
