#pragma once

#include <atomic>
#include <optional>

#include "commands/engine/clock.hpp"

namespace kalends {

// A clock for tests and demonstrations: it stands where it was put, forwards or backwards, or runs
// with the machine's. From any thread.
class SettableClock : public Clock {
  public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] bool is_settable() const override { return true; }

    void set(Instant at);
    // From where the machine's clock is.
    void run();
    [[nodiscard]] bool is_running() const;

  private:
    static constexpr Instant running{Milliseconds{-1}};

    SystemClock system_;
    std::atomic<Instant> at_{running};
};

}  // namespace kalends
