#include "eventstore/record.hpp"

#include <algorithm>

#include "eventstore/bytes.hpp"
#include "eventstore/record_layout.hpp"

namespace kalends {
namespace {

RecordHeader parse_header(ByteReader& reader) {
    RecordHeader header;
    header.partition = Partition{reader.integer<std::uint16_t>()};
    header.epoch = Epoch{reader.integer<std::uint32_t>()};
    header.number = RecordNumber{reader.integer<std::uint64_t>()};
    header.first_sequence = Sequence{reader.integer<std::uint64_t>()};
    header.event_count = reader.integer<std::uint32_t>();
    header.command_count = reader.integer<std::uint32_t>();
    header.command_bytes = reader.integer<std::uint32_t>();
    header.previous.octets = reader.octets<32>();
    header.wall_clock = Instant{Milliseconds{reader.integer<std::int64_t>()}};
    return header;
}

StoredCommand parse_command(ByteReader& reader, std::uint32_t first_event) {
    StoredCommand command;
    command.first_event = first_event;
    command.event_count = reader.integer<std::uint32_t>();
    auto& entry = command.entry;
    entry.organisation = OrganisationId{reader.bits()};
    entry.actor_kind = ActorCode{reader.integer<std::uint8_t>()};
    entry.actor = reader.bits();
    entry.id = CommandId{reader.bits()};
    entry.target = reader.stream_or_none();
    const auto flags = reader.integer<std::uint8_t>();
    if ((flags & ~(flag_changed | flag_idempotency)) != 0) reader.fail();
    entry.changed = (flags & flag_changed) != 0;
    entry.hashed_with = SecretNumber{reader.integer<std::uint32_t>()};
    if ((flags & flag_idempotency) != 0) {
        entry.idempotency = KeyedDigest{reader.octets<16>()};
    }
    entry.request = KeyedDigest{reader.octets<16>()};
    entry.name = reader.take(reader.integer<std::uint8_t>());
    return command;
}

bool parse_commands(RecordView& record) {
    ByteReader reader{record.command_bytes};
    std::uint64_t events = 0;
    for (std::uint32_t i = 0; i < record.header.command_count && !reader.failed(); ++i) {
        const auto command = parse_command(reader, static_cast<std::uint32_t>(events));
        events += command.event_count;
        if (events > record.header.event_count) return false;
        record.commands.push_back(command);
    }
    return reader.is_done() && events == record.header.event_count;
}

std::optional<RecordFault> parse_events(RecordView& record, ByteReader& reader) {
    // A count that the bytes cannot hold must not make room for itself.
    constexpr std::size_t event_bytes_min = 5;
    record.events.reserve(
        std::min<std::size_t>(record.header.event_count, reader.rest().size() / event_bytes_min));
    for (std::uint32_t i = 0; i < record.header.event_count; ++i) {
        const auto size = reader.integer<std::uint32_t>();
        if (!reader.failed() && size > event_bytes_max) return RecordFault::too_large;
        const auto event = reader.take(size);
        if (reader.failed()) return RecordFault::cut_short;
        if (event.empty()) return RecordFault::malformed;
        record.events.push_back(event);
    }
    return std::nullopt;
}

// The first fault of the opening bytes, in the order in which a reader meets them.
std::optional<RecordFault> parse_opening(ByteReader& reader, std::string_view bytes) {
    if (bytes.size() > record_bytes_max) return RecordFault::too_large;
    if (bytes.size() < record_header_bytes + record_hash_bytes) return RecordFault::cut_short;
    if (reader.take(record_magic.size()) != record_magic) return RecordFault::not_a_record;
    if (reader.integer<std::uint16_t>() != record_format) return RecordFault::unknown_format;
    return std::nullopt;
}

}  // namespace

Result<RecordView, RecordFault> parse_record(std::string_view bytes) {
    ByteReader reader{bytes};
    if (const auto fault = parse_opening(reader, bytes)) return *fault;
    RecordView record;
    record.header = parse_header(reader);
    record.header_bytes = bytes.substr(0, record_header_bytes);
    record.command_bytes = reader.take(record.header.command_bytes);
    if (reader.failed()) return RecordFault::cut_short;
    if (!parse_commands(record)) return RecordFault::malformed;
    if (const auto fault = parse_events(record, reader)) return *fault;
    record.hash.octets = reader.octets<record_hash_bytes>();
    if (reader.failed()) return RecordFault::cut_short;
    if (!reader.is_done()) return RecordFault::trailing_bytes;
    return record;
}

Digest leaf_hash(Sha256& sha, std::string_view event) {
    constexpr std::string_view leaf_prefix{"\0", 1};
    return sha.add(leaf_prefix).add(event).finish();
}

Digest record_hash(Sha256& sha, const RecordView& record) {
    std::string leaves;
    leaves.reserve(record.events.size() * record_hash_bytes);
    for (const auto event : record.events) leaves += text_of(leaf_hash(sha, event).octets);
    const auto commands = sha.add(record.command_bytes).finish();
    return sha.add(record.header_bytes).add(commands).add(leaves).finish();
}

Sequence sequence_of(const RecordHeader& header, const StoredCommand& command) {
    return Sequence{number(header.first_sequence) + command.first_event + command.event_count - 1};
}

std::string_view to_text(RecordFault fault) {
    switch (fault) {
        case RecordFault::cut_short:
            return "the record is cut short";
        case RecordFault::not_a_record:
            return "the bytes do not begin as a record does";
        case RecordFault::unknown_format:
            return "the record is of a format that is not known here";
        case RecordFault::malformed:
            return "the record's counts and contents do not agree";
        case RecordFault::too_large:
            return "the record or an event in it is too large";
        case RecordFault::trailing_bytes:
            return "bytes follow the record's hash";
        case RecordFault::wrong_partition:
            return "the record belongs to another partition";
        case RecordFault::wrong_number:
            return "the record's number is not the next";
        case RecordFault::wrong_previous_hash:
            return "the record does not follow the one before";
        case RecordFault::wrong_epoch:
            return "the record's epoch is not current";
        case RecordFault::wrong_sequence:
            return "the record's first event is not the next";
        case RecordFault::wrong_hash:
            return "the record's hash is not that of its contents";
    }
    return "";
}

}  // namespace kalends
