#pragma once

#include "domain/time.hpp"

namespace kalends {

// What time it is. From any thread.
class Clock {
  public:
    virtual ~Clock() = default;

    [[nodiscard]] virtual Instant now() const = 0;
    // Whether somebody sets it: such a clock goes where it is put, backwards too.
    [[nodiscard]] virtual bool is_settable() const { return false; }
};

// The wall clock of the machine.
class SystemClock : public Clock {
  public:
    [[nodiscard]] Instant now() const override;
};

}  // namespace kalends
