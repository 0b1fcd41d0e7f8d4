#include "projections/generation.hpp"

#include <utility>

#include "domain/planted_bugs.hpp"
#include "eventstore/record.hpp"

namespace kalends {
namespace {

// The one row says what the file holds, and up to where.
constexpr const char* own_table = R"(
    CREATE TABLE generation (
        view TEXT NOT NULL, version INTEGER NOT NULL, is_complete INTEGER NOT NULL,
        epoch INTEGER NOT NULL, record INTEGER NOT NULL, sequence INTEGER NOT NULL,
        hash BLOB NOT NULL)
)";

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.octets.data()), digest.octets.size()};
}

}  // namespace

Generation::Generation(const ViewKind& kind, std::filesystem::path file, const LogReader& log,
                       const Alarm& alarm)
    : kind_{kind}, alarm_{alarm}, file_{std::move(file)} {
    if (take_up(log)) return;
    view_.reset();
    database_.reset();
    remove_database(file_);
    database_ = std::make_unique<Database>(file_);
    view_ = kind_.make(*database_);
    database_->begin();
    database_->script(own_table);
    database_->run("INSERT INTO generation VALUES (?1, ?2, 0, 1, 0, 0, x'')", kind_.name,
                   kind_.version);
    view_->make_tables();
    database_->commit();
}

Generation::~Generation() = default;

// False if the file does not hold this view as it is made today, up to a record of this log.
bool Generation::take_up(const LogReader& log) try {
    database_ = std::make_unique<Database>(file_);
    LogHead head;
    bool is_complete = false;
    const auto is_ours = database_->first(
        "SELECT epoch, record, sequence, is_complete, hash FROM generation "
        "WHERE view = ?1 AND version = ?2",
        [&](const SqlRow& row) {
            head.epoch = Epoch{static_cast<std::uint32_t>(row.integer(0))};
            head.record = RecordNumber{static_cast<std::uint64_t>(row.integer(1))};
            head.sequence = Sequence{static_cast<std::uint64_t>(row.integer(2))};
            is_complete = row.integer(3) != 0;
            if (head.record == RecordNumber{}) return true;
            const auto bytes = log.read(head.record);
            const auto record = bytes ? parse_record(*bytes) : RecordFault::cut_short;
            if (planted(PlantedBug::view_of_another_log_trusted)) return true;
            if (!record || bytes_of(record->hash) != row.bytes(4)) return false;
            head = head_after(*record);
            return true;
        },
        kind_.name, kind_.version);
    if (!is_ours.value_or(false)) return false;
    view_ = kind_.make(*database_);
    head_ = committed_ = head;
    is_complete_ = is_complete;
    return true;
} catch (const DatabaseFailed&) {
    return false;
}

void Generation::apply(const RecordView& record, const std::vector<StoredEvent>& events) {
    if (trouble_) return;
    try {
        begin();
        if (planted(PlantedBug::view_head_before_rows)) {
            head_ = head_after(record);
            commit();
            begin();
        }
        for (std::size_t i = 0; i < events.size(); ++i) {
            view_->apply({events[i], record.events[i], record.header.number});
        }
        head_ = head_after(record);
    } catch (const std::exception& why) {
        stand_still(why.what());
    }
}

void Generation::begin() {
    if (!database_->is_in_transaction()) database_->begin();
}

void Generation::commit() {
    if (!database_->is_in_transaction()) return;
    try {
        view_->write_kept_back();
        if (planted(PlantedBug::view_head_left_for_next_commit)) {
            database_->commit();
            begin();
        }
        note_head();
        if (planted(PlantedBug::view_head_left_for_next_commit)) return;
        database_->commit();
        committed_ = head_;
    } catch (const std::exception& why) {
        stand_still(why.what());
    }
}

void Generation::note_head() {
    database_->run(
        "UPDATE generation SET is_complete = ?1, epoch = ?2, record = ?3, sequence = ?4,"
        " hash = ?5",
        is_complete_ ? 1 : 0, number(head_.epoch), number(head_.record), number(head_.sequence),
        Blob{bytes_of(head_.hash)});
}

void Generation::complete() {
    if (is_complete_ || trouble_) return;
    begin();
    is_complete_ = true;
}

// The first trouble is the one to tell.
void Generation::stand_still(const std::string& why) {
    if (trouble_) return;
    trouble_ = why;
    head_ = committed_;
    try {
        database_->roll_back();
    } catch (const DatabaseFailed& worse) {
        trouble_->append("; ").append(worse.what());
    }
    alarm_(kind_.name, *trouble_);
}

void Generation::remove(std::unique_ptr<Generation> generation) {
    const auto file = generation->file_;
    generation.reset();
    remove_database(file);
}

void remove_database(const std::filesystem::path& file) {
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) {
        // What cannot be removed now is, when the folder is opened next.
        std::error_code left;
        std::filesystem::remove(file.string() + suffix, left);
    }
}

}  // namespace kalends
