#pragma once

#include "domain/availability/reasons.hpp"
#include "domain/host.hpp"
#include "domain/planted_bugs.hpp"
#include "domain/taken_time.hpp"

namespace kalends {

// What takes a host's time without being a claim: its absences (rule W6) and the busy time of
// outside sources (B6). They have no buffers of their own, so a candidate is asked about by its
// protected window (rule B2). Cheapest when asked about ascending windows; the host outlives it,
// and stays as it is meanwhile.
class Away {
  public:
    // As the host stands: what is due has been written.
    explicit Away(const Host& host);
    // With all applied that is due by now and not written yet (rule C3).
    Away(const Host& host, const LastReads& reads, Instant now);

    [[nodiscard]] Reasons reasons(Interval window) {
        return is_clear_ ? Reasons{} : reasons_there(window);
    }

  private:
    [[nodiscard]] Reasons reasons_there(Interval window);

    TakenTime::Cursor absent_;
    TakenTime::Cursor busy_;
    bool is_clear_ = false;
    bool is_closed_ = false;  // a stale source takes all of the host's time
};

}  // namespace kalends
