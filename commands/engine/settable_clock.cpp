#include "commands/engine/settable_clock.hpp"

#include "domain/check.hpp"

namespace kalends {

Instant SettableClock::now() const {
    const Instant at = at_.load();
    return at == running ? system_.now() : at;
}

void SettableClock::set(Instant at) {
    ensure(at >= Instant{}, "a clock is set to a time after 1970");
    at_.store(at);
}

void SettableClock::run() {
    at_.store(running);
}

bool SettableClock::is_running() const {
    return at_.load() == running;
}

}  // namespace kalends
