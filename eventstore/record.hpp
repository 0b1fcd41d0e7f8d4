#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/bounds.hpp"
#include "domain/id.hpp"
#include "domain/position.hpp"
#include "domain/result.hpp"
#include "domain/stream.hpp"
#include "domain/time.hpp"
#include "eventstore/keyed_hash.hpp"
#include "eventstore/sha256.hpp"

namespace kalends {

// One record holds one batch: its commands, their events, and the hash of the record before it.
// FORMAT.md describes the bytes.

inline constexpr std::size_t record_bytes_max = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t command_name_bytes_max = 255;

// The kind of an actor, by the number under which the domain stores it; the log gives it no
// meaning.
enum class ActorCode : std::uint8_t {};

// What the log keeps of a command that was accepted. `name` belongs to whoever made the entry.
struct CommandEntry {
    OrganisationId organisation;  // Nil for what concerns the whole log.
    ActorCode actor_kind{};
    IdBits actor;
    CommandId id;
    std::string_view name;
    StreamId target;             // Zeros for what concerns the whole log.
    SecretNumber hashed_with{};  // The key under which the two hashes below were made.
    std::optional<KeyedDigest> idempotency;
    KeyedDigest request;
    bool changed = false;

    bool operator==(const CommandEntry&) const = default;
};

struct StoredCommand {
    CommandEntry entry;
    std::uint32_t first_event = 0;  // The place of its first event in the record.
    std::uint32_t event_count = 0;

    bool operator==(const StoredCommand&) const = default;
};

struct RecordHeader {
    Partition partition{};
    Epoch epoch{};
    RecordNumber number{};
    Sequence first_sequence{};
    std::uint32_t event_count = 0;
    std::uint32_t command_count = 0;
    std::uint32_t command_bytes = 0;
    Digest previous;
    Instant wall_clock;

    bool operator==(const RecordHeader&) const = default;
};

// A record taken apart; everything in it points into the bytes that were parsed.
struct RecordView {
    RecordHeader header;
    std::vector<StoredCommand> commands;
    std::vector<std::string_view> events;
    Digest hash;  // As stored: parse_record does not compute it anew, `accept` does.
    std::string_view header_bytes;
    std::string_view command_bytes;
};

// What is wrong with the bytes of a record, or with its place in the log.
enum class RecordFault {
    cut_short,
    not_a_record,
    unknown_format,
    malformed,
    too_large,
    trailing_bytes,
    wrong_partition,
    wrong_number,
    wrong_previous_hash,
    wrong_epoch,
    wrong_sequence,
    wrong_hash,
};

// A sentence for the operator.
[[nodiscard]] std::string_view to_text(RecordFault fault);

// Bytes from anywhere: every length is checked before it is believed.
[[nodiscard]] Result<RecordView, RecordFault> parse_record(std::string_view bytes);

// Leaf of RFC 6962: SHA-256(0x00 ‖ event).
[[nodiscard]] Digest leaf_hash(Sha256& sha, std::string_view event);
// SHA-256(header ‖ SHA-256(commands) ‖ leaves), computed from what the record holds.
[[nodiscard]] Digest record_hash(Sha256& sha, const RecordView& record);

// The position of a command: that of its last event, or of the event before it if it has none.
[[nodiscard]] Sequence sequence_of(const RecordHeader& header, const StoredCommand& command);

}  // namespace kalends
