#pragma once

#include <atomic>

#include "commands/engine/clock.hpp"

namespace kalends {

// A clock for tests: it stands where it was put, or runs on from there. From any thread.
class SettableClock : public Clock {
  public:
    // Runs with the machine's clock until it is set.
    SettableClock() = default;
    explicit SettableClock(Instant at) { set(at); }

    [[nodiscard]] Instant now() const override;
    [[nodiscard]] bool is_settable() const override { return true; }

    // Stands there from now on.
    void set(Instant at);
    // Goes on from where it stands. Nothing changes for one that runs.
    void run();
    [[nodiscard]] bool is_running() const { return word_.load() % 2 == 0; }

  private:
    [[nodiscard]] static Instant machine_time();
    [[nodiscard]] static Instant told_by(std::int64_t word);

    // In one word, so that readers never see half of a change: twice the milliseconds by which it
    // differs from the machine's clock, or, made odd, twice the milliseconds at which it stands.
    std::atomic<std::int64_t> word_ = 0;
};

}  // namespace kalends
