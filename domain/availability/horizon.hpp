#pragma once

#include <optional>

#include "domain/availability/reasons.hpp"
#include "domain/availability/zone_clock.hpp"
#include "domain/meeting_type.hpp"
#include "domain/time.hpp"

namespace kalends {

// How near and how far a start may lie: the notice (N1) and the window of civil dates (N2). Before
// the window's first date is `too-soon`, after its last `too-far`.
class Horizon {
  public:
    // `zone` is the type's (rule H0).
    Horizon(const MeetingTypeTerms& type, ZoneClock zone, Instant now);

    [[nodiscard]] Reasons reasons(Instant start) const;

  private:
    [[nodiscard]] bool is_before(Instant at, Date date) const;

    ZoneClock zone_;
    Instant soonest_;
    std::optional<Date> from_;
    Date to_;
};

}  // namespace kalends
