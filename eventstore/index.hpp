#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "domain/position.hpp"
#include "domain/stream.hpp"
#include "domain/time.hpp"
#include "eventstore/index_rows.hpp"
#include "eventstore/index_tail.hpp"
#include "eventstore/known_keys.hpp"
#include "eventstore/log_store.hpp"
#include "eventstore/sha256.hpp"

namespace kalends {

// Where streams, idempotency keys, snapshots and due instants are found. All of it is derived from
// the log, but for when sources of busy time were read, which is no loss (rule B6): what is new
// stays in memory (the tail) until it is written in one batch together with the record it stands
// at. One thread adds and looks up; another may write what was cut off.
class DerivedIndex {
  public:
    static constexpr std::size_t filter_bytes_default = std::size_t{16} * 1024 * 1024;

    // Drops what is stored if it does not stand at a record that the log holds. The caller then
    // adds the records after `stands_at`.
    DerivedIndex(LogStore& log, const SeededHash& hash,
                 std::size_t filter_bytes = filter_bytes_default);

    // The last record added; 0 if none is.
    [[nodiscard]] RecordNumber stands_at() const { return head_.record; }

    // The next record, which is durable, and what it changed: within a stream in order of revision.
    void add(RecordNumber record, const Digest& hash, std::span<const StreamEntry> streams,
             std::span<const KeyEntry> keys);
    // What was folded or found due up to the last record added.
    void put_snapshot(StreamId stream, const Snapshot& snapshot);
    void remove_snapshot(StreamId stream, Revision revision);
    void put_due(Instant at, StreamId stream);
    void remove_due(Instant at, StreamId stream);
    // A source was read then, as nothing in the log says; or it is gone.
    void set_read(const SourceName& source, std::optional<Instant> at);

    // Where the stream's events of revision `from` to `to` stand, both included; ends before `to`
    // if the stream does.
    [[nodiscard]] std::vector<EventPlace> events_of(StreamId stream, Revision from,
                                                    Revision to) const;
    [[nodiscard]] std::optional<CommandPlace> find(const KeyedDigest& key) const;
    // The latest snapshot of revision `at_most` or less, whatever its version.
    [[nodiscard]] std::optional<Snapshot> snapshot_of(StreamId stream, Revision at_most) const;
    // The revisions of the stream's snapshots, the latest first.
    [[nodiscard]] std::vector<Revision> snapshots_of(StreamId stream) const;
    // The organisation's streams of a kind that are listed, by id, after `after`; at most `limit`.
    [[nodiscard]] std::vector<StreamId> list(OrganisationId organisation, StreamKind kind,
                                             IdBits after, std::size_t limit) const;
    // In order of time; says whether to go on.
    void each_due(const std::function<bool(Instant, StreamId)>& take) const;
    void each_read(const std::function<void(const SourceName&, Instant)>& take) const;

    // Roughly what the tail takes up: the caller flushes when it is too much.
    [[nodiscard]] std::size_t tail_bytes() const { return tail_.bytes(); }

    // Begins a new tail. What was cut off is looked up here until `settle` says that it is written;
    // one cut at a time.
    void cut();
    // Writes what was cut off as rows in one batch: takes milliseconds, on any thread, while others
    // add and look up.
    void write_cut() const;
    void settle();
    // All three.
    void flush();

  private:
    [[nodiscard]] IndexHead stored_head() const;
    void load_keys();
    [[nodiscard]] bool is_removed(StreamId stream, Revision revision) const;
    [[nodiscard]] std::optional<Snapshot> stored_snapshot(StreamId stream, Revision at_most) const;
    [[nodiscard]] std::vector<EventPlace> stored_events(StreamId stream, Revision from,
                                                        Revision to) const;

    LogStore& log_;
    SeededHash hash_;
    IndexHead head_;
    IndexTail tail_;
    IndexTail cut_;
    IndexHead cut_head_;
    bool is_cut_ = false;
    KnownKeys known_keys_;
};

}  // namespace kalends
