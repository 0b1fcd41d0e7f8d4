#include "eventstore/known_keys.hpp"

#include <doctest/doctest.h>

#include "tests/fakes/seeded_randomness.hpp"

namespace known_keys_test {

using namespace kalends;

namespace {

KeyedDigest draw(fakes::SeededRandomness& chance) {
    KeyedDigest key;
    chance.fill(key.octets);
    return key;
}

}  // namespace

TEST_CASE("no key that was added is ever called new, and few new ones are called known") {
    fakes::SeededRandomness chance{9};
    constexpr int keys = 10'000;
    KnownKeys known{keys * 10 / 8};
    std::vector<KeyedDigest> added;
    for (int n = 0; n < keys; ++n) {
        added.push_back(draw(chance));
        known.add(added.back());
    }
    for (const auto& key : added) REQUIRE(known.may_hold(key));
    int mistaken = 0;
    for (int n = 0; n < keys; ++n) mistaken += known.may_hold(draw(chance)) ? 1 : 0;
    CHECK(mistaken < keys / 50);
}

}  // namespace known_keys_test
