#include "schemas/resources/table.hpp"

#include "domain/check.hpp"
#include "schemas/csv/writer.hpp"
#include "schemas/json/writer.hpp"

namespace kalends {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

void append_json_value(std::string& out, const Table::Value& value) {
    std::visit(Overloaded{[&](std::monostate) { out.append("null"); },
                          [&](std::int64_t number) { append_json_integer(out, number); },
                          [&](const std::string& text) { append_json_text(out, text); }},
               value);
}

void append_object(std::string& out, const Table& table, const Table::Row& row) {
    ensure(row.size() == table.columns.size(), "a row has a value for each column");
    const auto start = out.size();
    for (std::size_t i = 0; i < row.size(); ++i) {
        out.push_back(',');
        append_json_text(out, table.columns[i]);
        out.push_back(':');
        append_json_value(out, row[i]);
    }
    close_json(out, start, '{', '}');
}

void append_cell(CsvWriter& csv, const Table::Value& value) {
    std::visit(Overloaded{[&](std::monostate) { csv.empty_cell(); },
                          [&](std::int64_t number) { csv.cell(number); },
                          [&](const std::string& text) { csv.cell(text); }},
               value);
}

}  // namespace

void append_items(std::string& out, const Table& table) {
    const auto start = out.size();
    for (const auto& row : table.rows) {
        out.push_back(',');
        append_object(out, table, row);
    }
    close_json(out, start, '[', ']');
}

void append_csv(std::string& out, const Table& table) {
    CsvWriter csv{out};
    for (const auto column : table.columns) csv.cell(column);
    csv.end_row();
    for (const auto& row : table.rows) {
        for (const auto& value : row) append_cell(csv, value);
        csv.end_row();
    }
}

}  // namespace kalends
