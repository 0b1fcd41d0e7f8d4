#include "domain/availability/slots_by_part.hpp"

#include "domain/availability/starts.hpp"

namespace kalends {

SlotsByPart::SlotsByPart(const Question& question, const Interval& span, HoursCache& cache)
    : question_{question}, cache_{cache}, horizon_{Evaluation::horizon_of(question, span, cache)} {}

std::optional<std::vector<Slot>> SlotsByPart::slots(const Interval& part, std::size_t& left) {
    const bool is_bounded = !question_.overrides.reasons().has(Rejection::too_far);
    if (is_bounded && horizon_.is_beyond(part.start)) return std::vector<Slot>{};
    const auto starts = Starts{question_, part, cache_}.count(part, left);
    if (!starts || *starts * question_.hosts.size() > left) return std::nullopt;
    left -= *starts * question_.hosts.size();
    return Evaluation{question_, part, cache_, horizon_}.slots();
}

}  // namespace kalends
