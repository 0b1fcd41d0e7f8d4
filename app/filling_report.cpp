#include "app/filling_report.hpp"

#include <fmt/format.h>

#include <utility>

namespace kalends {
namespace {

constexpr std::chrono::seconds between_lines{3};

void append_to_list(std::string& list, std::string_view item) {
    list.append(list.empty() ? "" : ", ").append(item);
}

}  // namespace

FillingReport::FillingReport(Say say) : say_{std::move(say)} {}

void FillingReport::look(const Runner& views, Clock::time_point now) {
    if (names_.empty() && !views.is_filling()) return;
    if (names_.empty()) tell_at_ = now + between_lines;
    const auto states = views.states();
    std::string progress;
    for (const auto& state : states) {
        if (!state.filled) continue;
        names_.insert(state.name);
        append_to_list(progress, fmt::format("{} at record {} of {}", state.name,
                                             state.filled->done, state.filled->all));
    }
    if (progress.empty()) return tell_end(states);
    if (now < tell_at_) return;
    tell_at_ = now + between_lines;
    say_("views are being filled: " + progress);
}

// What stands still is not filled: why, it is told of elsewhere.
void FillingReport::tell_end(const std::vector<ViewState>& states) {
    const auto names = std::exchange(names_, {});
    std::string filled;
    for (const auto& state : states) {
        const bool stands_still = state.trouble || state.rebuild_trouble;
        if (names.contains(state.name) && !stands_still) append_to_list(filled, state.name);
    }
    if (!filled.empty()) say_("views are filled: " + filled);
}

}  // namespace kalends
