#include "projections/sqlite/database.hpp"

#include <sqlite3.h>

#include "domain/check.hpp"

namespace kalends {
namespace {

// Queries are made of parts that filters choose: most of their thousands of texts are never asked.
constexpr std::size_t prepared_max = 512;

// One connection, whose commits survive this process and not the machine: the log has it all. Under
// load a thousand pages are written every tenth of a second: a checkpoint, which syncs three times,
// is due each 16 MiB.
constexpr const char* profile = R"(
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA foreign_keys = OFF;
    PRAGMA cache_size = -32768;
    PRAGMA wal_autocheckpoint = 4096;
)";

// SQLite counts its memory under a lock that every allocation takes; nobody asks for the count. It
// is too late for this once a database is open, so only the first call does anything.
void uncount_memory() {
    static const int result = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(result);
}

void bind(sqlite3_stmt* statement, int place, const SqlValue& value) {
    std::visit(
        [&]<class Value>(const Value& given) {
            if constexpr (std::is_same_v<Value, std::monostate>) {
                sqlite3_bind_null(statement, place);
            } else if constexpr (std::is_same_v<Value, std::int64_t>) {
                sqlite3_bind_int64(statement, place, given);
            } else if constexpr (std::is_same_v<Value, std::string_view>) {
                sqlite3_bind_text64(statement, place, given.data(), given.size(), SQLITE_STATIC,
                                    SQLITE_UTF8);
            } else {
                sqlite3_bind_blob64(statement, place, given.bytes.data(), given.bytes.size(),
                                    SQLITE_STATIC);
            }
        },
        value);
}

// A statement is at rest again however its use ends: one half-way holds up every commit.
class InUse {
  public:
    explicit InUse(sqlite3_stmt* statement) : statement_{statement} {}
    ~InUse() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
    InUse(const InUse&) = delete;
    InUse& operator=(const InUse&) = delete;

  private:
    sqlite3_stmt* statement_;
};

}  // namespace

bool SqlRow::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

char SqlRow::kind(int column) const {
    switch (sqlite3_column_type(statement_, column)) {
        case SQLITE_INTEGER:
            return 'i';
        case SQLITE_FLOAT:
            return 'r';
        case SQLITE_TEXT:
            return 't';
        case SQLITE_BLOB:
            return 'b';
        default:
            return 'n';
    }
}

std::int64_t SqlRow::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string_view SqlRow::text(int column) const {
    return bytes(column);
}

std::string_view SqlRow::bytes(int column) const {
    const auto* begin = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    if (begin == nullptr) return {};
    return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Database::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

void Database::Close::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Database::Database(const std::filesystem::path& file) {
    uncount_memory();
    sqlite3* opened = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int result = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
    database_.reset(opened);
    if (result == SQLITE_OK) result = sqlite3_exec(opened, profile, nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) fail("opening " + file.string());
    sqlite3_extended_result_codes(opened, 1);
}

Database::~Database() = default;

void Database::script(const std::string& statements) {
    if (sqlite3_exec(database_.get(), statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(statements);
    }
}

sqlite3_stmt* Database::prepared(std::string_view statement) {
    if (const auto known = prepared_.find(statement); known != prepared_.end()) {
        return known->second.get();
    }
    if (prepared_.size() >= prepared_max) drop_prepared();
    sqlite3_stmt* made = nullptr;
    const int result =
        sqlite3_prepare_v3(database_.get(), statement.data(), static_cast<int>(statement.size()),
                           SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    Prepared owned{made};
    if (result != SQLITE_OK || made == nullptr) fail(statement);
    return prepared_.emplace(std::string{statement}, std::move(owned)).first->second.get();
}

// Those at rest: whoever takes the rows of one may ask for others meanwhile. The few that are asked
// all the time are prepared again at once.
void Database::drop_prepared() {
    std::erase_if(prepared_,
                  [](const auto& one) { return sqlite3_stmt_busy(one.second.get()) == 0; });
}

void Database::query(std::string_view statement, std::span<const SqlValue> values,
                     const TakeRow& take) {
    if (is_in_transaction_ && sqlite3_get_autocommit(database_.get()) != 0) {
        throw DatabaseFailed{"SQLite: the transaction was rolled back by an earlier error"};
    }
    auto* const made = prepared(statement);
    ensure(sqlite3_stmt_busy(made) == 0, "no statement is asked for within its own rows");
    const InUse use{made};
    int place = 0;
    for (const auto& value : values) bind(made, ++place, value);
    while (true) {
        const int result = sqlite3_step(made);
        if (result == SQLITE_DONE) return;
        if (result != SQLITE_ROW) fail(statement);
        if (!take(SqlRow{made})) return;
    }
}

void Database::begin() {
    run("BEGIN IMMEDIATE");
    is_in_transaction_ = true;
}

void Database::commit() {
    run("COMMIT");
    is_in_transaction_ = false;
}

// After an error SQLite may have done so by itself.
void Database::roll_back() {
    is_in_transaction_ = false;
    if (sqlite3_get_autocommit(database_.get()) == 0) run("ROLLBACK");
}

void Database::fail(std::string_view what) const {
    const auto why =
        std::string{"SQLite: "} + sqlite3_errmsg(database_.get()) + ", in: " + std::string{what};
    constexpr int kind = 0xff;  // without the details of extended codes
    switch (sqlite3_errcode(database_.get()) & kind) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw FileDamaged{why};
        default:
            throw DatabaseFailed{why};
    }
}

}  // namespace kalends
