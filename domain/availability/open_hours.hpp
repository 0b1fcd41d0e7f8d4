#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>

#include "domain/availability/hours_cache.hpp"
#include "domain/availability/question.hpp"
#include "domain/availability/reasons.hpp"

namespace kalends {

// The open hours of one host for one meeting type, and the grid of starts in them (rules W3, G1,
// G3, G4). It remembers where it looked last, so ascending starts are found at once.
class OpenHours {
  public:
    // `starts` bounds the starts that will be asked for.
    OpenHours(const Question& question, const Interval& starts, HoursCache& cache);

    // `slot` is what must fit into open time: start to end, or the protected window.
    [[nodiscard]] Reasons reasons(Instant start, const Interval& slot);

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
    // How many ranges start at or before an instant.
    [[nodiscard]] std::size_t begun_by(Instant instant);
    // The first range that can hold this instant or a later one.
    [[nodiscard]] std::size_t first_reaching(Instant instant);
    [[nodiscard]] Instant anchor_of(std::size_t at);
    [[nodiscard]] Instant first_on_grid(std::size_t at, Instant not_before);
    [[nodiscard]] bool is_on_grid(std::size_t at, Instant start);
    [[nodiscard]] Instant aligned(Instant instant) const;
    [[nodiscard]] bool is_aligned(Instant instant) const;

    const Grid& grid_;
    Milliseconds step_;
    Instant asked_from_;
    std::shared_ptr<const ExpandedHours> hours_;  // null if there is no schedule
    std::size_t begun_ = 0;                       // what begun_by answered last
    std::optional<std::size_t> anchored_;         // the range that anchor_ belongs to
    Instant anchor_;
};

}  // namespace kalends
