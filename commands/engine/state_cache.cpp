#include "commands/engine/state_cache.hpp"

#include <utility>

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// What an entry costs beside the state itself: list node, map node, pointers.
constexpr std::size_t entry_bytes = 200;
constexpr std::size_t state_bytes = sizeof(StreamState) + 200;
constexpr std::size_t api_key_bytes = 400;
constexpr std::size_t schedule_bytes = 2'000;

std::size_t held_by(const std::monostate&) {
    return 0;
}
std::size_t held_by(const Organisation& o) {
    return o.api_keys.size() * api_key_bytes;
}
std::size_t held_by(const MeetingType&) {
    return sizeof(MeetingTypeTerms) + schedule_bytes;
}
std::size_t held_by(const Host& host) {
    return host.calendar.size() * sizeof(Claim) + host.schedules->size() * schedule_bytes;
}
std::size_t held_by(const Booking&) {
    return 300;
}
std::size_t held_by(const Subject&) {
    return 0;
}

}  // namespace

std::size_t approximate_bytes(const SharedState& state) {
    if (!state) return entry_bytes;
    const auto held = std::visit([](const auto& value) { return held_by(value); }, state->state);
    return entry_bytes + state_bytes + held;
}

const SharedState* StateCache::find(StreamId stream) {
    const auto found = entries_.find(stream);
    if (found == entries_.end()) return nullptr;
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return &found->second->state;
}

void StateCache::put(StreamId stream, SharedState state) {
    const auto bytes = approximate_bytes(state);
    if (const auto found = entries_.find(stream); found != entries_.end()) {
        auto& entry = *found->second;
        bytes_ += bytes - entry.bytes;
        entry.state = std::move(state);
        entry.bytes = bytes;
        by_use_.splice(by_use_.begin(), by_use_, found->second);
    } else {
        by_use_.push_front({stream, std::move(state), bytes});
        entries_.emplace(stream, by_use_.begin());
        bytes_ += bytes;
    }
    if (planted(PlantedBug::states_never_evicted)) return;
    while (bytes_ > bytes_max_ && by_use_.size() > 1) drop(std::prev(by_use_.end()));
}

void StateCache::drop(Entries::iterator entry) {
    bytes_ -= entry->bytes;
    entries_.erase(entry->stream);
    by_use_.erase(entry);
}

}  // namespace kalends
