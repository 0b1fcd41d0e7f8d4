#include "eventstore/index_rows.hpp"

#include "eventstore/bytes.hpp"

namespace kalends {
namespace {

constexpr char stream_tag = 's';
constexpr char snapshot_tag = 'n';

std::string key_begun(char tag, StreamId stream) {
    std::string key{tag};
    append_stream(key, stream);
    return key;
}

// A tag, a kind and 16 bytes of id stand before the number.
constexpr std::size_t stream_key_bytes = 1 + 17 + 8;

bool is_key_of(char tag, StreamId stream, std::string_view key) {
    return key.size() == stream_key_bytes && key.starts_with(key_begun(tag, stream));
}

}  // namespace

std::string encode(const IndexHead& head) {
    std::string value;
    append_integer(value, index_format);
    append_integer(value, number(head.record));
    value += text_of(head.hash.octets);
    return value;
}

std::optional<IndexHead> parse_index_head(std::string_view value) {
    ByteReader reader{value};
    const bool is_ours = reader.integer<std::uint32_t>() == index_format;
    IndexHead head;
    head.record = RecordNumber{reader.integer<std::uint64_t>()};
    head.hash.octets = reader.octets<32>();
    if (!is_ours || !reader.is_done()) return std::nullopt;
    return head;
}

std::string stream_key(StreamId stream, Revision last) {
    auto key = key_begun(stream_tag, stream);
    append_integer(key, number(last));
    return key;
}

bool is_stream_key_of(StreamId stream, std::string_view key) {
    return is_key_of(stream_tag, stream, key);
}

// Record numbers as differences from the one before: a busy stream costs two or three bytes an
// event.
std::string encode(const StreamRun& run) {
    std::string value;
    append_varint(value, number(run.first));
    std::uint64_t before = 0;
    for (const auto& place : run.places) {
        append_varint(value, number(place.record) - before);
        append_varint(value, place.place);
        before = number(place.record);
    }
    return value;
}

std::optional<StreamRun> parse_stream_run(std::string_view value) {
    ByteReader reader{value};
    StreamRun run;
    run.first = Revision{reader.varint()};
    std::uint64_t record = 0;
    while (!reader.failed() && !reader.is_done()) {
        record += reader.varint();
        const auto place = static_cast<std::uint32_t>(reader.varint());
        run.places.push_back({RecordNumber{record}, place});
    }
    if (reader.failed() || run.places.empty()) return std::nullopt;
    return run;
}

std::string idempotency_key(const KeyedDigest& key) {
    return std::string{idempotency_prefix}.append(text_of(key.octets));
}

std::optional<KeyedDigest> parse_idempotency_key(std::string_view key) {
    ByteReader reader{key};
    const bool is_ours = reader.take(idempotency_prefix.size()) == idempotency_prefix;
    const KeyedDigest digest{reader.octets<16>()};
    if (!is_ours || !reader.is_done()) return std::nullopt;
    return digest;
}

std::string encode(const CommandPlace& place) {
    std::string value;
    append_varint(value, number(place.record));
    append_varint(value, place.place);
    return value;
}

std::optional<CommandPlace> parse_command_place(std::string_view value) {
    ByteReader reader{value};
    const RecordNumber record{reader.varint()};
    const auto place = static_cast<std::uint32_t>(reader.varint());
    if (!reader.is_done()) return std::nullopt;
    return CommandPlace{record, place};
}

std::string snapshot_key(StreamId stream, Revision revision) {
    auto key = key_begun(snapshot_tag, stream);
    append_integer(key, ~number(revision));
    return key;
}

bool is_snapshot_key_of(StreamId stream, std::string_view key) {
    return is_key_of(snapshot_tag, stream, key);
}

Revision parse_snapshot_revision(std::string_view key) {
    ByteReader reader{key.substr(stream_key_bytes - sizeof(std::uint64_t))};
    return Revision{~reader.integer<std::uint64_t>()};
}

std::string encode(const Snapshot& snapshot) {
    std::string value;
    append_integer(value, snapshot.fold_version);
    append_integer(value, number(snapshot.revision));
    append_integer(value, number(snapshot.sequence));
    value += snapshot.bytes;
    return value;
}

std::optional<Snapshot> parse_snapshot(std::string_view value) {
    ByteReader reader{value};
    Snapshot snapshot;
    snapshot.fold_version = reader.integer<std::uint32_t>();
    snapshot.revision = Revision{reader.integer<std::uint64_t>()};
    snapshot.sequence = Sequence{reader.integer<std::uint64_t>()};
    if (reader.failed()) return std::nullopt;
    snapshot.bytes = reader.rest();
    return snapshot;
}

std::string due_key(Instant at, StreamId stream) {
    std::string key{due_prefix};
    append_integer(key, at.time_since_epoch().count());
    append_stream(key, stream);
    return key;
}

std::optional<Due> parse_due_key(std::string_view key) {
    ByteReader reader{key};
    const bool is_ours = reader.take(due_prefix.size()) == due_prefix;
    const Instant at{Milliseconds{reader.integer<std::int64_t>()}};
    const auto stream = reader.stream();
    if (!is_ours || !reader.is_done()) return std::nullopt;
    return Due{at, stream};
}

std::string read_key(const SourceName& source) {
    std::string key{read_prefix};
    append_bits(key, source.host.bits());
    return key + source.name;
}

std::optional<SourceName> parse_read_key(std::string_view key) {
    constexpr std::size_t id_bytes = 16;
    if (!key.starts_with(read_prefix) || key.size() <= read_prefix.size() + id_bytes) return {};
    ByteReader reader{key.substr(read_prefix.size())};
    const HostId host{reader.bits()};
    return SourceName{host, std::string{reader.rest()}};
}

std::string encode(Instant read_at) {
    std::string value;
    append_integer(value, read_at.time_since_epoch().count());
    return value;
}

std::optional<Instant> parse_read_at(std::string_view value) {
    ByteReader reader{value};
    const Instant read_at{Milliseconds{reader.integer<std::int64_t>()}};
    if (!reader.is_done()) return std::nullopt;
    return read_at;
}

bool is_listed(StreamKind kind) {
    return kind == StreamKind::organisation || kind == StreamKind::meeting_type ||
           kind == StreamKind::host || kind == StreamKind::hold;
}

std::string listing_key(const Listing& listing) {
    std::string key{"l"};
    append_bits(key, listing.organisation.bits());
    append_stream(key, listing.stream);
    return key;
}

std::optional<Listing> parse_listing_key(std::string_view key) {
    if (!key.starts_with("l")) return std::nullopt;
    ByteReader reader{key.substr(1)};
    const OrganisationId organisation{reader.bits()};
    const StreamId stream = reader.stream();
    if (!reader.is_done()) return std::nullopt;
    return Listing{organisation, stream};
}

}  // namespace kalends
