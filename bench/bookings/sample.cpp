#include "bench/bookings/sample.hpp"

#include <algorithm>
#include <cstdio>

namespace kalends::bench {
namespace {

template <class Measure>
auto median(const std::vector<Sample>& samples, Measure measure) {
    std::vector<decltype(measure(samples.front()))> values;
    for (const auto& sample : samples) values.push_back(measure(sample));
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double per(double amount, std::uint64_t count) {
    return count == 0 ? 0 : amount / static_cast<double>(count);
}

double milliseconds(std::uint64_t nanoseconds) {
    return static_cast<double>(nanoseconds) / 1e6;
}

}  // namespace

Summary summary_of(const std::vector<Sample>& samples) {
    const auto quantile = [&](double share) {
        return median(samples, [share](const Sample& s) { return s.load.latency.quantile(share); });
    };
    Summary summary;
    summary.per_second = median(samples, [](const Sample& s) { return s.load.per_second(); });
    summary.p50 = quantile(0.5);
    summary.p99 = quantile(0.99);
    summary.p999 = quantile(0.999);
    for (const auto& s : samples) summary.max = std::max(summary.max, s.load.latency.max());
    summary.cpu_microseconds =
        median(samples, [](const Sample& s) { return per(s.cpu_seconds * 1e6, s.load.answers()); });
    summary.syncs_per_second = median(
        samples, [](const Sample& s) { return static_cast<double>(s.syncs) / s.load.seconds; });
    summary.bytes_per_sync =
        median(samples, [](const Sample& s) { return per(static_cast<double>(s.bytes), s.syncs); });
    return summary;
}

void print_heading(std::string_view what) {
    std::printf("\n%-20.*s %7s %10s %9s %9s %9s %9s %8s %8s %10s\n", static_cast<int>(what.size()),
                what.data(), "clients", "answers/s", "p50 ms", "p99 ms", "p99.9 ms", "max ms",
                "cpu us", "syncs/s", "bytes/sync");
}

void print_summary(std::size_t clients, std::string_view server, const Summary& summary) {
    std::printf("%-20.*s %7zu %10.0f %9.3f %9.3f %9.3f %9.3f %8.1f %8.0f %10.0f\n",
                static_cast<int>(server.size()), server.data(), clients, summary.per_second,
                milliseconds(summary.p50), milliseconds(summary.p99), milliseconds(summary.p999),
                milliseconds(summary.max), summary.cpu_microseconds, summary.syncs_per_second,
                summary.bytes_per_sync);
    std::fflush(stdout);
}

}  // namespace kalends::bench
