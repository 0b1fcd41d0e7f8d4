#include <algorithm>

#include "domain/check.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/index_rows.hpp"
#include "eventstore/log_head.hpp"
#include "eventstore/witness.hpp"
#include "schemas/shape/unpack.hpp"
#include "schemas/states/booking.hpp"
#include "schemas/states/hold.hpp"
#include "schemas/states/host.hpp"
#include "schemas/states/meeting_type.hpp"
#include "schemas/states/organisation.hpp"
#include "schemas/states/subject.hpp"
#include "tests/fakes/memory_disk.hpp"
#include "tests/fakes/memory_log.hpp"
#include "tests/fuzz/fuzz.hpp"

// What recovery reads: a record, a row of the index, a snapshot, the witness. Each is refused, or
// read as what it is.

using namespace kalends;

namespace {

constexpr std::size_t hash_bytes = 32;

// A record whose hash is mended, so that what comes after the hash is reached too.
void read_record(std::string_view bytes) {
    const auto record = parse_record(bytes);
    if (!record) return;
    Sha256 sha;
    std::string mended{bytes.substr(0, bytes.size() - hash_bytes)};
    mended += text_of(record_hash(sha, *record).octets);
    const auto view = parse_record(mended);
    ensure(view && view->header == record->header, "a record's hash does not say what it holds");
    const auto head = accept(sha, LogHead{}, mended);
    ensure(!head || head->record == RecordNumber{1}, "the first record is numbered 1");
    for (const auto& command : view->commands) (void)sequence_of(view->header, command);
}

// A row that is read is written as it was, or at least as what it said.
template <class Parse>
void read_row(const Parse& parse, std::string_view bytes) {
    const auto row = parse(bytes);
    if (row) ensure(parse(encode(*row)) == row, "a row written again is the same row");
}

void read_rows(std::string_view bytes) {
    read_row(parse_index_head, bytes);
    read_row(parse_stream_run, bytes);
    read_row(parse_command_place, bytes);
    read_row(parse_snapshot, bytes);
    (void)parse_idempotency_key(bytes);
    (void)parse_listing_key(bytes);
    (void)parse_due_key(bytes);
}

// What stands in a snapshot below its checksum.
template <class Kind>
void read_state(std::string_view bytes) {
    PackedBytes from{bytes};
    const auto state = unpacked<Kind>(from);
    if (!from.is_done()) return;
    std::string packed;
    pack(packed, state);
    PackedBytes again{packed};
    ensure(unpacked<Kind>(again) == state && again.is_done(), "a state says the same again");
}

void read_snapshot(std::string_view bytes) {
    read_state<Organisation>(bytes);
    read_state<MeetingType>(bytes);
    read_state<Host>(bytes);
    read_state<Booking>(bytes);
    read_state<Subject>(bytes);
}

void open_witness(std::string_view bytes) {
    fakes::Faults faults;
    fakes::MemoryDisk disk{faults};
    const fakes::MemoryLog log{faults};
    disk.write(Witness::file_name, 0, bytes);
    try {
        const Witness witness{disk, log};
        ensure(witness.seen().record == RecordNumber{},
               "a witness of records that are gone speaks");
    } catch (const WitnessMismatch&) {
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto text = fuzz::text_of(bytes, size);
    read_record(text);
    read_rows(text);
    read_snapshot(text);
    open_witness(text);
    return 0;
}
