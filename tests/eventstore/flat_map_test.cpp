#include "eventstore/flat_map.hpp"

#include <doctest/doctest.h>

#include "domain/stream.hpp"
#include "eventstore/seeded_hash.hpp"
#include "tests/fakes/seeded_randomness.hpp"

namespace flat_map_test {

using namespace kalends;

namespace {

StreamId stream(std::uint64_t n) {
    return {StreamKind::booking, {n * n, n}};
}

// Streams whose plain hashes are all the same.
StreamId one_seat(std::uint64_t n) {
    return {StreamKind::booking, {n, n * 0x9e3779b97f4a7c15ULL}};
}

struct Counted : StreamId {
    static inline std::uint64_t comparisons = 0;

    bool operator==(const Counted& other) const {
        ++comparisons;
        return static_cast<const StreamId&>(*this) == other;
    }
};

}  // namespace

TEST_CASE("a flat map finds what was put into it, and nothing else") {
    FlatMap<StreamId, std::uint64_t> map;
    CHECK(map.find(stream(1)) == nullptr);
    for (std::uint64_t n = 1; n <= 1'000; ++n) map[stream(n)] = n;
    CHECK(map.size() == 1'000);
    for (std::uint64_t n = 1; n <= 1'000; ++n) {
        REQUIRE(map.find(stream(n)) != nullptr);
        CHECK(*map.find(stream(n)) == n);
    }
    CHECK(map.find(stream(1'001)) == nullptr);
}

TEST_CASE("keys that would share a seat but for the seed are searched for in a few steps") {
    fakes::SeededRandomness chance{1};
    FlatMap<Counted, std::uint64_t, SeededHash> map{SeededHash{chance}};
    constexpr std::uint64_t count = 4'096;
    for (std::uint64_t n = 0; n < count; ++n) map[{one_seat(n)}] = n;
    Counted::comparisons = 0;
    for (std::uint64_t n = 0; n < count; ++n) CHECK(*map.find({one_seat(n)}) == n);
    CHECK(std::hash<StreamId>{}(one_seat(1)) == std::hash<StreamId>{}(one_seat(count)));
    CHECK(Counted::comparisons < 3 * count);
}

TEST_CASE("a flat map keeps one value for a key, and the order in which keys came") {
    FlatMap<StreamId, std::uint64_t> map;
    for (const std::uint64_t n : {3, 1, 2, 3, 1}) map[stream(n)] += n;
    std::vector<std::uint64_t> values;
    for (const auto& [key, value] : map) values.push_back(value);
    CHECK(values == std::vector<std::uint64_t>{6, 2, 2});
}

}  // namespace flat_map_test
