#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "domain/time.hpp"

namespace kalends::oracle {

// A span of time, minute by minute, with what a clock in one zone shows at each: found only by
// asking for the civil time of every instant, never for the instant of a civil time.
class MinuteTable {
  public:
    MinuteTable(const std::string& zone, const Interval& span);

    [[nodiscard]] std::size_t size() const { return civil_.size(); }
    [[nodiscard]] Interval span() const { return {start_, start_ + Minutes{size()}}; }
    [[nodiscard]] CivilMinute civil(std::size_t minute) const { return civil_[minute]; }
    [[nodiscard]] Date date(std::size_t minute) const;
    [[nodiscard]] Instant instant(std::size_t minute) const { return start_ + Minutes{minute}; }
    [[nodiscard]] std::size_t minute_of(Instant at) const;
    [[nodiscard]] bool has(Date date) const { return dates_.contains(date); }
    // The number of the minute that rule W1 gives a civil time of the span.
    [[nodiscard]] std::size_t minute_of(CivilMinute civil) const;

  private:
    Instant start_;
    std::vector<CivilMinute> civil_;
    std::set<Date> dates_;
    CivilMinute earliest_;
    std::vector<std::size_t> by_civil_;
};

[[nodiscard]] Date date_in(const std::string& zone, Instant at);

// The table of a zone; all that one oracle is given cover the same span.
using Tables = std::function<const MinuteTable&(const std::string& zone)>;

}  // namespace kalends::oracle
