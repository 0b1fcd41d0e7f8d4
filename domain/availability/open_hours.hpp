#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>

#include "domain/availability/hours_cache.hpp"
#include "domain/availability/question.hpp"
#include "domain/availability/reasons.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {

// The open hours of one host for one meeting type, and the grid of starts in them (rules W3, G1,
// G3, G4). It remembers where it looked last, so ascending starts are found at once.
class OpenHours {
  public:
    // `starts` bounds the starts that will be asked for.
    OpenHours(const Question& question, const Interval& starts, HoursCache& cache);

    // `slot` is what must fit into open time: start to end, or the protected window.
    [[nodiscard]] Reasons reasons(Instant start, const Interval& slot) {
        if (!hours_) return {Rejection::no_schedule};
        if (!alone_.contains(start)) return reasons_by_search(start, slot);
        return reasons_for(true, fits(slot, range(anchored_).joined), is_on_grid(start));
    }

    // Calls `visit(start)` for each start of the grid within `starts`. Where a zone sets its clock
    // the ranges of two dates can overlap: then this may be out of order, or twice for one start.
    template <class Visit>
    void visit_grid(const Interval& starts, Visit visit) {
        for (auto at = first_reaching(starts.start); at < size(); ++at) {
            const Interval& own = range(at).own;
            if (own.start >= starts.end) return;
            const Instant end = std::min(own.end, starts.end);
            auto start = first_on_grid(at, std::max(own.start, starts.start));
            for (; start < end; start += step_) visit(start);
        }
    }

  private:
    [[nodiscard]] std::size_t size() const { return hours_ ? hours_->ranges.size() : 0; }
    [[nodiscard]] const OpenRange& range(std::size_t at) const { return hours_->ranges[at]; }
    [[nodiscard]] Reasons reasons_by_search(Instant start, const Interval& slot);
    [[nodiscard]] static Reasons reasons_for(bool is_within, bool is_fitting, bool is_on_grid) {
        Reasons reasons;
        if (!is_fitting) reasons.add(Rejection::outside_hours);
        if (is_within && !is_on_grid) reasons.add(Rejection::misaligned_start);
        return reasons;
    }
    [[nodiscard]] static bool fits(const Interval& slot, const Interval& open) {
        const Instant end =
            planted(PlantedBug::end_fit_off_by_one) ? slot.end + Milliseconds{1} : slot.end;
        return open.start <= slot.start && end <= open.end;
    }
    // The first range that can hold this instant or a later one.
    [[nodiscard]] std::size_t first_reaching(Instant instant) const;
    // Makes anchor_ that of a range.
    void anchor_at(std::size_t at);
    [[nodiscard]] Instant first_on_grid(std::size_t at, Instant not_before);
    [[nodiscard]] bool is_on_grid(Instant start) const {
        return anchor_ <= start && (start - anchor_) % step_ == Milliseconds{0};
    }
    [[nodiscard]] Instant aligned(Instant instant) const;
    [[nodiscard]] bool is_aligned(Instant instant, Minutes multiple) const;

    const Grid& grid_;
    Milliseconds step_;
    Instant asked_from_;
    std::shared_ptr<const ExpandedHours> hours_;           // null if there is no schedule
    std::size_t anchored_ = static_cast<std::size_t>(-1);  // the range that anchor_ belongs to
    Instant anchor_;
    Interval alone_;  // the part of that range in which no other lies
};

}  // namespace kalends
