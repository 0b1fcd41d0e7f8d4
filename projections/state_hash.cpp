#include "projections/state_hash.hpp"

#include <string>
#include <vector>

namespace kalends {
namespace {

struct Table {
    std::string name;
    int columns = 0;
    bool is_virtual = false;
};

// In order of their names. What SQLite and FTS5 keep for themselves tells how rows were written.
std::vector<Table> tables_of(Database& database) {
    std::vector<Table> tables;
    const SqlValue values[] = {std::string_view{generation_table}};
    database.query(
        "SELECT name, ncol, type = 'virtual' FROM pragma_table_list WHERE schema = 'main' "
        "AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name <> ?1 "
        "ORDER BY name",
        values, [&](const SqlRow& row) {
            tables.push_back(
                {std::string{row.text(0)}, static_cast<int>(row.integer(1)), row.integer(2) != 0});
            return true;
        });
    return tables;
}

// With its kind and its length, so that no two rows give the same bytes.
void add_value(Sha256& sha, const SqlRow& row, int column) {
    const char kind = row.kind(column);  // as it was before it is read as text
    const std::string value{row.bytes(column)};
    sha.add(kind + std::to_string(value.size()) + ":" + value);
}

void add_rows(Sha256& sha, Database& database, const std::string& from, int columns) {
    std::string order;
    for (int column = 1; column <= columns; ++column) {
        order += (column == 1 ? "" : ", ") + std::to_string(column);
    }
    database.query("SELECT * FROM " + from + " ORDER BY " + order, {}, [&](const SqlRow& row) {
        for (int column = 0; column < columns; ++column) add_value(sha, row, column);
        sha.add("\n");
        return true;
    });
}

// Each word, of which row and column it is, and where it stands there.
void add_words(Sha256& sha, Database& database, const std::string& table) {
    constexpr int columns = 4;
    database.script("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, " + table +
                    ", instance)");
    add_rows(sha, database, "temp.words", columns);
    database.script("DROP TABLE temp.words");
}

}  // namespace

Digest state_hash(Database& database) {
    Sha256 sha;
    for (const auto& table : tables_of(database)) {
        sha.add(table.name + "\n");
        if (table.is_virtual) {
            add_words(sha, database, table.name);
        } else {
            add_rows(sha, database, "\"" + table.name + "\"", table.columns);
        }
    }
    return sha.finish();
}

}  // namespace kalends
