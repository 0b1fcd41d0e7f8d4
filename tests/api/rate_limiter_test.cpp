#include "api/rate_limiter.hpp"

#include <doctest/doctest.h>

#include "tests/fakes/seeded_randomness.hpp"

namespace rate_limiter_test {

using namespace kalends;
using namespace kalends::api;
using namespace std::chrono_literals;

namespace {

constexpr IdBits anna{.high = 7, .low = 1};
constexpr IdBits ben{.high = 7, .low = 2};

class Limited {
  public:
    explicit Limited(std::uint64_t per_second) : limiter_{"key", per_second, randomness_} {}

    Allowance take(IdBits caller, std::chrono::nanoseconds since_start = 0s) {
        return limiter_.take(caller, RateLimiter::TimePoint{1h} + since_start).value();
    }

  private:
    fakes::SeededRandomness randomness_{1};
    RateLimiter limiter_;
};

}  // namespace

TEST_CASE("a caller has ten seconds' worth at once, and one more whenever it is due") {
    Limited limited{2};
    for (std::uint64_t left = 20; left-- > 0;) {
        const auto allowance = limited.take(anna);
        CHECK(allowance.is_admitted);
        CHECK_EQ(allowance.remaining, left);
        CHECK_EQ(allowance.bucket, 20);
    }
    const auto refused = limited.take(anna);
    CHECK_FALSE(refused.is_admitted);
    CHECK_EQ(refused.policy, "key");
    CHECK_EQ(refused.retry_after, 1s);
    CHECK_EQ(refused.full_after, 10s);
    CHECK_FALSE(limited.take(anna, 499ms).is_admitted);
    CHECK(limited.take(anna, 500ms).is_admitted);
    CHECK_FALSE(limited.take(anna, 500ms).is_admitted);
}

TEST_CASE("nobody takes from another") {
    Limited limited{1};
    while (limited.take(anna).is_admitted) continue;
    CHECK_EQ(limited.take(ben).remaining, 9);
}

TEST_CASE("who stays away has a full bucket again, and no more than that") {
    Limited limited{1};
    while (limited.take(anna).is_admitted) continue;
    CHECK_EQ(limited.take(anna, 1h).remaining, 9);
}

TEST_CASE("at a hundred times the rate no more gets through than the rate and one bucket") {
    Limited limited{10};
    constexpr int asked_per_second = 1'000;
    constexpr int seconds = 1'000;
    std::uint64_t admitted = 0;
    for (int i = 0; i < seconds * asked_per_second; ++i) {
        if (limited.take(anna, 1ms * i).is_admitted) ++admitted;
    }
    CHECK(admitted <= 10 * seconds + 100);
    CHECK(admitted >= 10 * seconds + 99);
}

TEST_CASE("a million callers take no more room than the table has, and each is answered") {
    Limited limited{1};
    for (std::uint64_t i = 0; i < 1'000'000; ++i) {
        REQUIRE(limited.take(IdBits{.high = 1, .low = i}).is_admitted);
    }
    while (limited.take(anna).is_admitted) continue;
    CHECK_FALSE(limited.take(anna).is_admitted);
}

TEST_CASE("without a limit nothing is counted") {
    fakes::SeededRandomness randomness{1};
    RateLimiter unlimited{"key", 0, randomness};
    CHECK_FALSE(unlimited.take(anna, RateLimiter::TimePoint{1h}));
}

TEST_CASE("a caller is an IPv4 address, or an IPv6 network of 64 bits") {
    CHECK_EQ(network_of("192.0.2.1"), network_of("192.0.2.1"));
    CHECK_NE(network_of("192.0.2.1"), network_of("192.0.2.2"));
    CHECK_EQ(network_of("2001:db8::1"), network_of("2001:db8::ffff:2"));
    CHECK_NE(network_of("2001:db8::1"), network_of("2001:db8:0:1::1"));
    CHECK_NE(network_of("::c000:201"), network_of("192.0.2.1"));
    CHECK_EQ(network_of("nonsense"), IdBits{});
}

}  // namespace rate_limiter_test
