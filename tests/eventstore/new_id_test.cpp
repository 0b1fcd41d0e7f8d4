#include "eventstore/new_id.hpp"

#include <doctest/doctest.h>

#include <set>

#include "tests/fakes/seeded_randomness.hpp"

namespace new_id_test {

using namespace kalends;

TEST_CASE("an id made later sorts later, and none comes twice") {
    fakes::SeededRandomness chance{3};
    std::set<BookingId> made;
    const Instant start{Milliseconds{1'790'000'000'000}};
    for (int n = 0; n < 1000; ++n) {
        const auto id = new_id<BookingId>(start + Milliseconds{n}, chance);
        CHECK((made.empty() || *made.rbegin() < id));
        made.insert(id);
        const Milliseconds stamped{static_cast<std::int64_t>(id.bits().high >> 16)};
        CHECK(Instant{stamped} == start + Milliseconds{n});
    }
}

TEST_CASE("the system's randomness repeats nothing") {
    SystemRandomness randomness;
    std::set<std::uint64_t> drawn;
    for (int n = 0; n < 10'000; ++n) drawn.insert(randomness.next());
    CHECK(drawn.size() == 10'000);
    Octets<5000> large{};
    randomness.fill(large);
    CHECK(std::set<std::uint8_t>(large.begin(), large.end()).size() == 256);
}

}  // namespace new_id_test
