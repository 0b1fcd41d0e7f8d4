#pragma once

#include <vector>

#include "domain/availability/horizon.hpp"
#include "domain/availability/hours_cache.hpp"
#include "domain/availability/live_claims.hpp"
#include "domain/availability/open_hours.hpp"
#include "domain/availability/question.hpp"
#include "domain/availability/reasons.hpp"
#include "domain/time.hpp"

namespace kalends {

// What is said of one start. It is a slot if nothing speaks against it but what was overridden.
struct Judgement {
    Reasons refused;
    Reasons overridden;  // what applied and was let pass: the event records it (rule C1)

    [[nodiscard]] bool is_slot() const { return refused.empty(); }
    bool operator==(const Judgement&) const = default;
};

// A bookable start, and the end that follows from the duration.
struct Slot {
    Interval time;

    auto operator<=>(const Slot&) const = default;
};

// The one evaluator (rule P1): a question made ready, so that one start after the other can be
// judged, and slots are the starts that pass. In whatever order starts are judged, the judgements
// are the same; ascending is cheapest.
class Evaluation {
  public:
    // `starts` bounds the starts that will be judged. The question outlives the evaluation and asks
    // for a valid duration.
    Evaluation(const Question& question, const Interval& starts, HoursCache& cache);

    [[nodiscard]] Judgement judge(Instant start);
    // The slots that start within the bounds, in order.
    [[nodiscard]] std::vector<Slot> slots();

  private:
    [[nodiscard]] Reasons firm_reasons(Instant start, const Interval& window) const;
    template <class Visit>
    void visit_candidates(Visit visit);

    const Question& question_;
    Interval starts_;
    Reasons standing_;         // what speaks against every start
    Instant remembered_from_;  // no claim that ended later is forgotten
    Horizon horizon_;
    OpenHours hours_;
    LiveClaims claims_;
};

}  // namespace kalends
