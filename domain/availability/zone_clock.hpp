#pragma once

#include <cctz/time_zone.h>

#include <stdexcept>
#include <string>

#include "domain/time.hpp"

namespace kalends {

// No zone was ever further than this from UTC (RFC 8536 allows no more).
inline constexpr std::chrono::hours zone_offset_max{26};

// The zone data of this machine lack a zone that the log names: another machine had it. Whatever
// needs hours in it cannot be answered here; all else can.
struct ZoneMissing : std::runtime_error {
    explicit ZoneMissing(const std::string& zone)
        : std::runtime_error{"the zone data of this machine lack the zone " + zone} {}
};

// Relates the civil times of one IANA zone to instants. A copy is a pointer; any thread may use it.
class ZoneClock {
  public:
    // Throws ZoneMissing.
    explicit ZoneClock(const std::string& name);
    // Whether the zone data of this machine have the zone.
    [[nodiscard]] static bool is_known(const std::string& name);

    // Rule W1: in a gap by the offset before the gap, in an overlap the first occurrence.
    [[nodiscard]] Instant instant_of(CivilMinute civil) const;
    // What a clock on the wall shows then, without its seconds.
    [[nodiscard]] CivilMinute civil_at(Instant at) const;
    [[nodiscard]] Date date_at(Instant at) const;
    // From the first instant of a date that is not skipped to the end of its last. Where the clock
    // is set back over midnight, some of the next date lie between them.
    [[nodiscard]] Interval span_of(Date date) const;
    // Instants of which each has one of these dates, both included: from when all earlier dates are
    // over for good until a later one begins. An instant beyond them may have one, too, where the
    // clock is set back to midnight or over it.
    [[nodiscard]] Interval surely_within(Date first, Date last) const;
    // Whether the zone went from an earlier date to a later one without this date in between.
    [[nodiscard]] bool skips(Date date) const;

  private:
    cctz::time_zone zone_;
};

}  // namespace kalends
