#include "commands/engine/state_cache.hpp"

#include <algorithm>
#include <utility>

#include "domain/check.hpp"
#include "domain/held_bytes.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// What an entry costs beside the state itself: its seats, what counts the shares of the state, and
// the room that tables grow into.
constexpr std::size_t entry_bytes = 200;

}  // namespace

std::size_t bytes_of(const SharedState& state) {
    return entry_bytes + sizeof(StreamState) + held_bytes(*state);
}

std::size_t StateCache::bytes_after(const Entry& before, const SharedState& state) {
    if (!before.state) return bytes_of(state);
    constexpr auto own_bytes = entry_bytes + sizeof(StreamState);
    return own_bytes + held_bytes(*state, *before.state, before.bytes - own_bytes);
}

std::size_t StateCache::wanted_seat(StreamId stream) const {
    return hash_(stream) & (table_.size() - 1);
}

// Where the stream's place is written, or the free seat where it would be.
std::size_t StateCache::seat_of(StreamId stream) const {
    auto seat = wanted_seat(stream);
    while (table_[seat] != none && entries_[table_[seat]].stream != stream) {
        seat = (seat + 1) & (table_.size() - 1);
    }
    return seat;
}

std::size_t StateCache::longest_search() const {
    std::size_t longest = 0;
    for (const auto& entry : entries_) {
        const auto way = seat_of(entry.stream) - wanted_seat(entry.stream);
        longest = std::max(longest, 1 + (way & (table_.size() - 1)));
    }
    return longest;
}

const SharedState* StateCache::find(StreamId stream) {
    if (entries_.empty()) return nullptr;
    const Place place = table_[seat_of(stream)];
    if (place == none) return nullptr;
    use(place);
    return &entries_[place].state;
}

void StateCache::put(StreamId stream, SharedState state) {
    ensure(state != nullptr, "what is kept exists");
    auto& entry = entry_of(stream);
    const auto bytes = bytes_after(entry, state);
    bytes_ += bytes - entry.bytes;
    entry.state = std::move(state);
    entry.bytes = bytes;
    if (planted(PlantedBug::states_never_evicted)) return;
    while (bytes_ > bytes_max_ && entries_.size() > 1) drop(oldest_);
}

// The stream's entry, a new one if it has none, as the one used last.
StateCache::Entry& StateCache::entry_of(StreamId stream) {
    if (2 * (entries_.size() + 1) > table_.size()) grow();
    auto& place = table_[seat_of(stream)];
    if (place != none) {
        use(place);
        return entries_[place];
    }
    place = static_cast<Place>(entries_.size());
    entries_.push_back({.stream = stream});
    link_as_newest(place);
    return entries_.back();
}

void StateCache::grow() {
    constexpr std::size_t seats_at_first = 64;
    table_.assign(std::max(seats_at_first, 2 * table_.size()), none);
    for (Place place = 0; place < entries_.size(); ++place) {
        table_[seat_of(entries_[place].stream)] = place;
    }
}

// Those that stand behind the seat because theirs were taken move up, so that a search still ends
// at the first free seat.
void StateCache::vacate(std::size_t seat) {
    const auto mask = table_.size() - 1;
    for (auto next = (seat + 1) & mask; table_[next] != none; next = (next + 1) & mask) {
        const auto wanted = wanted_seat(entries_[table_[next]].stream);
        if (((next - wanted) & mask) < ((next - seat) & mask)) continue;
        table_[seat] = table_[next];
        seat = next;
    }
    table_[seat] = none;
}

void StateCache::use(Place place) {
    if (place == newest_) return;
    unlink(place);
    link_as_newest(place);
}

void StateCache::link_as_newest(Place place) {
    entries_[place].newer = none;
    entries_[place].older = newest_;
    (newest_ == none ? oldest_ : entries_[newest_].newer) = place;
    newest_ = place;
}

void StateCache::unlink(Place place) {
    const auto [newer, older] = std::pair{entries_[place].newer, entries_[place].older};
    (newer == none ? newest_ : entries_[newer].older) = older;
    (older == none ? oldest_ : entries_[older].newer) = newer;
}

// The last entry moves to the place that falls free.
void StateCache::drop(Place place) {
    bytes_ -= entries_[place].bytes;
    vacate(seat_of(entries_[place].stream));
    unlink(place);
    const auto last = static_cast<Place>(entries_.size() - 1);
    if (place != last) {
        auto& moved = entries_[last];
        table_[seat_of(moved.stream)] = place;
        (moved.newer == none ? newest_ : entries_[moved.newer].older) = place;
        (moved.older == none ? oldest_ : entries_[moved.older].newer) = place;
        entries_[place] = std::move(moved);
    }
    entries_.pop_back();
}

}  // namespace kalends
