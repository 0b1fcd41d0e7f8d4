#pragma once

#include <cstddef>
#include <vector>

#include "domain/planted_bugs.hpp"
#include "domain/time.hpp"

namespace kalends {

// A set of instants that are taken, whoever takes them: intervals that are sorted and neither
// overlap nor touch. What is put in may be in any order, and empty.
class TakenTime {
  public:
    class Cursor;

    TakenTime() = default;
    explicit TakenTime(std::vector<Interval> intervals);

    [[nodiscard]] const std::vector<Interval>& intervals() const { return intervals_; }
    [[nodiscard]] bool is_empty() const { return intervals_.empty(); }
    [[nodiscard]] bool overlaps(const Interval& span) const;
    // Calls `visit(end)` for the end of each interval that ends within `span`, in order.
    template <class Visit>
    void visit_ends(const Interval& span, Visit visit) const {
        for (auto i = first_ending_after(span.start); i < intervals_.size(); ++i) {
            if (intervals_[i].end >= span.end) return;
            visit(intervals_[i].end);
        }
    }
    // Calls `visit(interval)` for each that overlaps `span`, in order.
    template <class Visit>
    void visit_overlapping(const Interval& span, Visit visit) const {
        for (auto i = first_ending_after(span.start); i < intervals_.size(); ++i) {
            if (intervals_[i].start >= span.end) return;
            visit(intervals_[i]);
        }
    }
    [[nodiscard]] TakenTime with(const TakenTime& more) const;
    [[nodiscard]] TakenTime without(const TakenTime& less) const;
    // Forgets the intervals that ended before `line`.
    void forget_before(Instant line);

    bool operator==(const TakenTime&) const = default;

  private:
    // The first interval that ends after `start`, by its place.
    [[nodiscard]] std::size_t first_ending_after(Instant start) const;

    std::vector<Interval> intervals_;
};

// Asks one span after another of a set that stays as it is meanwhile. Where the spans ascend it
// goes on from where it stands, instead of searching anew.
class TakenTime::Cursor {
  public:
    // Null is a set that is empty.
    explicit Cursor(const TakenTime* taken) : taken_{taken} {}

    [[nodiscard]] bool overlaps(const Interval& span) {
        if (taken_ == nullptr) return false;
        move_to(span.start);
        const auto& all = taken_->intervals_;
        if (next_ == all.size()) return false;
        if (planted(PlantedBug::absence_touching_is_overlap)) return all[next_].start <= span.end;
        return all[next_].start < span.end;
    }

  private:
    void move_to(Instant start) {
        constexpr int steps_max = 8;
        const auto& all = taken_->intervals_;
        int steps = start < from_ ? 0 : steps_max;
        from_ = start;
        for (; steps > 0; --steps, ++next_) {
            if (next_ == all.size() || start < all[next_].end) return;
        }
        next_ = taken_->first_ending_after(start);
    }

    const TakenTime* taken_;
    std::size_t next_ = 0;  // the first interval that ends after from_
    Instant from_ = Instant::max();
};

}  // namespace kalends
