#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <vector>

#include "domain/availability/hours_cache.hpp"
#include "domain/availability/live_claims.hpp"
#include "domain/availability/question.hpp"
#include "domain/availability/reasons.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {

// The open hours for one meeting type, and the grid of starts in them (rules W3, G1, G2, G3, G4).
// It remembers where it looked last, so ascending starts are found at once.
class OpenHours {
  public:
    // Null hours: there is no schedule. `starts` bounds the starts that will be asked for. The
    // question outlives it.
    OpenHours(const Question& question, const Interval& starts,
              std::shared_ptr<const ExpandedHours> hours);

    // `slot` is what must fit into open time: start to end, or the protected window.
    [[nodiscard]] Reasons reasons(Instant start, Interval slot) {
        if (!hours_) return {Rejection::no_schedule};
        if (!alone_.contains(start)) return reasons_by_search(start, slot);
        return reasons_for(true, fits(slot, range(anchored_).joined), is_on_grid(start));
    }

    // Whether it lies within the own range of some date, and is a start of one's grid.
    struct Place {
        bool is_within = false;
        bool is_on_grid = false;
    };
    [[nodiscard]] Place place_of(Instant start);
    [[nodiscard]] bool has_schedule() const { return hours_ != nullptr; }

    // Calls `visit(start)` for each start of the grid within `starts`. Where a zone sets its clock
    // the ranges of two dates can overlap: then this may be out of order, or twice for one start.
    template <class Visit>
    void visit_grid(const Interval& starts, Visit visit) {
        for (auto at = first_reaching(starts.start); at < size(); ++at) {
            const Interval& own = range(at).own;
            if (own.start >= starts.end) return;
            anchor_at(at);
            const auto grids = grids_;  // what is visited may be asked about, and another range too
            for (std::size_t i = 0; i <= grids.later.size(); ++i) {
                const Instant from = std::max(grids.from(i, own), starts.start);
                const Instant end = std::min(grids.end(i, own), starts.end);
                auto start = first_on_grid(grids.anchor(i), from);
                for (; start < end; start += step_) visit(start);
            }
        }
    }

  private:
    // The grids of one range: the first one, and those that replaced it and each other where claims
    // ended, each from its anchor on (rule G2).
    struct Grids {
        Instant first;
        std::vector<Instant> later;

        [[nodiscard]] Instant anchor(std::size_t i) const { return i == 0 ? first : later[i - 1]; }
        [[nodiscard]] Instant from(std::size_t i, const Interval& own) const {
            return i == 0 ? own.start : later[i - 1];
        }
        [[nodiscard]] Instant end(std::size_t i, const Interval& own) const {
            return i < later.size() ? later[i] : own.end;
        }
        // The anchor of the one in force then.
        [[nodiscard]] Instant anchor_at(Instant start) const {
            if (later.empty() || start < later.front()) return first;
            return *std::prev(std::ranges::upper_bound(later, start));
        }
    };

    [[nodiscard]] std::size_t size() const { return hours_ ? hours_->ranges.size() : 0; }
    [[nodiscard]] const OpenRange& range(std::size_t at) const { return hours_->ranges[at]; }
    [[nodiscard]] Reasons reasons_by_search(Instant start, Interval slot);
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
    // Makes grids_ those of a range.
    void anchor_at(std::size_t at);
    [[nodiscard]] std::vector<Instant> packed(const Interval& own) const;
    [[nodiscard]] Instant first_on_grid(Instant anchor, Instant not_before) const;
    [[nodiscard]] bool is_on_grid(Instant start) const {
        const Instant anchor = grids_.anchor_at(start);
        return anchor <= start && (start - anchor) % step_ == Milliseconds{0};
    }
    [[nodiscard]] Instant aligned(Instant instant) const;
    [[nodiscard]] bool is_aligned(Instant instant, Minutes multiple) const;

    const Question& question_;
    const Grid& grid_;
    Milliseconds step_;
    Instant asked_from_;
    std::shared_ptr<const ExpandedHours> hours_;
    std::size_t anchored_ = static_cast<std::size_t>(-1);  // the range that grids_ belong to
    Grids grids_;
    Interval alone_;  // the part of that range in which no other lies
};

}  // namespace kalends
