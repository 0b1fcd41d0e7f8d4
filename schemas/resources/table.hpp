#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kalends {

// Rows of named values, all of the same columns, in whichever form they are asked for.
struct Table {
    // Nothing is null in JSON and an empty cell in CSV.
    using Value = std::variant<std::monostate, std::int64_t, std::string>;
    using Row = std::vector<Value>;

    std::vector<std::string_view> columns;  // literals of ours
    std::vector<Row> rows;
};

// A JSON list of an object for each row.
void append_items(std::string& out, const Table& table);
// Its columns' names as the first row (schemas/csv/writer.hpp says how cells look).
void append_csv(std::string& out, const Table& table);

}  // namespace kalends
