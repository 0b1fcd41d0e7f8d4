#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/id.hpp"
#include "eventstore/randomness.hpp"
#include "eventstore/seeded_hash.hpp"

namespace kalends::api {

// What somebody may still ask, after a request was counted or refused.
struct Allowance {
    std::string_view policy;  // whom the bucket is of: "key"
    bool is_admitted = true;
    std::uint64_t bucket = 0;     // requests that a full bucket is good for
    std::uint64_t remaining = 0;  // of them
    // Until the bucket is full again.
    std::chrono::seconds full_after{};
    // Until there is one more, where there is none.
    std::chrono::seconds retry_after{};
};

// A token bucket for each of many callers: it holds what `window` brings, is full at first, and
// fills at a steady rate. Of a caller it keeps the time at which its bucket is full again, and
// nothing else (the generic cell rate algorithm, ITU-T I.371). At most `callers_max` are
// remembered; room for another is made of the one of its neighbours that is full again soonest. Of
// one thread.
class RateLimiter {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    static constexpr std::chrono::seconds window{10};
    static constexpr std::size_t callers_max = std::size_t{1} << 16U;

    // The policy's name is a literal; 0 is no limit.
    RateLimiter(std::string_view policy, std::uint64_t per_second, Randomness& randomness);

    // Counts one request of this caller, if there is room for it; nothing if there is no limit.
    [[nodiscard]] std::optional<Allowance> take(IdBits caller, TimePoint now);

  private:
    using Ticks = std::chrono::nanoseconds;
    struct Bucket {
        IdBits caller;
        Ticks full_at{};
    };

    [[nodiscard]] Bucket& bucket_of(IdBits caller, Ticks now);

    std::string_view policy_;
    std::uint64_t per_bucket_;
    Ticks interval_{};  // from one token to the next
    SeededHash hash_;
    std::vector<Bucket> buckets_;
};

// Requests a second of one caller, on the average; 0 is no limit.
struct Rates {
    std::uint64_t per_key = 0;
    // Of those who show no API key that is live, by network.
    std::uint64_t per_address = 0;
};

// What is counted as one caller: an IPv4 address, or an IPv6 network of 64 bits, which one client
// has to itself. Nil for what is no address. It is as `http::canonical_address` writes it.
[[nodiscard]] IdBits network_of(const std::string& address);

}  // namespace kalends::api
