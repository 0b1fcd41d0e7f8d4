#include "commands/engine/state_cache.hpp"

#include <utility>

#include "domain/held_bytes.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// What an entry costs beside the state itself: list node, map node, pointers, and what counts the
// shares of the state.
constexpr std::size_t entry_bytes = sizeof(StreamId) + 200;

}  // namespace

std::size_t bytes_of(const SharedState& state) {
    if (!state) return entry_bytes;
    return entry_bytes + sizeof(StreamState) + held_bytes(*state);
}

std::size_t StateCache::bytes_after(const Entry& before, const SharedState& state) {
    if (!before.state || !state) return bytes_of(state);
    constexpr auto own_bytes = entry_bytes + sizeof(StreamState);
    return own_bytes + held_bytes(*state, *before.state, before.bytes - own_bytes);
}

const SharedState* StateCache::find(StreamId stream) {
    const auto found = entries_.find(stream);
    if (found == entries_.end()) return nullptr;
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return &found->second->state;
}

void StateCache::put(StreamId stream, SharedState state) {
    if (const auto found = entries_.find(stream); found != entries_.end()) {
        auto& entry = *found->second;
        const auto bytes = bytes_after(entry, state);
        bytes_ += bytes - entry.bytes;
        entry.state = std::move(state);
        entry.bytes = bytes;
        by_use_.splice(by_use_.begin(), by_use_, found->second);
    } else {
        const auto bytes = bytes_of(state);
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
