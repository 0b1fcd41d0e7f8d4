#include "api/feed/turns.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace turns_test {

using namespace kalends;
using namespace kalends::api;

TEST_CASE("organisations take turns, and within each whoever came first is first") {
    const OrganisationId busy{IdBits{1, 1}};
    const OrganisationId quiet{IdBits{1, 2}};
    Turns turns;
    for (const Turns::Number number : {1, 2, 3}) turns.add(busy, number);
    turns.add(quiet, 4);
    std::vector<Turns::Number> taken;
    while (const auto number = turns.take()) {
        taken.push_back(*number);
        if (number == 4) turns.add(quiet, 5);
    }
    CHECK(taken == std::vector<Turns::Number>{1, 4, 2, 5, 3});
    CHECK(turns.empty());
}

}  // namespace turns_test
