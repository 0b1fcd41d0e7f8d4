#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

#include "bench/load/histogram.hpp"

namespace kalends::bench {

// Asks for a list whose first booking is the newest, again and again on a thread of its own, and
// notes how old that is when the answer is there: under a steady load of bookings this is how far
// the list lies behind, with the time that it takes to ask for it.
class Probe {
  public:
    Probe(std::uint16_t port, std::string newest_first);
    ~Probe();
    Probe(const Probe&) = delete;
    Probe& operator=(const Probe&) = delete;

    // Ends the asking. The ages are in nanoseconds.
    [[nodiscard]] const Histogram& stop();

  private:
    void ask_on();

    std::uint16_t port_;
    std::string newest_first_;
    Histogram ages_;
    std::atomic<bool> is_stopping_ = false;
    std::thread thread_;  // last, so that it starts when all else is there
};

}  // namespace kalends::bench
