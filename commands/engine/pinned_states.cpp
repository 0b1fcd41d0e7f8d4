#include "commands/engine/pinned_states.hpp"

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {

PinnedStates::Pin PinnedStates::pin(StreamId stream) {
    ++held_[stream].pins;
    return {*this, stream};
}

void PinnedStates::unpin(StreamId stream) {
    const auto held = held_.find(stream);
    ensure(held != held_.end() && held->second.pins > 0, "what is let go of was held");
    --held->second.pins;
    drop_if_free(held);
}

void PinnedStates::drop_if_free(HeldStreams::iterator held) {
    if (held->second.pins == 0 && !held->second.is_under_way) held_.erase(held);
}

void PinnedStates::note(StreamId stream, const SharedState& state) {
    const auto held = held_.find(stream);
    if (held != held_.end()) held->second.state = state;
}

const SharedState* PinnedStates::find(StreamId stream) const {
    const auto held = held_.find(stream);
    if (held == held_.end()) return nullptr;
    const auto& state = held->second.state;
    return state ? &*state : nullptr;
}

bool PinnedStates::is_under_way(StreamId stream) const {
    const auto held = held_.find(stream);
    return held != held_.end() && held->second.is_under_way;
}

SharedState PinnedStates::arrive(StreamId stream, SharedState loaded) {
    const auto held = held_.find(stream);
    ensure(held != held_.end() && held->second.is_under_way, "what arrives was under way");
    auto& state = held->second.state;
    if (!state || planted(PlantedBug::load_replaces_later_state)) state = std::move(loaded);
    SharedState known = *state;
    held->second.is_under_way = false;
    drop_if_free(held);
    return known;
}

}  // namespace kalends
