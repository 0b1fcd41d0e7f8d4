#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "eventstore/flat_map.hpp"
#include "eventstore/index_rows.hpp"
#include "eventstore/log_store.hpp"
#include "eventstore/seeded_hash.hpp"

namespace kalends {

// One change that an event makes: the stream, its next revision, the event's place in the record.
struct StreamEntry {
    OrganisationId organisation;
    StreamId stream;
    Revision revision{};
    std::uint32_t place = 0;
};

// One command with an idempotency key: its place among the record's commands.
struct KeyEntry {
    KeyedDigest key;
    std::uint32_t place = 0;
};

// What the index has learnt and not yet written. Several threads may read one that none changes.
class IndexTail {
  public:
    using Snapshots = std::map<std::pair<StreamId, Revision>, std::optional<Snapshot>>;

    explicit IndexTail(const SeededHash& hash) : streams_{hash} {}

    // `earlier` is the tail that this one follows.
    void add(RecordNumber record, const StreamEntry& entry, const IndexTail& earlier);
    void add(RecordNumber record, const KeyEntry& entry);
    // Nothing in place of a snapshot says that it is removed.
    void set_snapshot(StreamId stream, Revision revision, std::optional<Snapshot> snapshot);
    void set_due(Instant at, StreamId stream, bool is_due);
    // Nothing in place of an instant says that the source is gone.
    void set_read(const SourceName& source, std::optional<Instant> at);

    // The first revision of the stream that is here; nothing if none is.
    [[nodiscard]] std::optional<Revision> first_of(StreamId stream) const;
    // Appends where the stream's events of revision `from` to `to` stand, as far as they are here.
    void append_places(std::vector<EventPlace>& out, StreamId stream, Revision from,
                       Revision to) const;
    [[nodiscard]] const CommandPlace* find(const KeyedDigest& key) const { return keys_.find(key); }
    [[nodiscard]] const Snapshots& snapshots() const { return snapshots_; }
    [[nodiscard]] bool is_removed(StreamId stream, Revision revision) const;
    [[nodiscard]] const std::map<std::pair<Instant, StreamId>, bool>& due() const { return due_; }
    [[nodiscard]] const std::set<Listing>& listings() const { return listings_; }
    [[nodiscard]] const std::map<SourceName, std::optional<Instant>>& reads() const {
        return reads_;
    }

    // Roughly what it takes up.
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    // All of it, sorted by key, and the record that the rows then stand at.
    [[nodiscard]] DerivedBatch rows(const IndexHead& head) const;

  private:
    // Consecutive events of one stream, the places of which are chained: most have but one.
    struct Run {
        Revision first{};
        std::uint32_t count = 0;
        std::uint32_t head = 0;
        std::uint32_t last = 0;

        [[nodiscard]] Revision next() const { return Revision{number(first) + count}; }
    };
    struct Link {
        EventPlace place;
        std::uint32_t next = 0;
    };

    [[nodiscard]] StreamRun run_of(const Run& run) const;

    FlatMap<StreamId, Run, SeededHash> streams_;
    std::vector<Link> places_;
    FlatMap<KeyedDigest, CommandPlace> keys_;
    Snapshots snapshots_;
    std::map<std::pair<Instant, StreamId>, bool> due_;
    std::set<Listing> listings_;
    std::map<SourceName, std::optional<Instant>> reads_;
    std::size_t bytes_ = 0;
};

}  // namespace kalends
