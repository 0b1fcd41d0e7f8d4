#pragma once

#include <cstdint>
#include <vector>

namespace kalends::bench {

// Counts values in buckets whose width grows with them: below 128 each value has its own, above it
// a bucket is at most one part in 64 of what it holds. Nothing is lost, however large.
class Histogram {
  public:
    void add(std::uint64_t value);
    void add(const Histogram& other);

    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] std::uint64_t max() const { return max_; }
    // The least bucket's end that no less than this share (0 to 1) of all values lie within; 0 if
    // there are none. Never more than the largest value.
    [[nodiscard]] std::uint64_t quantile(double share) const;

  private:
    std::vector<std::uint64_t> buckets_;
    std::uint64_t count_ = 0;
    std::uint64_t max_ = 0;
};

}  // namespace kalends::bench
