#include "tests/sim/simulation.hpp"

#include <doctest/doctest.h>

#include "tests/sim/report.hpp"
#include "tests/sim/violation.hpp"

namespace simulation_test {

using namespace kalends;
using namespace kalends::sim;

namespace {

struct Ran {
    std::uint64_t trace = 0;
    std::uint64_t ios = 0;
};

Ran run(std::uint64_t seed, Plan plan) {
    CAPTURE(seed);
    Tally tally;
    Simulation simulation{seed, std::move(plan), tally};
    try {
        simulation.run();
    } catch (const Violation& violation) {
        CAPTURE(whereabouts().step);
        FAIL(violation.invariant << ": " << violation.what);
    }
    return {simulation.trace(), simulation.ios()};
}

// Seeds whose clients do little, but something of each kind.
constexpr std::uint64_t scenarios[] = {11, 12, 13, 14, 15};
constexpr std::uint64_t scenario_commands = 60;

}  // namespace

TEST_CASE("I12: the same seed gives the same trace, another seed another") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto once = run(seed, {});
        CHECK(run(seed, {}).trace == once.trace);
        CHECK(run(seed + 100, {}).trace != once.trace);
    }
}

TEST_CASE("a long run that misses a rare state, or has too few conflicts, fails and names it") {
    Tally tally;
    tally.rare.fill(1);
    tally.accepted = 70;
    tally.conflicts = 30;
    CHECK(missed(tally).empty());
    tally.seeds = seeds_that_reach_all;
    CHECK(missed(tally).empty());
    tally.rare[static_cast<std::size_t>(Rare::queue_full)] = 0;
    CHECK(missed(tally) == std::vector<std::string>{"never met: queue full"});
    tally.conflicts = 10;
    CHECK(missed(tally).size() == 2);
    tally.seeds = seeds_that_reach_all - 1;
    CHECK(missed(tally).empty());
}

TEST_CASE("every invariant holds after a crash at any I/O") {
    for (const auto seed : scenarios) {
        const Plan quiet{.commands = scenario_commands, .has_faults = false, .crashes_at = {}};
        const auto ios = run(seed, quiet).ios;
        CHECK(ios > 50);
        for (std::uint64_t io = 1; io <= ios; ++io) {
            Plan plan = quiet;
            plan.crashes_at = {io};
            (void)run(seed, plan);
        }
    }
}

TEST_CASE("every invariant holds after a crash at any I/O of the recovery from a crash") {
    constexpr std::uint64_t recovery_ios = 12;
    const Plan quiet{.commands = scenario_commands, .has_faults = false, .crashes_at = {}};
    const auto ios = run(scenarios[0], quiet).ios;
    for (std::uint64_t io = 1; io <= ios; io += 3) {
        for (std::uint64_t later = 1; later <= recovery_ios; ++later) {
            Plan plan = quiet;
            plan.crashes_at = {io, io + later};
            (void)run(scenarios[0], plan);
        }
    }
}

}  // namespace simulation_test
