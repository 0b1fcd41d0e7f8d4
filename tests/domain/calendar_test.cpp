#include "domain/calendar.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "tests/domain/availability/random.hpp"

namespace calendar_test {

using namespace kalends;
using std::chrono::days;
using std::chrono::hours;

namespace {

constexpr Instant origin{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

Claim claim_at(std::uint64_t number, Instant start, Minutes length, Minutes before = Minutes{0}) {
    const Interval time{start + before, start + before + length};
    return {time, {start, time.end}, stream_of(BookingId{IdBits{1, number}}), {}, {}};
}

std::vector<Claim> claims_of(const Calendar& calendar) {
    std::vector<Claim> claims;
    calendar.visit_all([&claims](const Claim& claim) { claims.push_back(claim); });
    return claims;
}

std::vector<Claim> overlapping(const Calendar& calendar, const Interval& span) {
    std::vector<Claim> found;
    calendar.visit_overlapping(span, [&found](const Claim& claim) {
        found.push_back(claim);
        return true;
    });
    return found;
}

bool never_expires(const Claim& claim) {
    return !claim.expires_at;
}

// The same as a calendar, as simply as can be: every claim in one list.
struct Model {
    std::vector<Claim> claims;

    [[nodiscard]] std::vector<Claim> overlapping(const Interval& span) const {
        std::vector<Claim> found;
        for (const auto& claim : claims) {
            if (claim.window.overlaps(span)) found.push_back(claim);
        }
        return found;
    }
    [[nodiscard]] std::optional<Claim> first_lasting(const Interval& span) const {
        for (const auto& claim : overlapping(span)) {
            if (never_expires(claim)) return claim;
        }
        return std::nullopt;
    }
    void add(const Claim& claim) {
        claims.push_back(claim);
        std::ranges::stable_sort(claims, {}, &Claim::window);
    }
    [[nodiscard]] std::optional<Instant> first_expiry() const {
        std::optional<Instant> first;
        for (const auto& claim : claims) {
            if (claim.expires_at && (!first || *claim.expires_at < *first)) {
                first = claim.expires_at;
            }
        }
        return first;
    }
};

// A calendar and its model, changed and asked alike.
struct Pair {
    Calendar calendar;
    Model model;
    std::uint64_t number = 0;

    void add_some(Random& random) {
        const auto start = origin + Minutes{random.between(0, 60 * 24 * 60)};
        const Minutes length{random.percent(5) ? random.between(1, 40'000) : random.between(1, 90)};
        auto claim = claim_at(++number, start, length, Minutes{random.between(0, 20)});
        if (random.percent(20)) claim.expires_at = origin + hours{random.between(0, 1000)};
        if (!model.overlapping(claim.window).empty()) return;
        // All claims of a session have one window.
        for (int seats = random.percent(3) ? random.between(100, 400) : 1; seats > 0; --seats) {
            calendar.add(claim);
            model.add(claim);
            claim.holder = stream_of(BookingId{IdBits{1, ++number}});
        }
    }
    void change_some(Random& random) {
        if (model.claims.empty()) return;
        const Claim claim = random.one_of(model.claims);
        if (random.percent(50)) {
            std::erase(model.claims, claim);
            CHECK(calendar.remove(claim.holder, claim.time.start));
            return;
        }
        auto& changed = *std::ranges::find(model.claims, claim);
        changed.expires_at.reset();
        if (random.percent(50)) changed.expires_at = origin + hours{random.between(0, 1000)};
        calendar.set_expiry(claim.holder, claim.time.start, changed.expires_at);
    }
    void check_alike(Random& random) const {
        REQUIRE(claims_of(calendar) == model.claims);
        CHECK(calendar.size() == model.claims.size());
        CHECK(calendar.first_expiry() == model.first_expiry());
        Calendar::Cursor cursor{calendar};
        auto start = origin - days{1};
        for (int i = 0; i < 50; ++i) {
            const Interval span{start, start + Minutes{random.between(1, 600)}};
            REQUIRE(overlapping(calendar, span) == model.overlapping(span));
            const Claim* lasting = cursor.first_overlapping(span, never_expires);
            REQUIRE((lasting ? std::optional{*lasting} : std::nullopt) ==
                    model.first_lasting(span));
            start += Minutes{random.between(-500, 5000)};
        }
    }
};

}  // namespace

TEST_CASE("P2: a calendar answers as a plain list of its claims would") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        Random random{seed};
        Pair pair;
        for (int step = 0; step < 200; ++step) {
            random.percent(65) ? pair.add_some(random) : pair.change_some(random);
            if (step % 20 == 19) pair.check_alike(random);
        }
    }
}

TEST_CASE("P7: a calendar is the same, and forgets the same, however it came to hold its claims") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        Random random{seed};
        Pair pair;
        for (int step = 0; step < 150; ++step) {
            random.percent(80) ? pair.add_some(random) : pair.change_some(random);
        }
        auto restored = Calendar::of(claims_of(pair.calendar));
        REQUIRE(restored);
        CHECK(*restored == pair.calendar);
        const Instant line = origin + hours{random.between(0, 24 * 60)};
        restored->forget_before(line);
        pair.calendar.forget_before(line);
        CHECK(*restored == pair.calendar);
        CHECK(restored->size() == claims_of(*restored).size());
    }
}

TEST_CASE("a claim is found by its holder and the start of its time, not of its window") {
    Calendar calendar;
    const auto claim = claim_at(1, origin, Minutes{30}, Minutes{15});
    calendar.add(claim);
    REQUIRE(calendar.find(claim.holder, claim.time.start) != nullptr);
    CHECK(*calendar.find(claim.holder, claim.time.start) == claim);
    CHECK(calendar.find(claim.holder, claim.window.start) == nullptr);
    CHECK(calendar.find(stream_of(BookingId{IdBits{1, 2}}), claim.time.start) == nullptr);
    CHECK_FALSE(calendar.remove(claim.holder, claim.window.start));
    CHECK(calendar.remove(claim.holder, claim.time.start));
    CHECK_FALSE(calendar.remove(claim.holder, claim.time.start));
    CHECK(calendar == Calendar{});
}

TEST_CASE("a copy of a calendar stays as it was while the calendar changes") {
    Calendar calendar;
    for (int day = 0; day < 30; ++day) {
        calendar.add(claim_at(static_cast<std::uint64_t>(day), origin + days{day}, Minutes{30}));
    }
    const Calendar copy = calendar;
    const auto before = claims_of(copy);
    calendar.remove(before[3].holder, before[3].time.start);
    calendar.set_expiry(before[4].holder, before[4].time.start, origin);
    calendar.add(claim_at(99, origin + days{5} + hours{2}, Minutes{30}));
    CHECK(claims_of(copy) == before);
    CHECK_FALSE(calendar == copy);
}

TEST_CASE("what ended before a line is forgotten by whole weeks, and nothing after it") {
    Calendar calendar;
    for (int day = 0; day < 60; ++day) {
        calendar.add(claim_at(static_cast<std::uint64_t>(day), origin + days{day}, Minutes{30}));
    }
    const auto before = claims_of(calendar);
    const Instant line = origin + days{30};
    calendar.forget_before(line);
    const auto after = claims_of(calendar);
    CHECK(after.front().window.end > line - days{8});
    CHECK(after.size() < before.size());
    CHECK(std::vector(before.end() - 30, before.end()) ==
          std::vector(after.end() - 30, after.end()));
}

}  // namespace calendar_test
