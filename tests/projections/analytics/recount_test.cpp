#include <doctest/doctest.h>

#include "domain/planted_bugs.hpp"
#include "tests/from_environment.hpp"
#include "tests/projections/analytics/comparison.hpp"

using namespace kalends;
using kalends::testing::disagreement;
using kalends::testing::Looked;

namespace {

constexpr int steps_per_history = 300;

}  // namespace

TEST_CASE("after any history every number equals a recount from the log") {
    const auto first = setting("KALENDS_SEED", 1);
    const auto histories = setting("KALENDS_HISTORIES", 12);
    Looked looked;
    for (auto seed = first; seed < first + histories; ++seed) {
        const auto found = disagreement(seed, steps_per_history, looked);
        REQUIRE_MESSAGE(!found, "KALENDS_SEED=" << seed << " KALENDS_HISTORIES=1: " << *found);
    }
    MESSAGE(looked.rows << " rows, " << looked.cancelled << " cancelled, " << looked.open_minutes
                        << " open minutes, " << looked.restarts << " restarts");
    // It is worth something only if all of it came about.
    CHECK(looked.rows > 100 * histories);
    CHECK(looked.cancelled > 10 * histories);
    CHECK(looked.open_minutes > 10'000 * histories);
    CHECK(looked.restarts > histories);
}

#ifdef KALENDS_PLANTED_BUGS

TEST_CASE("the recount catches a moved booking that is still counted on its old date") {
    plant(PlantedBug::moved_booking_counted_twice);
    std::optional<std::string> found;
    Looked looked;
    for (std::uint64_t seed = 1; seed <= 5 && !found; ++seed) {
        found = disagreement(seed, steps_per_history, looked);
    }
    plant(PlantedBug::none);
    REQUIRE(found);
    MESSAGE(*found);
}

#endif
