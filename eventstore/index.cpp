#include "eventstore/index.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/record.hpp"

namespace kalends {
namespace {

template <class Row>
const Row& readable(const std::optional<Row>& row) {
    if (!row) throw StorageFailed{"a derived row is damaged: remove the derived rows"};
    return *row;
}

bool is_empty(const LogStore& log) {
    bool found = false;
    log.scan_derived("", [&](std::string_view, std::string_view) {
        found = true;
        return false;
    });
    return !found;
}

// Appends the places of the revisions from `from` to `to` that the run holds.
void append_places(std::vector<EventPlace>& out, const StreamRun& run, Revision from, Revision to) {
    if (run.last() < from || to < run.first) return;
    const auto first = std::max(number(run.first), number(from));
    const auto last = std::min(number(run.last()), number(to));
    for (auto revision = first; revision <= last; ++revision) {
        out.push_back(run.places[revision - number(run.first)]);
    }
}

// The latest snapshot of the stream among those in memory that is not later than `at_most` and
// that `skip` does not name.
template <class Snapshots, class Skip>
const Snapshot* latest(const Snapshots& snapshots, StreamId stream, Revision at_most,
                       const Skip& skip) {
    auto it = snapshots.upper_bound({stream, at_most});
    while (it != snapshots.begin()) {
        --it;
        if (it->first.first != stream) return nullptr;
        const auto& snapshot = it->second;
        if (snapshot && !skip(it->first)) return &*snapshot;
    }
    return nullptr;
}

}  // namespace

DerivedIndex::DerivedIndex(LogStore& log, const SeededHash& hash, std::size_t filter_bytes)
    : log_{log},
      hash_{hash},
      head_{stored_head()},
      tail_{hash},
      cut_{hash},
      known_keys_{filter_bytes} {
    if (head_.record == RecordNumber{} && !is_empty(log_)) log_.drop_derived();
    load_keys();
}

// The head that the stored rows stand at, or none if the log does not hold that very record.
IndexHead DerivedIndex::stored_head() const {
    const auto value = log_.get_derived(head_key);
    const auto head = value ? parse_index_head(*value) : std::nullopt;
    if (!head) return {};
    if (planted(PlantedBug::derived_head_not_compared)) return *head;
    const auto bytes = log_.read(head->record);
    if (!bytes) return {};
    const auto record = parse_record(*bytes);
    return record && record->hash == head->hash ? *head : IndexHead{};
}

void DerivedIndex::load_keys() {
    log_.scan_derived(idempotency_prefix, [&](std::string_view key, std::string_view) {
        const auto digest = parse_idempotency_key(key);
        if (digest) known_keys_.add(*digest);
        return digest.has_value();
    });
}

void DerivedIndex::add(RecordNumber record, const Digest& hash,
                       std::span<const StreamEntry> streams, std::span<const KeyEntry> keys) {
    ensure(record == next(head_.record), "records are indexed without gaps");
    for (const auto& entry : streams) tail_.add(record, entry, cut_);
    for (const auto& entry : keys) {
        tail_.add(record, entry);
        known_keys_.add(entry.key);
    }
    head_ = {record, hash};
}

void DerivedIndex::put_snapshot(StreamId stream, const Snapshot& snapshot) {
    tail_.set_snapshot(stream, snapshot.revision, snapshot);
}

void DerivedIndex::remove_snapshot(StreamId stream, Revision revision) {
    tail_.set_snapshot(stream, revision, std::nullopt);
}

void DerivedIndex::put_due(Instant at, StreamId stream) {
    tail_.set_due(at, stream, true);
}

void DerivedIndex::remove_due(Instant at, StreamId stream) {
    tail_.set_due(at, stream, false);
}

void DerivedIndex::set_read(const SourceName& source, std::optional<Instant> at) {
    tail_.set_read(source, at);
}

std::vector<EventPlace> DerivedIndex::stored_events(StreamId stream, Revision from,
                                                    Revision to) const {
    std::vector<EventPlace> places;
    log_.scan_derived(stream_key(stream, from), [&](std::string_view key, std::string_view value) {
        if (!is_stream_key_of(stream, key)) return false;
        const auto run = parse_stream_run(value);
        append_places(places, readable(run), from, to);
        return run->last() < to;
    });
    return places;
}

std::vector<EventPlace> DerivedIndex::events_of(StreamId stream, Revision from, Revision to) const {
    std::vector<EventPlace> places;
    const auto in_cut = cut_.first_of(stream);
    const auto first_in_memory = in_cut ? in_cut : tail_.first_of(stream);
    // The disk is asked only for what memory does not have.
    if (!first_in_memory || from < *first_in_memory) places = stored_events(stream, from, to);
    const auto have = Revision{number(from) + places.size()};
    cut_.append_places(places, stream, have, to);
    tail_.append_places(places, stream, have, to);
    return places;
}

std::optional<CommandPlace> DerivedIndex::find(const KeyedDigest& key) const {
    if (!known_keys_.may_hold(key)) return std::nullopt;
    for (const auto* tail : {&tail_, &cut_}) {
        if (const auto* place = tail->find(key)) return *place;
    }
    const auto value = log_.get_derived(idempotency_key(key));
    if (!value) return std::nullopt;
    return readable(parse_command_place(*value));
}

bool DerivedIndex::is_removed(StreamId stream, Revision revision) const {
    return tail_.is_removed(stream, revision) || cut_.is_removed(stream, revision);
}

std::optional<Snapshot> DerivedIndex::stored_snapshot(StreamId stream, Revision at_most) const {
    std::optional<Snapshot> found;
    log_.scan_derived(snapshot_key(stream, at_most),
                      [&](std::string_view key, std::string_view value) {
                          if (!is_snapshot_key_of(stream, key)) return false;
                          auto snapshot = readable(parse_snapshot(value));
                          if (is_removed(stream, snapshot.revision)) return true;
                          found = std::move(snapshot);
                          return false;
                      });
    return found;
}

std::optional<Snapshot> DerivedIndex::snapshot_of(StreamId stream, Revision at_most) const {
    const auto nothing = [](const auto&) { return false; };
    const auto in_later_tail = [&](const auto& key) { return tail_.snapshots().contains(key); };
    auto best = stored_snapshot(stream, at_most);
    for (const auto* in_memory : {latest(cut_.snapshots(), stream, at_most, in_later_tail),
                                  latest(tail_.snapshots(), stream, at_most, nothing)}) {
        const bool is_better =
            in_memory != nullptr && (!best || in_memory->revision >= best->revision);
        if (is_better) best = *in_memory;
    }
    return best;
}

std::vector<Revision> DerivedIndex::snapshots_of(StreamId stream) const {
    std::set<Revision, std::greater<>> found;
    constexpr Revision last{~std::uint64_t{0}};
    log_.scan_derived(snapshot_key(stream, last), [&](std::string_view key, std::string_view) {
        if (!is_snapshot_key_of(stream, key)) return false;
        found.insert(parse_snapshot_revision(key));
        return true;
    });
    for (const auto* tail : {&cut_, &tail_}) {
        auto next = tail->snapshots().lower_bound({stream, Revision{}});
        for (; next != tail->snapshots().end() && next->first.first == stream; ++next) {
            const Revision revision = next->first.second;
            if (next->second) {
                found.insert(revision);
            } else {
                found.erase(revision);
            }
        }
    }
    return {found.begin(), found.end()};
}

std::vector<StreamId> DerivedIndex::list(OrganisationId organisation, StreamKind kind, IdBits after,
                                         std::size_t limit) const {
    const Listing start{organisation, {kind, after}};
    const auto belongs = [&](const Listing& listing) {
        return listing.organisation == organisation && listing.stream.kind == kind;
    };
    std::set<StreamId> found;
    log_.scan_derived(listing_key(start), [&](std::string_view key, std::string_view) {
        const auto listing = parse_listing_key(key);
        if (!listing || !belongs(*listing)) return false;
        if (start < *listing) found.insert(listing->stream);
        return found.size() < limit;
    });
    for (const auto* tail : {&cut_, &tail_}) {
        auto next = tail->listings().upper_bound(start);
        for (std::size_t n = 0; n < limit && next != tail->listings().end() && belongs(*next);
             ++n) {
            found.insert((next++)->stream);
        }
    }
    std::vector<StreamId> streams{found.begin(), found.end()};
    if (streams.size() > limit) streams.resize(limit);
    return streams;
}

void DerivedIndex::each_due(const std::function<bool(Instant, StreamId)>& take) const {
    std::map<std::pair<Instant, StreamId>, bool> due;
    log_.scan_derived(due_prefix, [&](std::string_view key, std::string_view) {
        const auto row = parse_due_key(key);
        if (row) due[{row->at, row->stream}] = true;
        return row.has_value();
    });
    for (const auto* tail : {&cut_, &tail_}) {
        for (const auto& [entry, is_due] : tail->due()) due[entry] = is_due;
    }
    for (const auto& [entry, is_due] : due) {
        if (is_due && !take(entry.first, entry.second)) return;
    }
}

void DerivedIndex::each_read(const std::function<void(const SourceName&, Instant)>& take) const {
    std::map<SourceName, std::optional<Instant>> reads;
    log_.scan_derived(read_prefix, [&](std::string_view key, std::string_view value) {
        const auto source = parse_read_key(key);
        if (source) reads[*source] = readable(parse_read_at(value));
        return source.has_value();
    });
    for (const auto* tail : {&cut_, &tail_}) {
        for (const auto& [source, at] : tail->reads()) reads[source] = at;
    }
    for (const auto& [source, at] : reads) {
        if (at) take(source, *at);
    }
}

void DerivedIndex::cut() {
    ensure(!is_cut_, "a tail is settled before the next is cut");
    is_cut_ = true;
    cut_ = std::exchange(tail_, IndexTail{hash_});
    cut_head_ = head_;
}

void DerivedIndex::write_cut() const {
    log_.write_derived(cut_.rows(cut_head_));
}

void DerivedIndex::settle() {
    ensure(is_cut_, "only a tail that was cut is settled");
    is_cut_ = false;
    cut_ = IndexTail{hash_};
}

void DerivedIndex::flush() {
    cut();
    write_cut();
    settle();
}

}  // namespace kalends
