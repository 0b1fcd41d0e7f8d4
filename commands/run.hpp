#pragma once

#include "commands/scope.hpp"
#include "domain/event.hpp"

namespace kalends {

// The decisions of one command that is about several bookings: each sees what those before it
// decided. Their events are folded into states of the run's own; the command's scope, which must
// outlive it, stays as it is, and so nothing is left behind if the command is refused after all.
class Run {
  public:
    Run(const Scope& scope, Instant now) : scope_{scope}, now_{now} {}

    // What the next decision sees.
    [[nodiscard]] const Scope& scope() const { return scope_; }
    // One more thing is decided.
    void add(Event event);
    [[nodiscard]] Events take_events() { return std::move(events_); }

  private:
    Scope scope_;
    Instant now_;
    Events events_;
};

}  // namespace kalends
