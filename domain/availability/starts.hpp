#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "domain/availability/hours_cache.hpp"
#include "domain/availability/open_hours.hpp"
#include "domain/availability/question.hpp"

namespace kalends {

// The hours that a host has for the type of a question, whole for slots that start within `starts`
// (rule W7); null without a schedule.
[[nodiscard]] std::shared_ptr<const ExpandedHours> hours_of(const Question& question,
                                                            const Host& host,
                                                            const Interval& starts,
                                                            HoursCache& cache);

// Where the starts of a type come from (rule H1): its own schedule if it has one; else the hours of
// its fixed hosts; else the grids of the first group's hosts, each on its own hours.
class Starts {
  public:
    // The question outlives it. `starts` bounds the starts that will be asked for.
    Starts(const Question& question, const Interval& starts, HoursCache& cache);

    // What hours and grids say of a start; whether the hosts of a group are open then is not asked.
    [[nodiscard]] Reasons reasons(Instant start, Interval slot) {
        return is_united_ ? reasons_of_any(start) : first_.reasons(start, slot);
    }

    // Whether `visit_grid` visits it, where the starts are those of one grid.
    [[nodiscard]] bool is_on_grid(Instant start) {
        return !is_united_ && first_.place_of(start).is_on_grid;
    }

    // Calls `visit(start)` for each start of a grid within `starts`. Where a zone sets its clock
    // this may be out of order, or twice for one start.
    template <class Visit>
    void visit_grid(const Interval& starts, Visit visit) {
        if (!is_united_) return first_.visit_grid(starts, visit);
        for (const auto start : united(starts)) visit(start);
    }

    // How many different starts the grids have within `starts`; nothing if all grids together have
    // more than `visits_max`.
    [[nodiscard]] std::optional<std::size_t> count(const Interval& starts, std::size_t visits_max);

  private:
    [[nodiscard]] Reasons reasons_of_any(Instant start);
    [[nodiscard]] std::vector<Instant> united(const Interval& starts);

    bool is_united_;  // the starts are those of several grids
    OpenHours first_;
    std::vector<OpenHours> grids_;  // that are united
};

}  // namespace kalends
