#pragma once

#include <algorithm>

#include "commands/engine/clock.hpp"

namespace kalends::sim {

// Time that passes only when the simulation says so, and jumps. It knows how late it ever was.
class VirtualClock : public Clock {
  public:
    explicit VirtualClock(Instant start) : now_{start}, latest_{start} {}

    [[nodiscard]] Instant now() const override { return now_; }
    [[nodiscard]] bool is_settable() const override { return is_settable_; }

    void move(Milliseconds by) {
        now_ += by;
        latest_ = std::max(latest_, now_);
    }
    // To the latest time it ever told.
    void catch_up() { now_ = latest_; }
    void make_settable() { is_settable_ = true; }
    [[nodiscard]] Milliseconds behind() const { return latest_ - now_; }

  private:
    Instant now_;
    Instant latest_;
    bool is_settable_ = false;
};

}  // namespace kalends::sim
