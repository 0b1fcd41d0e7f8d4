#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "bench/load/histogram.hpp"

namespace kalends::bench {

struct LoadPlan {
    std::uint16_t port = 0;  // of 127.0.0.1
    std::size_t connections = 1;
    // Requests a second: each is due at its instant, answered or not what came before (open loop).
    // 0: each connection sends when it was answered, as fast as answers come (closed loop).
    double rate = 0;
    // Whole requests, each sent once, in this order.
    std::span<const std::string> requests;
};

struct LoadFigures {
    // Nanoseconds from the instant at which a request was to be sent to the last byte of its
    // reply: time that it waited for a free connection counts, so that a stall shows in full.
    Histogram latency;
    // Of a reply of lines it is those of its lines, each an answer of its own.
    std::map<int, std::uint64_t> statuses;
    double seconds = 0;

    [[nodiscard]] std::uint64_t answers() const;
    [[nodiscard]] double per_second() const;  // answers
    [[nodiscard]] std::uint64_t with_status(int status) const;
};

// Sends the requests over keep-alive connections and returns when all are answered. The caller's
// thread does all of it. Throws std::runtime_error if a connection breaks.
[[nodiscard]] LoadFigures run_load(const LoadPlan& plan);

}  // namespace kalends::bench
