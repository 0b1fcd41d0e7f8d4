#pragma once

#include "eventstore/log_head.hpp"
#include "eventstore/log_store.hpp"
#include "eventstore/record_writer.hpp"
#include "schemas/envelope.hpp"

namespace kalends::fakes {

// Appends what a restore writes first: the record that opens the next epoch. What the log held
// beyond its end is withdrawn by it. Gives the event's bytes.
inline std::string append_restored(LogStore& log) {
    const auto bytes = log.read(log.last());
    const auto head = head_after(*parse_record(*bytes));
    RecordWriter writer{head};
    writer.open_epoch(next(head.epoch));
    writer.add_command({.organisation = {},
                        .actor_kind = ActorCode{static_cast<std::uint8_t>(ActorKind::operator_)},
                        .actor = {},
                        .id = CommandId{IdBits{9, 9}},
                        .name = epoch_opening_command,
                        .target = {},
                        .hashed_with = {},
                        .idempotency = {},
                        .request = {},
                        .changed = true});
    StoredEvent restored;
    restored.envelope.id = EventId{IdBits{9, 9}};
    restored.envelope.time = head.wall_clock;
    restored.envelope.position = {head.partition, writer.epoch(), writer.next_sequence()};
    restored.envelope.actor = actor_text(ActorKind::operator_, {});
    restored.envelope.causation = CommandId{IdBits{9, 9}};
    restored.envelope.role = Role::operator_;
    restored.event = LogRestored{head.position(), head.position(), "tested"};
    std::string event;
    encode_event(event, restored.envelope, restored.event);
    writer.add_event(event);
    log.append(next(head.record), writer.finish(head.wall_clock));
    return event;
}

}  // namespace kalends::fakes
