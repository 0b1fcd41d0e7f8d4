#include <algorithm>
#include <vector>

#include "projections/runner.hpp"

// How the views of a runner stand.
namespace kalends {

std::vector<Position> Runner::answering_positions() const {
    std::vector<Position> positions;
    for (const auto& projection : projections_) {
        const auto& answering = *projection->answering;
        if (!answering.is_complete() || answering.trouble()) continue;
        positions.push_back(answering.head().position());
    }
    return positions;
}

bool Runner::has_reached(Position wanted) const {
    const auto positions = answering_positions();
    if (positions.empty()) return true;
    const auto [least, most] = std::ranges::minmax(positions);
    return least >= wanted && least == most;
}

Position Runner::position() const {
    const auto positions = answering_positions();
    return positions.empty() ? LogHead{}.position() : std::ranges::min(positions);
}

View* Runner::find(std::string_view name) {
    for (const auto& projection : projections_) {
        auto& answering = *projection->answering;
        if (projection->kind.name != name) continue;
        return answering.is_complete() && !answering.trouble() ? &answering.view() : nullptr;
    }
    return nullptr;
}

Position Runner::position_of(std::string_view name) const {
    return projection(name).answering->head().position();
}

ViewState Runner::state_of(std::string_view name) const {
    return state_of(projection(name));
}

ViewState Runner::state_of(const Projection& projection) const {
    const auto& answering = *projection.answering;
    const auto& filling = projection.filling;
    ViewState state{.name = projection.kind.name,
                    .version = projection.kind.version,
                    .position = answering.head().position(),
                    .records_behind = number(log_.last()) - number(answering.head().record),
                    .is_complete = answering.is_complete(),
                    .trouble = answering.trouble(),
                    .rebuilt_to = std::nullopt,
                    .rebuild_trouble = std::nullopt,
                    .filled = std::nullopt};
    if (filling) {
        state.rebuilt_to = filling->head().position();
        state.rebuild_trouble = filling->trouble();
    }
    if (const auto* filled = filling_of(projection)) {
        state.filled = {number(filled->head().record), number(log_.last())};
    }
    return state;
}

// Null if none of its generations is being filled.
const Generation* Runner::filling_of(const Projection& projection) {
    const auto* filling =
        projection.filling ? projection.filling.get() : projection.answering.get();
    return filling->is_complete() || filling->trouble() ? nullptr : filling;
}

bool Runner::is_filling() const {
    return std::ranges::any_of(
        projections_, [](const auto& projection) { return filling_of(*projection) != nullptr; });
}

Digest Runner::state_hash(std::string_view name) {
    auto& answering = *projection(name).answering;
    answering.commit();
    return answering.state_hash();
}

std::vector<ViewState> Runner::states() const {
    std::vector<ViewState> all;
    all.reserve(projections_.size());
    for (const auto& projection : projections_) all.push_back(state_of(*projection));
    return all;
}

}  // namespace kalends
