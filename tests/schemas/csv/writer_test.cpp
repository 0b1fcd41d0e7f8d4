#include "schemas/csv/writer.hpp"

#include <doctest/doctest.h>

#include <string>

namespace kalends {
namespace {

std::string cell_of(std::string_view text) {
    std::string out;
    CsvWriter{out}.cell(text);
    return out;
}

TEST_CASE("a table has commas between cells and a line end after each row") {
    std::string out;
    CsvWriter table{out};
    table.cell("date").cell("bookings").cell("note").end_row();
    table.cell("2026-12-01").cell(std::int64_t{-3}).empty_cell().end_row();
    CHECK(out == "date,bookings,note\r\n2026-12-01,-3,\r\n");
}

TEST_CASE("a cell that holds a comma, a quote or a line end stands in quotes") {
    CHECK(cell_of("plain, or not") == "\"plain, or not\"");
    CHECK(cell_of("say \"when\"") == "\"say \"\"when\"\"\"");
    CHECK(cell_of("two\r\nlines") == "\"two\r\nlines\"");
    CHECK(cell_of("a=b+c-d@e") == "a=b+c-d@e");
    CHECK(cell_of("") == "");
    CHECK(cell_of("Zoë 😀") == "Zoë 😀");
}

TEST_CASE("no text begins like a formula of a spreadsheet") {
    CHECK(cell_of("=1+1") == "'=1+1");
    CHECK(cell_of("+352 1") == "'+352 1");
    CHECK(cell_of("-2") == "'-2");
    CHECK(cell_of("@SUM(A1)") == "'@SUM(A1)");
    CHECK(cell_of("\tx") == "'\tx");
    CHECK(cell_of("=HYPERLINK(\"x\",\"y\")") == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    CHECK(cell_of("\r=1") == "\"'\r=1\"");
    CHECK(cell_of("\n=1") == "\"'\n=1\"");
}

TEST_CASE("whoever takes the first apostrophe off has the text that was written") {
    CHECK(cell_of("'Ndrangheta") == "''Ndrangheta");
    CHECK(cell_of("'=1") == "''=1");
    CHECK(cell_of("'") == "''");
    CHECK(cell_of("O'Brien") == "O'Brien");
    for (const std::string text : {"=1", "'=1", "''", "+352 1", "Ann", "O'Brien", "-", ""}) {
        auto cell = cell_of(text);
        if (cell.starts_with('\'')) cell.erase(0, 1);
        CHECK(cell == text);
    }
}

}  // namespace
}  // namespace kalends
