#pragma once

#include <algorithm>

#include "domain/availability/question.hpp"
#include "domain/calendar.hpp"
#include "domain/check.hpp"
#include "domain/claim.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {

// The claims of one host that stand in the way of a question: not those due to expire by now (C3),
// nor those that it moves (B5). Cheapest when asked about ascending windows.
class LiveClaims {
  public:
    LiveClaims(const Question& question, const Host& host)
        : question_{question}, cursor_{host.calendar} {
        ensure(std::ranges::is_sorted(question.moving, {}, &MovedClaim::holder),
               "what a question moves stands in the order of its holders");
    }

    // The first claim that the protected window of a candidate overlaps, or null (rule B2).
    [[nodiscard]] const Claim* first_conflict(Interval span) {
        if (planted(PlantedBug::touching_is_overlap)) span.end += Milliseconds{1};
        return cursor_.first_overlapping(span,
                                         [this](const Claim& claim) { return counts(claim); });
    }

    [[nodiscard]] bool counts(const Claim& claim) const {
        Instant now = question_.now;
        if (planted(PlantedBug::expiry_one_tick_late)) now -= Milliseconds{1};
        if (!claim.is_live(now)) return false;
        if (planted(PlantedBug::moved_claim_still_blocks)) return true;
        return !is_moved(claim, question_);
    }

  private:
    const Question& question_;
    Calendar::Cursor cursor_;
};

}  // namespace kalends
