#include "commands/engine/state_cache.hpp"

#include <doctest/doctest.h>

using namespace kalends;

namespace {

StreamId stream(std::uint64_t n) {
    return {StreamKind::booking, {1, n}};
}

SharedState state(std::uint64_t revision) {
    return std::make_shared<const StreamState>(
        StreamState{OrganisationId{IdBits{1, 1}}, Revision{revision}, Booking{}});
}

const std::size_t room_for_three = 3 * approximate_bytes(state(1));

}  // namespace

TEST_CASE("a cache of states stays below its bytes, and lets the least recently used go") {
    StateCache cache{room_for_three};
    for (std::uint64_t n = 1; n <= 3; ++n) cache.put(stream(n), state(n));
    (void)cache.find(stream(1));
    cache.put(stream(4), state(4));
    CHECK(cache.bytes() <= room_for_three);
    CHECK(cache.find(stream(1)) != nullptr);
    CHECK(cache.find(stream(2)) == nullptr);
    CHECK(cache.find(stream(4)) != nullptr);
}

TEST_CASE("a later state takes the place of the earlier, and its bytes") {
    StateCache cache{room_for_three};
    cache.put(stream(1), state(1));
    const auto bytes = cache.bytes();
    cache.put(stream(1), state(2));
    CHECK(cache.size() == 1);
    CHECK(cache.bytes() == bytes);
    CHECK((*cache.find(stream(1)))->revision == Revision{2});
}

TEST_CASE("that a stream does not exist is remembered too, until it does") {
    StateCache cache{room_for_three};
    cache.put(stream(1), nullptr);
    REQUIRE(cache.find(stream(1)) != nullptr);
    CHECK(*cache.find(stream(1)) == nullptr);
    cache.put(stream(1), state(1));
    CHECK(*cache.find(stream(1)) != nullptr);
}
