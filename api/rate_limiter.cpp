#include "api/rate_limiter.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <span>

namespace kalends::api {
namespace {

// How many places a caller may stand in: few, so that they are one look at the memory or two.
constexpr std::size_t neighbours = 4;

std::uint64_t big_endian(std::span<const std::uint8_t> octets) {
    std::uint64_t number = 0;
    for (const auto octet : octets) number = number << 8U | octet;
    return number;
}

std::chrono::seconds whole_seconds(std::chrono::nanoseconds time) {
    return std::chrono::ceil<std::chrono::seconds>(std::max(time, std::chrono::nanoseconds{0}));
}

}  // namespace

RateLimiter::RateLimiter(std::string_view policy, std::uint64_t per_second, Randomness& randomness)
    : policy_{policy},
      per_bucket_{per_second * static_cast<std::uint64_t>(window.count())},
      hash_{randomness} {
    if (per_second == 0) return;
    interval_ = Ticks{window} / static_cast<Ticks::rep>(per_bucket_);
    buckets_.resize(callers_max);
}

// A bucket that is full again is like none, so that the first to be full is the least loss.
RateLimiter::Bucket& RateLimiter::bucket_of(IdBits caller, Ticks now) {
    const auto seat = hash_(StreamId{{}, caller}) % (callers_max / neighbours) * neighbours;
    const auto near = std::span{buckets_}.subspan(seat, neighbours);
    const auto known = std::ranges::find(near, caller, &Bucket::caller);
    if (known != near.end()) return *known;
    auto& taken = *std::ranges::min_element(near, {}, &Bucket::full_at);
    taken = {caller, now};
    return taken;
}

std::optional<Allowance> RateLimiter::take(IdBits caller, TimePoint at) {
    if (per_bucket_ == 0) return std::nullopt;
    const Ticks now = at.time_since_epoch();
    auto& bucket = bucket_of(caller, now);
    const Ticks full_at = std::max(bucket.full_at, now) + interval_;
    const Ticks over = full_at - now - Ticks{window};
    Allowance allowance{.policy = policy_, .is_admitted = over <= Ticks{0}, .bucket = per_bucket_};
    if (allowance.is_admitted) {
        bucket.full_at = full_at;
        allowance.remaining = static_cast<std::uint64_t>(-over / interval_);
    } else {
        allowance.retry_after = whole_seconds(over);
    }
    allowance.full_after = whole_seconds(bucket.full_at - now);
    return allowance;
}

IdBits network_of(const std::string& address) {
    std::array<std::uint8_t, 16> octets{};
    const std::span all{octets};
    if (inet_pton(AF_INET, address.c_str(), octets.data()) == 1) {
        return {.low = std::uint64_t{1} << 32U | big_endian(all.first(4))};
    }
    if (inet_pton(AF_INET6, address.c_str(), octets.data()) != 1) return {};
    return {.high = big_endian(all.first(8)), .low = std::uint64_t{1} << 33U};
}

}  // namespace kalends::api
