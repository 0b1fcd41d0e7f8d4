#pragma once

#include "domain/availability/question.hpp"
#include "domain/calendar.hpp"
#include "domain/claim.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {

// The claims of one host that stand in the way of a question: not those due to expire by now (C3),
// nor those that it moves (B5). Cheapest when asked about ascending windows.
class LiveClaims {
  public:
    LiveClaims(const Question& question, const Host& host)
        : question_{question}, cursor_{host.calendar} {}

    // The first claim that the protected window of a candidate overlaps, or null (rule B2).
    [[nodiscard]] const Claim* first_conflict(const Interval& window) {
        const Claim* conflict = nullptr;
        Interval span = window;
        if (planted(PlantedBug::touching_is_overlap)) span.end += Milliseconds{1};
        cursor_.visit_overlapping(span, [this, &conflict](const Claim& claim) {
            if (counts(claim)) conflict = &claim;
            return conflict == nullptr;
        });
        return conflict;
    }

    [[nodiscard]] bool counts(const Claim& claim) const;

  private:
    const Question& question_;
    Calendar::Cursor cursor_;
};

}  // namespace kalends
