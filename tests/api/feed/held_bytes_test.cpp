#include "api/feed/held_bytes.hpp"

#include <doctest/doctest.h>

namespace held_bytes_test {

using namespace kalends;
using namespace kalends::api;

using Numbers = std::vector<HeldBytes::Number>;

constexpr OrganisationId one{IdBits{1, 1}};
constexpr OrganisationId other{IdBits{1, 2}};

TEST_CASE("of those for whom an organisation holds too much, those held up longest go") {
    HeldBytes held{100, 50};
    CHECK(held.hold(other, 1, 30).empty());
    CHECK(held.hold(one, 2, 20).empty());
    CHECK(held.hold(one, 3, 20).empty());
    CHECK(held.hold(one, 4, 20) == Numbers{2});
    CHECK(held.hold(one, 5, 50) == Numbers{3, 4});
    CHECK(held.hold(one, 6, 51) == Numbers{5, 6});
}

TEST_CASE("of those for whom too much is held in all, those held up longest go") {
    HeldBytes held{100, 70};
    CHECK(held.hold(other, 1, 30).empty());
    CHECK(held.hold(one, 2, 60).empty());
    CHECK(held.hold(other, 3, 30) == Numbers{1});
    held.release(2);
    held.release(2);
    CHECK(held.hold(one, 4, 70).empty());
    CHECK(held.hold(one, 5, 1) == Numbers{4});
}

}  // namespace held_bytes_test
