#include "app/filling_report.hpp"

#include <fmt/format.h>

#include <utility>

namespace kalends {
namespace {

constexpr std::chrono::seconds between_lines{3};

}  // namespace

FillingReport::FillingReport(Say say) : say_{std::move(say)} {}

void FillingReport::look(const Runner& views, Clock::time_point now) {
    if (tell_at_.empty() && !views.is_filling()) return;
    for (const auto& state : views.states()) {
        if (state.filled) {
            tell_progress(state, now);
        } else if (tell_at_.erase(state.name) > 0) {
            say_(fmt::format("the view {} is filled", state.name));
        }
    }
}

void FillingReport::tell_progress(const ViewState& state, Clock::time_point now) {
    const auto [known, is_new] = tell_at_.try_emplace(state.name, now);
    if (now < known->second) return;
    known->second = now + between_lines;
    say_(fmt::format("the view {} is being filled, record {} of {}", state.name, state.filled->done,
                     state.filled->all));
}

}  // namespace kalends
