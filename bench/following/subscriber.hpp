#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>

#include "bench/load/histogram.hpp"

namespace kalends::bench {

// Follows a feed of server-sent events on a thread of its own, and notes of each event how long ago
// it was decided when it arrives.
class Subscriber {
  public:
    // Returns when the feed has begun.
    Subscriber(std::uint16_t port, std::string request);
    ~Subscriber();
    Subscriber(const Subscriber&) = delete;
    Subscriber& operator=(const Subscriber&) = delete;

    [[nodiscard]] std::uint64_t seen() const { return seen_; }
    // Ends the following. The ages are in nanoseconds.
    [[nodiscard]] const Histogram& stop();

  private:
    void follow();
    // Takes the events that are whole, and returns how many bytes they were.
    std::size_t take(std::string_view bytes);

    std::uint16_t port_;
    std::string request_;
    Histogram ages_;
    std::atomic<std::uint64_t> seen_ = 0;
    std::atomic<bool> has_begun_ = false;
    std::atomic<bool> is_stopping_ = false;
    std::thread thread_;  // last, so that it starts when all else is there
};

}  // namespace kalends::bench
