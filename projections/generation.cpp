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

Generation::Generation(const ViewKind& kind, std::filesystem::path file, const Alarm& alarm)
    : kind_{kind}, alarm_{alarm}, file_{std::move(file)} {}

Generation::~Generation() = default;

void Generation::open() {
    database_ = std::make_unique<Database>(file_);
    view_ = kind_.make(*database_);
}

Result<std::unique_ptr<Generation>, Unfit> Generation::take_up(const ViewKind& kind,
                                                               std::filesystem::path file,
                                                               const LogReader& log,
                                                               const Alarm& alarm) try {
    std::unique_ptr<Generation> made{new Generation{kind, std::move(file), alarm}};
    made->open();
    if (const auto unfit = made->read_head(log)) return *unfit;
    return made;
} catch (const FileDamaged&) {
    return Unfit::useless;
}

std::unique_ptr<Generation> Generation::make(const ViewKind& kind, std::filesystem::path file,
                                             const Alarm& alarm) {
    std::unique_ptr<Generation> made{new Generation{kind, std::move(file), alarm}};
    made->open();
    auto& database = *made->database_;
    database.begin();
    database.script(own_table);
    database.run("INSERT INTO generation VALUES (?1, ?2, 0, 1, 0, 0, x'')", kind.name,
                 kind.version);
    made->view_->make_tables();
    database.commit();
    return made;
}

std::unique_ptr<Generation> Generation::standing_still(const ViewKind& kind, const std::string& why,
                                                       const Alarm& alarm) {
    std::unique_ptr<Generation> made{new Generation{kind, {}, alarm}};
    made->stand_still(why);
    return made;
}

// A file without it was never made to its end, or is something else.
bool Generation::has_own_table() {
    constexpr std::int64_t columns = 7;
    const auto found = database_->first(
        "SELECT count(*) FROM pragma_table_info('generation') WHERE name IN "
        "('view', 'version', 'is_complete', 'epoch', 'record', 'sequence', 'hash')",
        [](const SqlRow& row) { return row.integer(0); });
    return found == columns;
}

// Nothing if the file holds this view as it is made today, up to a record of this log.
std::optional<Unfit> Generation::read_head(const LogReader& log) {
    if (!has_own_table()) return Unfit::useless;
    const auto read = [&](const SqlRow& row) -> std::optional<Unfit> {
        if (row.integer(0) != kind_.version) return Unfit::other_version;
        is_complete_ = row.integer(1) != 0;
        head_.epoch = Epoch{static_cast<std::uint32_t>(row.integer(2))};
        head_.record = RecordNumber{static_cast<std::uint64_t>(row.integer(3))};
        head_.sequence = Sequence{static_cast<std::uint64_t>(row.integer(4))};
        if (head_.record == RecordNumber{}) return std::nullopt;
        const auto bytes = log.read(head_.record);
        const auto record = bytes ? parse_record(*bytes) : RecordFault::cut_short;
        if (planted(PlantedBug::view_of_another_log_trusted)) return std::nullopt;
        if (!record || bytes_of(record->hash) != row.bytes(5)) return Unfit::useless;
        head_ = head_after(*record);
        return std::nullopt;
    };
    const auto unfit = database_->first(
        "SELECT version, is_complete, epoch, record, sequence, hash FROM generation "
        "WHERE view = ?1",
        read, kind_.name);
    committed_ = head_;
    return unfit.value_or(Unfit::useless);
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
    if (!database_ || !database_->is_in_transaction()) return;
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
        if (database_) database_->roll_back();
    } catch (const DatabaseFailed& worse) {
        trouble_->append("; ").append(worse.what());
    }
    alarm_(kind_.name, *trouble_);
}

}  // namespace kalends
