#pragma once

#include <optional>
#include <stdexcept>

#include "commands/engine/clock.hpp"

namespace kalends {

// The log has just seen a time so much later that claims to come may have been forgotten as long
// over: whoever went back to the clock's time could book them twice. It is not asked of times that
// an operator went back from before.
struct ClockTooFarBehind : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The time at which commands are decided: never earlier than what stands in the log, whatever the
// machine's clock does. A clock that steps back a little is held still until it has caught up; one
// that steps back further is not believed, and nothing can be decided (architecture, rule C3). A
// settable clock is believed always.
class Timekeeper {
  public:
    static constexpr Minutes held_still_max{10};

    Timekeeper(const Clock& clock, Instant head) : clock_{&clock}, latest_{head} {}

    // Nothing while the clock is further behind than it is held still.
    [[nodiscard]] std::optional<Instant> now();
    // The latest time told.
    [[nodiscard]] Instant latest() const { return latest_; }
    // Whether the clock is behind what stands in the log at the moment: worth an alarm.
    [[nodiscard]] bool is_held() const;

    // The operator takes the clock's time for true, though it is behind. Gives the time held so
    // far. Throws ClockTooFarBehind.
    Instant accept_clock();

  private:
    const Clock* clock_;
    Instant latest_;
};

}  // namespace kalends
