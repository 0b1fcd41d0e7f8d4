#include "bench/load/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>

namespace kalends::bench {
namespace {

// Seven significant bits are kept: 64 buckets for each power of two.
constexpr int kept_bits = 7;
constexpr std::uint64_t per_power = 1U << (kept_bits - 1);

unsigned dropped_bits(std::uint64_t value) {
    return static_cast<unsigned>(std::max(0, static_cast<int>(std::bit_width(value)) - kept_bits));
}

std::size_t bucket_of(std::uint64_t value) {
    const auto dropped = dropped_bits(value);
    return dropped * per_power + (value >> dropped);
}

std::uint64_t end_of(std::size_t bucket) {
    if (bucket < 2 * per_power) return bucket;
    const auto dropped = bucket / per_power - 1;
    return ((bucket - dropped * per_power + 1) << dropped) - 1;
}

}  // namespace

void Histogram::add(std::uint64_t value) {
    const auto bucket = bucket_of(value);
    if (bucket >= buckets_.size()) buckets_.resize(bucket + 1);
    ++buckets_[bucket];
    ++count_;
    max_ = std::max(max_, value);
}

void Histogram::add(const Histogram& other) {
    if (buckets_.size() < other.buckets_.size()) buckets_.resize(other.buckets_.size());
    for (std::size_t i = 0; i < other.buckets_.size(); ++i) buckets_[i] += other.buckets_[i];
    count_ += other.count_;
    max_ = std::max(max_, other.max_);
}

std::uint64_t Histogram::quantile(double share) const {
    const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_)));
    std::uint64_t seen = 0;
    for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
        seen += buckets_[bucket];
        if (seen >= wanted && seen > 0) return std::min(end_of(bucket), max_);
    }
    return max_;
}

}  // namespace kalends::bench
