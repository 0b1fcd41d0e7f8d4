#pragma once

#include <map>
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

// The rules again, by brute force: every minute is marked with what it is, and a start is looked at
// minute by minute. It shares nothing with the calculus but plain values.
class Oracle {
  public:
    // The tables cover the window with three days on both sides, where days are counted that have
    // a slot from now on if that is earlier: that of the schedule's zone, and that of the type's.
    Oracle(const Situation& situation, const MinuteTable& hours, const MinuteTable& type);

    // Every reason against a start within the window, overridden or not, by precedence.
    [[nodiscard]] std::vector<Rejection> reasons(Instant start) const;
    [[nodiscard]] std::vector<Instant> slots() const;

  private:
    void mark_open_hours(const Schedule& schedule);
    void mark_date(const std::vector<TimeRange>& ranges);
    void mark_grid(std::size_t run_start, std::size_t run_end);
    void mark_claims();
    void mark(std::vector<char>& minutes, const std::vector<Interval>& times);
    [[nodiscard]] std::size_t aligned(std::size_t minute) const;
    [[nodiscard]] bool is_live(const Claim& claim) const;
    // Where what takes time begins a packed grid anew.
    [[nodiscard]] std::set<std::size_t> restarts() const;
    // Every reason but that of a window's end and that of an earlier slot; and every one but the
    // latter.
    [[nodiscard]] std::vector<Rejection> reasons_within_window(Instant start) const;
    [[nodiscard]] std::vector<Rejection> reasons_alone(Instant start) const;
    [[nodiscard]] bool is_passed(const std::vector<Rejection>& reasons) const;
    [[nodiscard]] bool has_slot(Date date) const;
    [[nodiscard]] bool is_after_slot_of(Date date, Instant start) const;
    [[nodiscard]] bool are_all_open(std::size_t first, std::size_t end) const;
    [[nodiscard]] static bool is_any(const std::vector<char>& marked, std::size_t first,
                                     std::size_t end);
    [[nodiscard]] bool is_too_soon(Instant start) const;
    [[nodiscard]] bool is_too_far(Instant start) const;
    [[nodiscard]] bool is_limited(const Limit& limit, Instant start) const;
    [[nodiscard]] bool is_in_one_period(const Limit& limit, Date a, Date b) const;
    // The dates from Monday to Friday after today and before this one.
    [[nodiscard]] int business_days_before(Date date) const;

    const Situation& situation_;
    const MinuteTable& hours_;
    const MinuteTable& type_;
    bool has_schedule_ = false;
    Date today_;
    std::vector<char> open_;     // open on some date
    std::vector<char> on_grid_;  // a start of the grid of some date's own range
    std::vector<char> claimed_;
    std::set<std::size_t> restarts_;
    std::vector<char> absent_;
    std::vector<char> busy_;
    Date marking_;
    mutable std::map<Date, bool> days_with_slots_;
    mutable std::map<Date, std::size_t> first_slots_;
};

// Every duration that may be asked for.
[[nodiscard]] std::set<Minutes> durations(const MeetingTypeTerms& type);

// What the type's zone is (rule H0), and the zone in whose dates hours are written.
[[nodiscard]] std::string type_zone(const Situation& situation);
[[nodiscard]] std::string hours_zone(const Situation& situation);

}  // namespace kalends::oracle
