#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "commands/engine/outcome.hpp"
#include "domain/due.hpp"
#include "eventstore/flat_map.hpp"
#include "eventstore/index.hpp"
#include "eventstore/log_head.hpp"
#include "eventstore/seeded_hash.hpp"
#include "schemas/envelope.hpp"

namespace kalends {

// A command with a key that is decided but not durable yet: whoever sends it again gets the same.
struct KeyUse {
    KeyedDigest request;
    Accepted accepted;
};

// A change of what is due, with the instant at which the stream was due before.
struct DueMove {
    StreamId stream;
    std::optional<Instant> before;
    std::optional<Instant> at;
};

// A source of busy time that was read and wrote nothing of it, or nothing if it is gone.
struct ReadNote {
    SourceName source;
    std::optional<Instant> at;
};

// What the commands of one record did, from when they are decided until the record is durable and
// the index has taken it in. For the deciding thread.
struct OpenRecord {
    explicit OpenRecord(const SeededHash& hash) : states{hash} {}

    std::vector<std::shared_ptr<const StoredEvent>> events;  // by their place in the record
    std::vector<StreamEntry> streams;
    std::vector<KeyEntry> keys;
    FlatMap<KeyedDigest, KeyUse> uses;
    FlatMap<StreamId, SharedState, SeededHash> states;  // as they stand after the last command
    std::vector<DueMove> due;
    std::vector<ReadNote> reads;  // kept no earlier than what was read is durable
    LogHead head;                 // once the record is finished

    // The event that gave a stream this revision; null if it is not in this record.
    [[nodiscard]] std::shared_ptr<const StoredEvent> event(StreamId stream,
                                                           Revision revision) const;
};

}  // namespace kalends
