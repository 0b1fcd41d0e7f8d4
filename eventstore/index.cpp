#include "eventstore/index.hpp"

#include <algorithm>
#include <set>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/record.hpp"

namespace kalends {
namespace {

// What an entry of the tail takes up, tables and all, near enough for a bound.
constexpr std::size_t tail_entry_bytes = 96;
constexpr std::size_t tail_place_bytes = 16;

template <class Row>
const Row& readable(const std::optional<Row>& row) {
    if (!row) throw StorageFailed{"a derived row is damaged: remove the derived rows"};
    return *row;
}

Listing listing_of(const StreamEntry& entry) {
    const bool is_tenant = entry.stream.kind == StreamKind::organisation;
    return {is_tenant ? OrganisationId{} : entry.organisation, entry.stream};
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

DerivedIndex::DerivedIndex(LogStore& log, std::size_t filter_bytes)
    : log_{log}, head_{stored_head()}, known_keys_{filter_bytes} {
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

void DerivedIndex::add_to(Tail& tail, const Tail& earlier, RecordNumber record,
                          const StreamEntry& entry) {
    auto& run = tail.streams[entry.stream];
    if (run.places.empty()) {
        run.first = entry.revision;
        tail.bytes += tail_entry_bytes;
        const auto before = earlier.streams.find(entry.stream);
        ensure(before == earlier.streams.end() || entry.revision == next(before->second.last()),
               "a stream's revisions are dense");
    } else {
        ensure(entry.revision == next(run.last()), "a stream's revisions are dense");
    }
    run.places.push_back({record, entry.place});
    tail.bytes += tail_place_bytes;
    if (entry.revision == Revision{1} && is_listed(entry.stream.kind)) {
        tail.listings.insert(listing_of(entry));
        tail.bytes += tail_entry_bytes;
    }
}

void DerivedIndex::add(RecordNumber record, const Digest& hash,
                       std::span<const StreamEntry> streams, std::span<const KeyEntry> keys) {
    ensure(record == next(head_.record), "records are indexed without gaps");
    for (const auto& entry : streams) add_to(tail_, cut_, record, entry);
    for (const auto& entry : keys) {
        tail_.keys.emplace(entry.key, CommandPlace{record, entry.place});
        tail_.bytes += tail_entry_bytes;
        known_keys_.add(entry.key);
    }
    head_ = {record, hash};
}

void DerivedIndex::put_snapshot(StreamId stream, const Snapshot& snapshot) {
    tail_.snapshots.insert_or_assign({stream, snapshot.revision}, snapshot);
    tail_.bytes += tail_entry_bytes + snapshot.bytes.size();
}

void DerivedIndex::remove_snapshot(StreamId stream, Revision revision) {
    tail_.snapshots.insert_or_assign({stream, revision}, std::nullopt);
    tail_.bytes += tail_entry_bytes;
}

void DerivedIndex::put_due(Instant at, StreamId stream) {
    tail_.due.insert_or_assign({at, stream}, true);
    tail_.bytes += tail_entry_bytes;
}

void DerivedIndex::remove_due(Instant at, StreamId stream) {
    tail_.due.insert_or_assign({at, stream}, false);
    tail_.bytes += tail_entry_bytes;
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
    const auto in_tail = tail_.streams.find(stream);
    const auto in_cut = cut_.streams.find(stream);
    const auto* first_in_memory = in_cut != cut_.streams.end()     ? &in_cut->second
                                  : in_tail != tail_.streams.end() ? &in_tail->second
                                                                   : nullptr;
    // The disk is asked only for what memory does not have.
    if (first_in_memory == nullptr || from < first_in_memory->first) {
        places = stored_events(stream, from, to);
    }
    const auto have = Revision{number(from) + places.size()};
    if (in_cut != cut_.streams.end()) append_places(places, in_cut->second, have, to);
    if (in_tail != tail_.streams.end()) append_places(places, in_tail->second, have, to);
    return places;
}

std::optional<CommandPlace> DerivedIndex::find(const KeyedDigest& key) const {
    if (!known_keys_.may_hold(key)) return std::nullopt;
    for (const auto* tail : {&tail_, &cut_}) {
        const auto found = tail->keys.find(key);
        if (found != tail->keys.end()) return found->second;
    }
    const auto value = log_.get_derived(idempotency_key(key));
    if (!value) return std::nullopt;
    return readable(parse_command_place(*value));
}

bool DerivedIndex::is_removed(StreamId stream, Revision revision) const {
    const auto says_removed = [&](const Tail& tail) {
        const auto found = tail.snapshots.find({stream, revision});
        return found != tail.snapshots.end() && !found->second;
    };
    return says_removed(tail_) || says_removed(cut_);
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
    const auto in_later_tail = [&](const auto& key) { return tail_.snapshots.contains(key); };
    auto best = stored_snapshot(stream, at_most);
    for (const auto* in_memory : {latest(cut_.snapshots, stream, at_most, in_later_tail),
                                  latest(tail_.snapshots, stream, at_most, nothing)}) {
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
        auto next = tail->snapshots.lower_bound({stream, Revision{}});
        for (; next != tail->snapshots.end() && next->first.first == stream; ++next) {
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
        auto next = tail->listings.upper_bound(start);
        for (std::size_t n = 0; n < limit && next != tail->listings.end() && belongs(*next); ++n) {
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
        for (const auto& [entry, is_due] : tail->due) due[entry] = is_due;
    }
    for (const auto& [entry, is_due] : due) {
        if (is_due && !take(entry.first, entry.second)) return;
    }
}

DerivedBatch DerivedIndex::rows_of(const Tail& tail, const IndexHead& head) {
    DerivedBatch batch;
    batch.puts.emplace_back(head_key, encode(head));
    for (const auto& [stream, run] : tail.streams) {
        batch.puts.emplace_back(stream_key(stream, run.last()), encode(run));
    }
    for (const auto& [key, place] : tail.keys) {
        batch.puts.emplace_back(idempotency_key(key), encode(place));
    }
    for (const auto& [at, snapshot] : tail.snapshots) {
        auto key = snapshot_key(at.first, at.second);
        if (snapshot)
            batch.puts.emplace_back(std::move(key), encode(*snapshot));
        else
            batch.removals.push_back(std::move(key));
    }
    for (const auto& [at, is_due] : tail.due) {
        auto key = due_key(at.first, at.second);
        if (is_due)
            batch.puts.emplace_back(std::move(key), "");
        else
            batch.removals.push_back(std::move(key));
    }
    for (const auto& listing : tail.listings) batch.puts.emplace_back(listing_key(listing), "");
    std::sort(batch.puts.begin(), batch.puts.end());
    std::sort(batch.removals.begin(), batch.removals.end());
    return batch;
}

DerivedBatch DerivedIndex::cut() {
    ensure(!is_cut_, "a tail is settled before the next is cut");
    is_cut_ = true;
    cut_ = std::move(tail_);
    tail_ = {};
    return rows_of(cut_, head_);
}

void DerivedIndex::settle() {
    ensure(is_cut_, "only a tail that was cut is settled");
    is_cut_ = false;
    cut_ = {};
}

void DerivedIndex::flush() {
    log_.write_derived(cut());
    settle();
}

}  // namespace kalends
