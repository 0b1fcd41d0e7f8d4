#include "eventstore/flat_map.hpp"

#include <doctest/doctest.h>

#include "domain/stream.hpp"

using namespace kalends;

namespace {

StreamId stream(std::uint64_t n) {
    return {StreamKind::booking, {n * n, n}};
}

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

TEST_CASE("a flat map keeps one value for a key, and the order in which keys came") {
    FlatMap<StreamId, std::uint64_t> map;
    for (const std::uint64_t n : {3, 1, 2, 3, 1}) map[stream(n)] += n;
    std::vector<std::uint64_t> values;
    for (const auto& [key, value] : map) values.push_back(value);
    CHECK(values == std::vector<std::uint64_t>{6, 2, 2});
}
