#include "tests/domain/availability/oracle.hpp"

#include <doctest/doctest.h>

#include "tests/domain/availability/comparison.hpp"
#include "tests/from_environment.hpp"

namespace oracle_test {

using namespace kalends;

namespace {

constexpr int situations_per_scene = 20;

}  // namespace

TEST_CASE("P1: the calculus agrees with a brute-force oracle on random situations") {
    const auto first = setting("TEST_SEED", 1);
    const auto scenes = setting("TEST_SCENES", 1000);
    for (auto seed = first; seed < first + scenes; ++seed) {
        const auto found = disagreement(seed, situations_per_scene);
        REQUIRE_MESSAGE(!found, "TEST_SEED=" << seed << " TEST_SCENES=1: " << *found);
    }
}

TEST_CASE("W1: the calculus agrees with the oracle about every transition of every zone") {
    constexpr std::chrono::hours reach{12};
    const auto from = static_cast<int>(setting("TEST_YEAR", 2026));
    const auto until = from + static_cast<int>(setting("TEST_YEARS", 1));
    int transitions_seen = 0;
    for (const auto& zone : all_zones()) {
        for (const auto at : transitions(zone, from, until)) {
            Random random{static_cast<std::uint64_t>(at.time_since_epoch().count())};
            const auto found = disagreement({zone, zone, at, {at - reach, at + reach}}, 1, random);
            REQUIRE_MESSAGE(!found, zone << " at " << to_text(at) << ": " << *found);
            ++transitions_seen;
        }
    }
    CHECK(transitions_seen > 300);
}

}  // namespace oracle_test
