#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace kalends {

// SQLite could not do what it was asked to: the disk is full, a file is damaged, a statement is
// wrong. What a transaction had done so far is not there.
struct DatabaseFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The file is none of SQLite's, or its pages contradict each other: it is of no use any more. Any
// other failure says nothing about the file.
struct FileDamaged : DatabaseFailed {
    using DatabaseFailed::DatabaseFailed;
};

// Rows are not what whoever wrote them left: the file was damaged, or a transaction was lost. All
// of it can be made again from the log, so this stops the view and never the engine.
struct ViewDamaged : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What must hold of rows that were read, and does not.
[[noreturn]] inline void damaged(const char* invariant) {
    throw ViewDamaged{std::string{"the view's file is damaged: "} + invariant};
}
inline void demand(bool holds, const char* invariant) {
    if (!holds) damaged(invariant);
}

// A value of a row as SQLite has it. What is viewed outlives the call that takes it.
struct Blob {
    std::string_view bytes;
};
using SqlValue = std::variant<std::monostate, std::int64_t, std::string_view, Blob>;

// One row of an answer, valid until the next is asked for. Columns count from 0.
class SqlRow {
  public:
    explicit SqlRow(sqlite3_stmt* statement) : statement_{statement} {}

    [[nodiscard]] bool is_null(int column) const;
    // A letter for what kind of value it is: none, integer, real, text or blob.
    [[nodiscard]] char kind(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    // Empty if it is null.
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view bytes(int column) const;

  private:
    sqlite3_stmt* statement_;
};

// One connection to one SQLite file, the only one there is to it: it reads, writes and checkpoints.
// All that it holds can be made again from the log, so a commit is not synced; after a crash the
// file is as some earlier commit left it. What is removed is overwritten with zeros. For one thread
// at a time. Everything throws DatabaseFailed.
class Database {
  public:
    // Opens the file or makes it; ":memory:" is a database that nobody else sees.
    explicit Database(const std::filesystem::path& file);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // Statements without parameters, one after the other: the making of tables.
    void script(const std::string& statements);

    // Prepared once for each text, so the text must not hold values: those are bound to ?1, ?2, …
    template <class... Values>
    void run(std::string_view statement, const Values&... values) {
        const SqlValue all[] = {SqlValue{}, value_of(values)...};
        query(statement, std::span{all}.subspan(1), [](const SqlRow&) { return true; });
    }
    // The first row as `read` takes it; nothing if there is none.
    template <class Read, class... Values>
    auto first(std::string_view statement, Read read, const Values&... values) {
        std::optional<std::invoke_result_t<Read, const SqlRow&>> found;
        const SqlValue all[] = {SqlValue{}, value_of(values)...};
        query(statement, std::span{all}.subspan(1), [&](const SqlRow& row) {
            found.emplace(read(row));
            return false;
        });
        return found;
    }
    // Each row in order while `take` says to go on; meanwhile it may ask for any other statement.
    using TakeRow = std::function<bool(const SqlRow&)>;
    void query(std::string_view statement, std::span<const SqlValue> values, const TakeRow& take);

    // From `begin` on nothing is in the file before `commit`; this connection sees it at once.
    // After some errors SQLite rolls back by itself: then everything fails until `roll_back`, so
    // that nothing is written beside a transaction that is no more.
    void begin();
    void commit();
    void roll_back();
    [[nodiscard]] bool is_in_transaction() const { return is_in_transaction_; }

  private:
    struct Close {
        void operator()(sqlite3* database) const;
        void operator()(sqlite3_stmt* statement) const;
    };
    using Prepared = std::unique_ptr<sqlite3_stmt, Close>;
    // Lets a statement be looked up without a copy of its text.
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    template <class Value>
    static SqlValue value_of(const Value& value) {
        if constexpr (std::is_same_v<Value, Blob> || std::is_same_v<Value, SqlValue>) {
            return value;
        } else if constexpr (std::is_same_v<Value, std::nullptr_t>) {
            return std::monostate{};
        } else if constexpr (std::is_integral_v<Value>) {
            return static_cast<std::int64_t>(value);
        } else if constexpr (requires { value.has_value(); }) {
            return value ? value_of(*value) : SqlValue{};
        } else {
            return std::string_view{value};
        }
    }

    [[nodiscard]] sqlite3_stmt* prepared(std::string_view statement);
    void drop_prepared();
    [[noreturn]] void fail(std::string_view what) const;

    std::unique_ptr<sqlite3, Close> database_;
    std::unordered_map<std::string, Prepared, Hash, std::equal_to<>> prepared_;
    bool is_in_transaction_ = false;
};

}  // namespace kalends
