#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/id.hpp"
#include "domain/position.hpp"
#include "domain/stream.hpp"
#include "domain/time.hpp"
#include "eventstore/keyed_hash.hpp"
#include "eventstore/sha256.hpp"

namespace kalends {

// The rows of the derived key space, as FORMAT.md describes them. A change of any of them changes
// `index_format`, and every index is built again.
inline constexpr std::uint32_t index_format = 2;

struct EventPlace {
    RecordNumber record{};
    std::uint32_t place = 0;  // Among the record's events, from 0.

    auto operator<=>(const EventPlace&) const = default;
};

struct CommandPlace {
    RecordNumber record{};
    std::uint32_t place = 0;  // Among the record's commands, from 0.

    auto operator<=>(const CommandPlace&) const = default;
};

// Consecutive events of one stream; not empty.
struct StreamRun {
    Revision first{};
    std::vector<EventPlace> places;

    bool operator==(const StreamRun&) const = default;

    [[nodiscard]] Revision last() const { return Revision{number(first) + places.size() - 1}; }
};

// The fold of a stream up to a revision, as the version `fold_version` of the fold made it.
struct Snapshot {
    Revision revision{};
    std::uint32_t fold_version = 0;
    Sequence sequence{};  // Of the event that made this revision.
    std::string bytes;

    bool operator==(const Snapshot&) const = default;
};

// The record that the derived rows stand at.
struct IndexHead {
    RecordNumber record{};
    Digest hash;

    bool operator==(const IndexHead&) const = default;
};

inline constexpr std::string_view head_key = "h";
[[nodiscard]] std::string encode(const IndexHead& head);
[[nodiscard]] std::optional<IndexHead> parse_index_head(std::string_view value);

// Rows of a stream are keyed by the last revision in them, so the first row at or after
// (stream, revision) is the one that holds that revision.
[[nodiscard]] std::string stream_key(StreamId stream, Revision last);
[[nodiscard]] bool is_stream_key_of(StreamId stream, std::string_view key);
[[nodiscard]] std::string encode(const StreamRun& run);
[[nodiscard]] std::optional<StreamRun> parse_stream_run(std::string_view value);

inline constexpr std::string_view idempotency_prefix = "i";
[[nodiscard]] std::string idempotency_key(const KeyedDigest& key);
[[nodiscard]] std::optional<KeyedDigest> parse_idempotency_key(std::string_view key);
[[nodiscard]] std::string encode(const CommandPlace& place);
[[nodiscard]] std::optional<CommandPlace> parse_command_place(std::string_view value);

// Later revisions of a stream come first, so the first row at or after (stream, revision) is the
// latest snapshot that is not later.
[[nodiscard]] std::string snapshot_key(StreamId stream, Revision revision);
[[nodiscard]] bool is_snapshot_key_of(StreamId stream, std::string_view key);
// Of a key of the stream's snapshots.
[[nodiscard]] Revision parse_snapshot_revision(std::string_view key);
[[nodiscard]] std::string encode(const Snapshot& snapshot);
[[nodiscard]] std::optional<Snapshot> parse_snapshot(std::string_view value);

// One row, without a value, for each organisation, meeting type, host and hold, under whose it is;
// an organisation stands under nobody. These are the streams that somebody asks a list of.
struct Listing {
    OrganisationId organisation;
    StreamId stream;

    auto operator<=>(const Listing&) const = default;
};
[[nodiscard]] bool is_listed(StreamKind kind);
[[nodiscard]] std::string listing_key(const Listing& listing);
[[nodiscard]] std::optional<Listing> parse_listing_key(std::string_view key);

inline constexpr std::string_view due_prefix = "d";
[[nodiscard]] std::string due_key(Instant at, StreamId stream);
struct Due {
    Instant at;
    StreamId stream;
};
[[nodiscard]] std::optional<Due> parse_due_key(std::string_view key);

// An outside source of a host's busy time, by its name there.
struct SourceName {
    HostId host;
    std::string name;

    auto operator<=>(const SourceName&) const = default;
};
inline constexpr std::string_view read_prefix = "r";
[[nodiscard]] std::string read_key(const SourceName& source);
[[nodiscard]] std::optional<SourceName> parse_read_key(std::string_view key);
[[nodiscard]] std::string encode(Instant read_at);
[[nodiscard]] std::optional<Instant> parse_read_at(std::string_view value);

}  // namespace kalends
