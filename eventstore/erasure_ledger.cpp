#include "eventstore/erasure_ledger.hpp"

#include <optional>

#include "eventstore/bytes.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/sha256.hpp"

namespace kalends {
namespace {

constexpr std::size_t id_bytes = 16;
constexpr std::size_t checksum_bytes = 16;
constexpr std::size_t entry_bytes = id_bytes + checksum_bytes;

std::string entry_of(SubjectId subject) {
    std::string entry;
    append_bits(entry, subject.bits());
    const auto hash = Sha256{}.add("kalends erased ").add(entry).finish();
    entry += text_of(hash.octets).substr(0, checksum_bytes);
    return entry;
}

std::optional<SubjectId> parse_entry(std::string_view entry) {
    ByteReader reader{entry};
    const SubjectId subject{reader.bits()};
    if (reader.failed() || entry_of(subject) != entry) return std::nullopt;
    return subject;
}

}  // namespace

ErasureLedger::ErasureLedger(Disk& disk, std::string name) : disk_{disk}, name_{std::move(name)} {
    load();
}

void ErasureLedger::load() {
    const auto file = read_file(disk_, name_);
    for (std::size_t at = 0; at < file.size(); at += entry_bytes) {
        const auto subject = parse_entry(std::string_view{file}.substr(at, entry_bytes));
        const bool is_last = at + entry_bytes >= file.size();
        if (!subject && !is_last) {
            throw StoreRefused{"the erasure ledger is damaged at byte " + std::to_string(at)};
        }
        if (subject) subjects_.insert(*subject);
    }
}

// Entries are all of one size and none comes twice, so their number is where the next one goes:
// over a torn one, if there is one.
void ErasureLedger::add(SubjectId subject) {
    if (holds(subject)) return;
    disk_.write(name_, subjects_.size() * entry_bytes, entry_of(subject));
    disk_.sync(name_);
    disk_.sync_names();
    subjects_.insert(subject);
}

}  // namespace kalends
