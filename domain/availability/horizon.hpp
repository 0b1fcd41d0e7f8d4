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

    [[nodiscard]] Reasons reasons(Instant start) const {
        Reasons reasons;
        if (start < soonest_ || (from_ && is_before(start, *from_))) {
            reasons.add(Rejection::too_soon);
        }
        if (!is_before(start, beyond_)) reasons.add(Rejection::too_far);
        return reasons;
    }

  private:
    // Whether the civil date of an instant is an earlier one. Most instants lie so far from the
    // date that no zone need be asked.
    [[nodiscard]] bool is_before(Instant at, Date date) const {
        const Instant midnight_utc{date.time_since_epoch()};
        if (at < midnight_utc - zone_offset_max) return true;
        return at < midnight_utc + zone_offset_max && zone_.date_at(at) < date;
    }

    ZoneClock zone_;
    Instant soonest_;
    std::optional<Date> from_;
    Date beyond_;  // the date after the window's last
};

}  // namespace kalends
