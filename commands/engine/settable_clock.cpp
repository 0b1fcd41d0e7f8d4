#include "commands/engine/settable_clock.hpp"

namespace kalends {

Instant SettableClock::machine_time() {
    return SystemClock{}.now();
}

Instant SettableClock::told_by(std::int64_t word) {
    const bool stands = word % 2 != 0;
    const Milliseconds told{(stands ? word - 1 : word) / 2};
    return stands ? Instant{told} : machine_time() + told;
}

Instant SettableClock::now() const {
    return told_by(word_.load());
}

void SettableClock::set(Instant at) {
    word_.store(2 * at.time_since_epoch().count() + 1);
}

void SettableClock::run() {
    const auto word = word_.load();
    if (word % 2 != 0) word_.store(2 * (told_by(word) - machine_time()).count());
}

}  // namespace kalends
