#include "commands/engine/clock.hpp"

namespace kalends {

Instant SystemClock::now() const {
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

}  // namespace kalends
