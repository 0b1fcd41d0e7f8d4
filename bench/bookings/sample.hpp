#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "bench/load/http_load.hpp"
#include "domain/time.hpp"

namespace kalends::bench {

// One run of load on one server.
struct Sample {
    LoadFigures load;
    double cpu_seconds = 0;  // of the server
    Instant begun;
    Instant ended;
    std::uint64_t syncs = 0;
    std::uint64_t bytes = 0;  // synced
};

// The middle of what several runs of one kind show; the largest of their largest latencies.
struct Summary {
    double per_second = 0;
    std::uint64_t p50 = 0;  // nanoseconds, as those below
    std::uint64_t p99 = 0;
    std::uint64_t p999 = 0;
    std::uint64_t max = 0;
    double cpu_microseconds = 0;  // for each answer
    double syncs_per_second = 0;
    double bytes_per_sync = 0;
};
[[nodiscard]] Summary summary_of(const std::vector<Sample>& samples);

void print_heading(std::string_view what);
void print_summary(std::size_t clients, std::string_view server, const Summary& summary);

}  // namespace kalends::bench
