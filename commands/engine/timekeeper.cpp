#include "commands/engine/timekeeper.hpp"

#include <utility>

namespace kalends {

std::optional<Instant> Timekeeper::now() {
    const Instant told = clock_->now();
    if (told >= latest_ || clock_->is_settable()) {
        latest_ = told;
    } else if (latest_ - told > held_still_max) {
        return std::nullopt;
    }
    return latest_;
}

bool Timekeeper::is_held() const {
    return !clock_->is_settable() && clock_->now() < latest_;
}

Instant Timekeeper::accept_clock() {
    return std::exchange(latest_, clock_->now());
}

}  // namespace kalends
