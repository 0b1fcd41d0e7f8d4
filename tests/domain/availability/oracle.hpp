#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/rejection.hpp"
#include "domain/time.hpp"
#include "tests/domain/availability/situation.hpp"

namespace kalends::oracle {

// A span of time, minute by minute, with what a clock in one zone shows at each: found only by
// asking for the civil time of every instant, never for the instant of a civil time.
class MinuteTable {
  public:
    MinuteTable(const std::string& zone, const Interval& span);

    [[nodiscard]] std::size_t size() const { return civil_.size(); }
    [[nodiscard]] CivilMinute civil(std::size_t minute) const { return civil_[minute]; }
    [[nodiscard]] Date date(std::size_t minute) const;
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

// The rules again, by brute force: every minute is marked with what it is, and a start is looked at
// minute by minute. It shares nothing with the calculus but plain values.
class Oracle {
  public:
    // The tables cover the window with three days on both sides: that of the schedule's zone, and
    // that of the type's.
    Oracle(const Situation& situation, const MinuteTable& hours, const MinuteTable& type);

    // Every reason against a start within the window, overridden or not, by precedence.
    [[nodiscard]] std::vector<Rejection> reasons(Instant start) const;
    [[nodiscard]] std::vector<Instant> slots() const;

  private:
    void mark_open_hours(const Schedule& schedule);
    void mark_date(const std::vector<TimeRange>& ranges);
    void mark_grid(std::size_t run_start, std::size_t run_end);
    void mark_claims();
    [[nodiscard]] bool are_all_open(std::size_t first, std::size_t end) const;
    [[nodiscard]] bool is_any_claimed(std::size_t first, std::size_t end) const;
    [[nodiscard]] bool is_too_soon(Instant start) const;
    [[nodiscard]] bool is_too_far(Instant start) const;

    const Situation& situation_;
    const MinuteTable& hours_;
    const MinuteTable& type_;
    bool has_schedule_ = false;
    Date today_;
    std::vector<char> open_;     // open on some date
    std::vector<char> on_grid_;  // a start of the grid of some date's own range
    std::vector<char> claimed_;
    Date marking_;
};

// What the type's zone is (rule H0), and the zone in whose dates hours are written.
[[nodiscard]] std::string type_zone(const Situation& situation);
[[nodiscard]] std::string hours_zone(const Situation& situation);

}  // namespace kalends::oracle
