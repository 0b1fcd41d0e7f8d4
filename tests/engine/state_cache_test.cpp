#include "commands/engine/state_cache.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include "tests/fakes/seeded_randomness.hpp"

namespace state_cache_test {

using namespace kalends;

namespace {

StreamId stream(std::uint64_t n) {
    return {StreamKind::booking, {1, n}};
}

SharedState state(std::uint64_t revision) {
    return std::make_shared<const StreamState>(
        StreamState{OrganisationId{IdBits{1, 1}}, Revision{revision}, Booking{}});
}

SeededHash some_hash(std::uint64_t seed = 1) {
    fakes::SeededRandomness chance{seed};
    return SeededHash{chance};
}

Schedule crowded_schedule() {
    Schedule schedule{.zone = "UTC"};
    for (int day = 0; day < 1'000; ++day)
        schedule.overrides.push_back({Date{std::chrono::days{day}}, {}});
    return schedule;
}

const std::size_t room_for_three = 3 * bytes_of(state(1));

}  // namespace

TEST_CASE("a cache of states stays below its bytes, and lets the least recently used go") {
    StateCache cache{room_for_three, some_hash()};
    for (std::uint64_t n = 1; n <= 3; ++n) cache.put(stream(n), state(n));
    (void)cache.find(stream(1));
    cache.put(stream(4), state(4));
    CHECK(cache.bytes() <= room_for_three);
    CHECK(cache.find(stream(1)) != nullptr);
    CHECK(cache.find(stream(2)) == nullptr);
    CHECK(cache.find(stream(4)) != nullptr);
}

TEST_CASE("a later state takes the place of the earlier, and its bytes") {
    StateCache cache{room_for_three, some_hash()};
    cache.put(stream(1), state(1));
    const auto bytes = cache.bytes();
    cache.put(stream(1), state(2));
    CHECK(cache.size() == 1);
    CHECK(cache.bytes() == bytes);
    CHECK((*cache.find(stream(1)))->revision == Revision{2});
}

TEST_CASE("streams that would share a seat but for the seed stand close to where they belong") {
    constexpr std::uint64_t count = 4'096;
    StateCache cache{count * bytes_of(state(1)), some_hash()};
    const auto one_seat = [](std::uint64_t n) {
        return StreamId{StreamKind::booking, {n, n * 0x9e3779b97f4a7c15ULL}};
    };
    CHECK(std::hash<StreamId>{}(one_seat(1)) == std::hash<StreamId>{}(one_seat(count)));
    for (std::uint64_t n = 0; n < count; ++n) cache.put(one_seat(n), state(1));
    CHECK(cache.size() == count);
    CHECK(cache.longest_search() < 64);
}

TEST_CASE("what a host holds is counted as it grows and shrinks, whatever was kept before it") {
    StateCache cache{std::size_t{64} * 1024 * 1024, some_hash()};
    Host host;
    const auto counted = [&](std::uint64_t revision) {
        const auto held = std::make_shared<const StreamState>(
            StreamState{OrganisationId{IdBits{1, 1}}, Revision{revision}, host});
        cache.put(stream(1), held);
        CHECK(cache.bytes() == bytes_of(held));
        return cache.bytes();
    };
    const auto bare = counted(1);
    host.schedules = std::make_shared<const Schedules>(
        Schedules{{"default", {std::make_shared<const Schedule>(crowded_schedule()), 1}}});
    const auto scheduled = counted(2);
    CHECK(scheduled > bare + 1'000 * sizeof(DateOverride));
    const Instant start{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};
    for (int i = 0; i < 500; ++i) {
        const Interval hour{start + std::chrono::hours{i}, start + std::chrono::hours{i + 1}};
        host.calendar.add({hour, hour, stream(7), MeetingTypeId{}, std::nullopt});
    }
    const auto claimed = counted(3);
    CHECK(claimed >= scheduled + 500 * sizeof(Claim));
    for (int i = 0; i < 500; ++i) {
        CHECK(host.calendar.remove(stream(7), start + std::chrono::hours{i}));
    }
    CHECK(counted(4) <= claimed - 500 * sizeof(Claim));
    host.schedules = std::make_shared<const Schedules>();
    CHECK(counted(5) < bare + 2'000);
}

TEST_CASE("a large state takes the room of many small ones") {
    StateCache cache{300 * bytes_of(state(1)), some_hash()};
    for (std::uint64_t n = 1; n <= 300; ++n) cache.put(stream(n), state(n));
    CHECK(cache.size() == 300);
    MeetingTypeTerms terms;
    terms.schedule = crowded_schedule();
    cache.put(
        stream(400),
        std::make_shared<const StreamState>(StreamState{
            {},
            Revision{1},
            MeetingType{.terms = std::make_shared<const MeetingTypeTerms>(std::move(terms))}}));
    CHECK(cache.size() < 260);
    CHECK(cache.bytes() <= 300 * bytes_of(state(1)));
}

TEST_CASE("a cache of states holds what one that is searched from end to end would hold") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    constexpr std::size_t room = 40;
    StateCache cache{room * bytes_of(state(1)), some_hash(seed)};
    std::vector<std::pair<std::uint64_t, std::uint64_t>> expected;  // the last used at the end
    std::mt19937 random{seed};
    bool has_shared_seat = false;
    for (std::uint64_t step = 1; step <= 20'000; ++step) {
        const std::uint64_t n = random() % (2 * room);
        const auto at = std::ranges::find(expected, n, [](const auto& e) { return e.first; });
        const bool is_here = at != expected.end();
        const auto revision = is_here ? at->second : 0;
        if (is_here) expected.erase(at);
        if (random() % 2 == 0) {
            cache.put(stream(n), state(step));
            expected.emplace_back(n, step);
            if (expected.size() > room) expected.erase(expected.begin());
        } else {
            const auto* found = cache.find(stream(n));
            REQUIRE((found != nullptr) == is_here);
            if (!is_here) continue;
            REQUIRE((*found)->revision == Revision{revision});
            expected.emplace_back(n, revision);
        }
        REQUIRE(cache.size() == expected.size());
        has_shared_seat = has_shared_seat || cache.longest_search() > 2;
    }
    CHECK(has_shared_seat);
}

}  // namespace state_cache_test
