#include "eventstore/record_writer.hpp"

#include "domain/check.hpp"
#include "eventstore/bytes.hpp"
#include "eventstore/record_layout.hpp"

namespace kalends {

void RecordWriter::open_epoch(Epoch epoch) {
    ensure(is_empty(), "an epoch begins with a record, not within one");
    ensure(epoch > head_.epoch, "an epoch is higher than the one before it");
    epoch_ = epoch;
}

void RecordWriter::add_command(const CommandEntry& entry) {
    ensure(entry.name.size() <= command_name_bytes_max, "a command's name fits its length byte");
    ++command_count_;
    events_of_command_ = 0;
    event_count_at_ = commands_.size();
    append_integer(commands_, events_of_command_);
    append_bits(commands_, entry.organisation.bits());
    append_integer(commands_, static_cast<std::uint8_t>(entry.actor_kind));
    append_bits(commands_, entry.actor);
    append_bits(commands_, entry.id.bits());
    append_stream(commands_, entry.target);
    const auto changed = entry.changed ? flag_changed : 0;
    const auto keyed = entry.idempotency ? flag_idempotency : 0;
    append_integer(commands_, static_cast<std::uint8_t>(changed | keyed));
    append_integer(commands_, static_cast<std::uint32_t>(entry.hashed_with));
    if (entry.idempotency) commands_ += text_of(entry.idempotency->octets);
    commands_ += text_of(entry.request.octets);
    append_integer(commands_, static_cast<std::uint8_t>(entry.name.size()));
    commands_ += entry.name;
}

void RecordWriter::add_event(std::string_view event) {
    ensure(!is_empty(), "an event belongs to a command");
    ensure(!event.empty() && event.size() <= event_bytes_max, "an event has 1 to 256 Ki bytes");
    append_integer(events_, static_cast<std::uint32_t>(event.size()));
    events_ += event;
    leaves_ += text_of(leaf_hash(sha_, event).octets);
    ++event_count_;
    ++events_of_command_;
    write_integer(commands_.data() + event_count_at_, events_of_command_);
}

Sequence RecordWriter::next_sequence() const {
    return Sequence{number(head_.sequence) + event_count_ + 1};
}

std::size_t RecordWriter::bytes() const {
    return record_header_bytes + commands_.size() + events_.size() + record_hash_bytes;
}

std::string RecordWriter::header(Instant wall_clock) const {
    std::string out;
    out.reserve(bytes());
    out += record_magic;
    append_integer(out, record_format);
    append_integer(out, number(head_.partition));
    append_integer(out, number(epoch_));
    append_integer(out, number(record_number()));
    append_integer(out, number(next(head_.sequence)));
    append_integer(out, event_count_);
    append_integer(out, command_count_);
    append_integer(out, static_cast<std::uint32_t>(commands_.size()));
    out += text_of(head_.hash.octets);
    append_integer(out, wall_clock.time_since_epoch().count());
    return out;
}

std::string RecordWriter::finish(Instant wall_clock) {
    ensure(!is_empty(), "a record holds a command");
    ensure(bytes() <= record_bytes_max, "a record is finished before it is too large");
    auto record = header(wall_clock);
    const auto commands = sha_.add(commands_).finish();
    const auto hash = sha_.add(record).add(commands).add(leaves_).finish();
    record += commands_;
    record += events_;
    record += text_of(hash.octets);
    begin_next(hash, wall_clock);
    return record;
}

void RecordWriter::begin_next(const Digest& hash, Instant wall_clock) {
    head_.sequence = Sequence{number(head_.sequence) + event_count_};
    head_.record = record_number();
    head_.epoch = epoch_;
    head_.hash = hash;
    head_.wall_clock = wall_clock;
    commands_.clear();
    events_.clear();
    leaves_.clear();
    command_count_ = 0;
    event_count_ = 0;
}

}  // namespace kalends
