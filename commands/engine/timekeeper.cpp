#include "commands/engine/timekeeper.hpp"

#include <utility>

#include "domain/planted_bugs.hpp"

namespace kalends {

std::optional<Instant> Timekeeper::now() {
    const Instant told = clock_->now();
    const bool is_believed = clock_->is_settable() || planted(PlantedBug::clock_step_back_believed);
    if (told >= latest_ || is_believed) {
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
