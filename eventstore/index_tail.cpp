#include "eventstore/index_tail.hpp"

#include <algorithm>

#include "domain/check.hpp"

namespace kalends {
namespace {

// What an entry takes up, tables and all, near enough for a bound.
constexpr std::size_t entry_bytes = 96;
constexpr std::size_t place_bytes = 32;

Listing listing_of(const StreamEntry& entry) {
    const bool is_tenant = entry.stream.kind == StreamKind::organisation;
    return {is_tenant ? OrganisationId{} : entry.organisation, entry.stream};
}

}  // namespace

void IndexTail::add(RecordNumber record, const StreamEntry& entry, const IndexTail& earlier) {
    const auto link = static_cast<std::uint32_t>(places_.size());
    places_.push_back({{record, entry.place}, link});
    auto& run = streams_[entry.stream];
    if (run.count == 0) {
        const Run* before = earlier.streams_.find(entry.stream);
        ensure(before == nullptr || entry.revision == before->next(),
               "a stream's revisions are dense");
        run = {.first = entry.revision, .count = 0, .head = link, .last = link};
        bytes_ += entry_bytes;
    }
    ensure(entry.revision == run.next(), "a stream's revisions are dense");
    places_[run.last].next = link;
    run.last = link;
    ++run.count;
    bytes_ += place_bytes;
    if (entry.revision == Revision{1} && is_listed(entry.stream.kind)) {
        listings_.insert(listing_of(entry));
        bytes_ += entry_bytes;
    }
}

void IndexTail::add(RecordNumber record, const KeyEntry& entry) {
    keys_[entry.key] = {record, entry.place};
    bytes_ += entry_bytes;
}

void IndexTail::set_snapshot(StreamId stream, Revision revision, std::optional<Snapshot> snapshot) {
    bytes_ += entry_bytes + (snapshot ? snapshot->bytes.size() : 0);
    snapshots_.insert_or_assign({stream, revision}, std::move(snapshot));
}

void IndexTail::set_due(Instant at, StreamId stream, bool is_due) {
    due_.insert_or_assign({at, stream}, is_due);
    bytes_ += entry_bytes;
}

void IndexTail::set_read(const SourceName& source, std::optional<Instant> at) {
    const auto before = reads_.size();
    reads_.insert_or_assign(source, at);
    if (reads_.size() > before) bytes_ += entry_bytes + source.name.size();
}

std::optional<Revision> IndexTail::first_of(StreamId stream) const {
    const Run* run = streams_.find(stream);
    return run == nullptr ? std::nullopt : std::optional{run->first};
}

void IndexTail::append_places(std::vector<EventPlace>& out, StreamId stream, Revision from,
                              Revision to) const {
    const Run* run = streams_.find(stream);
    if (run == nullptr) return;
    auto link = run->head;
    for (auto at = run->first; at < run->next() && at <= to; at = next(at)) {
        if (at >= from) out.push_back(places_[link].place);
        link = places_[link].next;
    }
}

bool IndexTail::is_removed(StreamId stream, Revision revision) const {
    const auto found = snapshots_.find({stream, revision});
    return found != snapshots_.end() && !found->second;
}

StreamRun IndexTail::run_of(const Run& run) const {
    StreamRun places{run.first, {}};
    places.places.reserve(run.count);
    auto link = run.head;
    for (std::uint32_t i = 0; i < run.count; ++i) {
        places.places.push_back(places_[link].place);
        link = places_[link].next;
    }
    return places;
}

DerivedBatch IndexTail::rows(const IndexHead& head) const {
    DerivedBatch batch;
    const auto put_or_remove = [&batch](std::string key, std::optional<std::string> value) {
        if (value) {
            batch.puts.emplace_back(std::move(key), *std::move(value));
        } else {
            batch.removals.push_back(std::move(key));
        }
    };
    batch.puts.reserve(1 + streams_.size() + keys_.size());
    batch.puts.emplace_back(head_key, encode(head));
    for (const auto& [stream, run] : streams_) {
        const auto places = run_of(run);
        batch.puts.emplace_back(stream_key(stream, places.last()), encode(places));
    }
    for (const auto& [key, place] : keys_) {
        batch.puts.emplace_back(idempotency_key(key), encode(place));
    }
    for (const auto& [at, snapshot] : snapshots_) {
        put_or_remove(snapshot_key(at.first, at.second),
                      snapshot ? std::optional{encode(*snapshot)} : std::nullopt);
    }
    for (const auto& [at, is_due] : due_) {
        put_or_remove(due_key(at.first, at.second),
                      is_due ? std::optional{std::string{}} : std::nullopt);
    }
    for (const auto& [source, at] : reads_) {
        put_or_remove(read_key(source), at ? std::optional{encode(*at)} : std::nullopt);
    }
    for (const auto& listing : listings_) batch.puts.emplace_back(listing_key(listing), "");
    std::sort(batch.puts.begin(), batch.puts.end());
    std::sort(batch.removals.begin(), batch.removals.end());
    return batch;
}

}  // namespace kalends
