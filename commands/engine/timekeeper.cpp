#include "commands/engine/timekeeper.hpp"

#include <string>
#include <utility>

#include "domain/calendar.hpp"
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
    const Instant now = clock_->now();
    if (!clock_->is_settable() && latest_ - now > calendar_memory) {
        throw ClockTooFarBehind{"the clock cannot be accepted: it shows " + to_text(now) +
                                ", and the log has seen " + to_text(latest_) +
                                ", from where claims are forgotten that are older than " +
                                std::to_string(calendar_memory.count()) +
                                " days. Restore the log as it was before that time, or wait."};
    }
    return std::exchange(latest_, now);
}

}  // namespace kalends
