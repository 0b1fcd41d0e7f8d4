#pragma once

#include <optional>
#include <vector>

#include "domain/availability/hours_cache.hpp"
#include "domain/availability/question.hpp"
#include "domain/limit.hpp"
#include "domain/tallies.hpp"

namespace kalends {

// The limits of a type, of those scopes that are about one of its hosts or of that over all of
// them, as they stand for one question: without the claims that it moves, and those due to expire
// by now (rules L1 to L3, C3). It remembers the period looked at last, so ascending starts are
// cheapest.
class Limits {
  public:
    // Over all hosts. The question outlives it.
    Limits(const Question& question, HoursCache& cache);
    // On one host.
    Limits(const Question& question, const Host& host, HoursCache& cache);

    [[nodiscard]] bool is_reached(Instant start) {
        return !counted_.empty() && is_any_reached(start);
    }
    // The first limit that a booking at this start would break.
    [[nodiscard]] std::optional<LimitUse> reached(Instant start);

  private:
    [[nodiscard]] bool is_any_reached(Instant start);
    // One limit, and what is used of it in the period looked at last.
    struct Counted {
        const Limit* limit = nullptr;
        ZoneClock zone;
        DateRange period{Date::max(), Date::min()};
        Interval surely{};  // instants in it, whose dates need not be looked up
        Usage used;
    };

    // Makes the period that of a start.
    void look_at(Counted& counted, Instant start) const;

    [[nodiscard]] Usage used_in(const DateRange& period, LimitScope scope) const;
    [[nodiscard]] Usage moved_in(const DateRange& period, LimitScope scope) const;
    [[nodiscard]] Usage due_in(const DateRange& period, LimitScope scope) const;
    [[nodiscard]] bool is_over(const Counted& counted) const;

    const Question& question_;
    const Host* host_ = nullptr;  // null over all hosts
    std::vector<Counted> counted_;
};

}  // namespace kalends
