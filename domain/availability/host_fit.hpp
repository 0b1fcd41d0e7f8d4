#pragma once

#include "domain/availability/away.hpp"
#include "domain/availability/limits.hpp"
#include "domain/availability/live_claims.hpp"
#include "domain/availability/question.hpp"
#include "domain/availability/reasons.hpp"
#include "domain/time.hpp"

namespace kalends {

// What one host's calendar says of a start. Ascending starts are cheapest.
class HostFit {
  public:
    // Question and host outlive it.
    HostFit(const Question& question, const Host& host, HoursCache& cache)
        : is_retired_{host.is_retired},
          away_{away(question, host)},
          claims_{question, host},
          limits_{question, host, cache} {}

    // What speaks against every start, and no override lets pass.
    [[nodiscard]] Reasons standing_reasons() const {
        return is_retired_ ? Reasons{Rejection::not_active} : Reasons{};
    }
    // What speaks against a slot that starts then and has this protected window.
    [[nodiscard]] Reasons reasons(Instant start, Interval window) {
        Reasons reasons = away_.reasons(window);
        if (limits_.is_reached(start)) reasons.add(Rejection::limit_reached);
        if (claims_.first_conflict(window) != nullptr) reasons.add(Rejection::claimed);
        return reasons;
    }

    // The same of seats of an open session with this window, whose time is claimed and counted.
    [[nodiscard]] Reasons reasons_to_join(const Interval& window) { return away_.reasons(window); }

  private:
    [[nodiscard]] static Away away(const Question& question, const Host& host) {
        return question.reads == nullptr ? Away{host} : Away{host, *question.reads, question.now};
    }

    bool is_retired_;
    Away away_;
    LiveClaims claims_;
    Limits limits_;
};

}  // namespace kalends
