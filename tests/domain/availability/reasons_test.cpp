#include "domain/availability/reasons.hpp"

#include <doctest/doctest.h>

namespace reasons_test {

using namespace kalends;

TEST_CASE("reasons come in their order of precedence, however they were found") {
    Reasons reasons{Rejection::claimed, Rejection::too_far};
    reasons.add(Rejection::outside_hours);
    reasons.add(Rejection::claimed);
    CHECK(reasons.first() == Rejection::too_far);
    CHECK(reasons.in_order() ==
          std::vector{Rejection::too_far, Rejection::outside_hours, Rejection::claimed});
    CHECK(Reasons{}.in_order().empty());
}

TEST_CASE("the last rejection of the list has its place in the set") {
    const Reasons reasons{Rejection::erased};
    CHECK(reasons.first() == Rejection::erased);
    CHECK(reasons.without({Rejection::erased}).empty());
}

}  // namespace reasons_test
