#include "commands/engine/history.hpp"

#include <algorithm>
#include <utility>

#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"
#include "schemas/snapshot.hpp"

namespace kalends {
namespace {

constexpr Revision revision_max{~std::uint64_t{0}};
constexpr Sequence sequence_max{~std::uint64_t{0}};
constexpr std::uint64_t revisions_per_look_up = 1'024;
constexpr std::size_t records_kept_max = 4;

Revision later(Revision revision, std::uint64_t by) {
    return Revision{number(revision) + by};
}

}  // namespace

void History::each(StreamId stream, Revision first, const Take& take) {
    for (Revision from = std::max(first, Revision{1});;) {
        const auto places = index_->events_of(stream, from, later(from, revisions_per_look_up - 1));
        for (const auto& place : places) {
            if (!take(from, read(place))) return;
            from = next(from);
        }
        if (places.size() < revisions_per_look_up) return;
    }
}

StoredEvent History::read(const EventPlace& place) {
    const auto& view = record(place.record);
    if (place.place >= view.events.size()) throw StoreRefused{"the index names an event too many"};
    return decode_event(view.events[place.place]);
}

// Records are searched by halves: each says which sequences it holds.
std::optional<StoredEvent> History::at(Position position, const LogHead& head) {
    if (position.sequence == Sequence{} || position.sequence > head.sequence) return std::nullopt;
    std::uint64_t low = 1;
    std::uint64_t high = number(head.record);
    while (low < high) {
        const auto middle = low + (high - low + 1) / 2;
        if (record(RecordNumber{middle}).header.first_sequence <= position.sequence) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    const auto& found = record(RecordNumber{low});
    const auto place = number(position.sequence) - number(found.header.first_sequence);
    if (place >= found.events.size() || found.header.epoch != position.epoch) return std::nullopt;
    return decode_event(found.events[place]);
}

SharedState History::fold_until(StreamId stream, Sequence until) {
    return fold_up_to(stream, {revision_max, until});
}

SharedState History::fold_to(StreamId stream, Revision revision) {
    return fold_up_to(stream, {revision, sequence_max});
}

SharedState History::fold_up_to(StreamId stream, const End& end) {
    StreamState state = from_snapshot(stream, end);
    const bool is_trusted =
        planted(PlantedBug::stale_snapshot_trusted) && state.revision != Revision{};
    if (state.revision < end.revision && !is_trusted) {
        each(stream, next(state.revision), [&](Revision revision, const StoredEvent& stored) {
            if (stored.envelope.position.sequence > end.sequence) return false;
            state =
                fold(std::move(state), stream, stored.event, recorded(stored.envelope, revision));
            return revision < end.revision;
        });
    }
    if (state.revision == Revision{}) return nullptr;
    return std::make_shared<const StreamState>(std::move(state));
}

// A snapshot that is too late, or of another version of the fold, says nothing: one before it may.
StreamState History::from_snapshot(StreamId stream, const End& end) const {
    Revision at_most = end.revision;
    while (const auto snapshot = index_->snapshot_of(stream, at_most)) {
        const bool is_ours = snapshot->fold_version == fold_version ||
                             planted(PlantedBug::snapshot_version_not_compared);
        if (is_ours && snapshot->sequence <= end.sequence) {
            if (auto state = decode_state(stream.kind, snapshot->bytes)) return *std::move(state);
        }
        at_most = Revision{number(snapshot->revision) - 1};
    }
    return {};
}

const RecordView& History::record(RecordNumber number) {
    const auto known =
        std::ranges::find(kept_, number, [](const Kept& kept) { return kept.view.header.number; });
    if (known != kept_.end()) {
        kept_.splice(kept_.begin(), kept_, known);
        return known->view;
    }
    auto bytes = log_->read(number);
    if (!bytes) throw StoreRefused{"the index names a record that the log does not hold"};
    // The view points into the bytes, which must not be moved any more.
    auto& kept = kept_.emplace_front(std::move(*bytes), RecordView{});
    auto view = parse_record(kept.bytes);
    if (!view) {
        kept_.pop_front();
        throw StoreRefused{std::string{to_text(view.error())}};
    }
    kept.view = *std::move(view);
    if (kept_.size() > records_kept_max) kept_.pop_back();
    return kept.view;
}

}  // namespace kalends
