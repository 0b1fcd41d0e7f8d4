#include "eventstore/witness.hpp"

#include <optional>

#include "domain/planted_bugs.hpp"
#include "eventstore/bytes.hpp"
#include "eventstore/failures.hpp"

namespace kalends {
namespace {

constexpr std::string_view witness_magic = "KALW";
constexpr std::uint16_t witness_format = 1;
// Each slot has a page of its own, so that no write of one can tear the other.
constexpr std::size_t slot_spacing = 4096;

struct Slot {
    std::uint64_t round = 0;
    Witnessed seen;
};

std::string encode(const Slot& slot) {
    std::string out{witness_magic};
    append_integer(out, witness_format);
    append_integer(out, slot.round);
    append_integer(out, number(slot.seen.record));
    append_integer(out, number(slot.seen.epoch));
    out += text_of(slot.seen.hash.octets);
    const auto checksum = Sha256{}.add(out).finish();
    out += text_of(checksum.octets);
    return out;
}

std::optional<Slot> decode(std::string_view bytes) {
    ByteReader reader{bytes};
    const bool is_ours = reader.take(witness_magic.size()) == witness_magic &&
                         reader.integer<std::uint16_t>() == witness_format;
    Slot slot;
    slot.round = reader.integer<std::uint64_t>();
    slot.seen.record = RecordNumber{reader.integer<std::uint64_t>()};
    slot.seen.epoch = Epoch{reader.integer<std::uint32_t>()};
    slot.seen.hash.octets = reader.octets<32>();
    if (!is_ours || reader.failed() || encode(slot) != bytes) return std::nullopt;
    return slot;
}

std::optional<Slot> slot_at(std::string_view file, std::size_t offset) {
    if (file.size() < offset) return std::nullopt;
    return decode(file.substr(offset, encode({}).size()));
}

std::optional<Slot> newest(std::string_view file) {
    const auto first = slot_at(file, 0);
    const auto second = slot_at(file, slot_spacing);
    if (!first || !second) return first ? first : second;
    return first->round > second->round ? first : second;
}

bool holds(const LogReader& log, const Witnessed& seen) {
    if (seen.record == RecordNumber{}) return true;
    const auto bytes = log.read(seen.record);
    if (!bytes) return false;
    const auto record = parse_record(*bytes);
    return record && record->hash == seen.hash && record->header.epoch == seen.epoch;
}

std::optional<Witnessed> seen_in(const std::optional<Slot>& slot) {
    return slot ? std::optional{slot->seen} : std::nullopt;
}

}  // namespace

std::optional<Witnessed> read_witness(std::string_view file) {
    return seen_in(newest(file));
}

void expect_holds(const LogReader& log, const std::optional<Witnessed>& seen) {
    const auto last = std::to_string(number(log.last()));
    if (!seen && log.last() != RecordNumber{}) {
        throw WitnessMismatch{"the log holds " + last +
                              " records but its witness is missing or unreadable: restore from a "
                              "backup"};
    }
    if (seen && !planted(PlantedBug::witness_not_checked) && !holds(log, *seen)) {
        throw WitnessMismatch{"the log does not hold record " +
                              std::to_string(number(seen->record)) +
                              " as the witness saw it synced; its last record is " + last +
                              ". Files are missing or were put back: restore from a backup"};
    }
}

Witness::Witness(Disk& disk, const LogReader& log) : disk_{disk} {
    const auto file = read_file(disk_, file_name);
    const auto slot = newest(file);
    expect_holds(log, seen_in(slot));
    if (!slot) {
        begin();
        return;
    }
    make_durable(disk_, file_name, file);
    seen_ = slot->seen;
    round_ = slot->round + 1;
}

// Both slots are filled, so that from here on one of them is always whole.
void Witness::begin() {
    for (round_ = 0; round_ < 2; ++round_) write();
    disk_.sync(file_name);
    disk_.sync_names();
}

void Witness::note(const LogHead& head) {
    seen_ = {.record = head.record, .epoch = head.epoch, .hash = head.hash};
    write();
    is_synced_ = false;
}

// Only a sync moves on to the other slot: the one synced last is never touched before the next
// sync, so a power cut that tears every unsynced write still leaves a whole slot.
void Witness::write() {
    disk_.write(file_name, (round_ % 2) * slot_spacing, encode({round_, seen_}));
}

void Witness::sync() {
    if (is_synced_) return;
    disk_.sync(file_name);
    ++round_;
    is_synced_ = true;
}

}  // namespace kalends
