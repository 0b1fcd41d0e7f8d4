#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "domain/availability/evaluation.hpp"

namespace kalends {

// The slots of one question, looked for part by part, so that many questions can be asked side by
// side and all end once there are enough. The horizon is worked out once.
class SlotsByPart {
  public:
    // The question, which asks for a valid duration, outlives it. All parts lie within `span`.
    SlotsByPart(const Question& question, const Interval& span, HoursCache& cache);

    // The slots that start within a part, in order. What is judged, starts each counted once for
    // each host, is taken off `left`; nothing if that is more than it.
    [[nodiscard]] std::optional<std::vector<Slot>> slots(const Interval& part, std::size_t& left);

  private:
    const Question& question_;
    HoursCache& cache_;
    Horizon horizon_;
};

}  // namespace kalends
