#include "bench/load/histogram.hpp"

#include <doctest/doctest.h>

namespace kalends::bench {

TEST_CASE("small values are kept exactly") {
    Histogram histogram;
    for (std::uint64_t value = 1; value <= 100; ++value) histogram.add(value);
    CHECK_EQ(histogram.quantile(0.5), 50);
    CHECK_EQ(histogram.quantile(0.99), 99);
    CHECK_EQ(histogram.quantile(1), 100);
}

TEST_CASE("a quantile is never below the value it stands for, nor above it by a part in 64") {
    for (std::uint64_t value = 1; value < 1'000'000'000'000; value = value * 3 + 1) {
        Histogram histogram;
        histogram.add(value);
        histogram.add(value * 100);
        CHECK_GE(histogram.quantile(0.5), value);
        CHECK_LE(histogram.quantile(0.5), value + value / 64);
    }
}

TEST_CASE("the largest value is exact, and no quantile is above it") {
    Histogram histogram;
    histogram.add(1'234'567);
    CHECK_EQ(histogram.max(), 1'234'567);
    CHECK_EQ(histogram.quantile(0.999), 1'234'567);
}

TEST_CASE("one value in a hundred shows above the 99th percentile only") {
    Histogram histogram;
    for (int i = 0; i < 990; ++i) histogram.add(10);
    for (int i = 0; i < 10; ++i) histogram.add(100'000);
    CHECK_EQ(histogram.quantile(0.99), 10);
    CHECK_GE(histogram.quantile(0.991), 100'000);
}

TEST_CASE("histograms add up") {
    Histogram first;
    Histogram second;
    first.add(10);
    second.add(5'000);
    first.add(second);
    CHECK_EQ(first.count(), 2);
    CHECK_EQ(first.max(), 5'000);
}

TEST_CASE("nothing was measured, and nothing is what it says") {
    const Histogram histogram;
    CHECK_EQ(histogram.quantile(0.5), 0);
    CHECK_EQ(histogram.max(), 0);
}

}  // namespace kalends::bench
