#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kalends {

// A table as CSV, appended to `out`, which outlives it: RFC 4180 in UTF-8, commas between cells,
// CRLF after each row, and quotes around a cell where it needs them.
//
// A spreadsheet takes a cell for a formula if it begins with one of = + - @ or with a tab or a line
// end, and guests choose what stands in some cells. Such a text gets an apostrophe before it, which
// spreadsheets read as "this is text". So does one that begins with an apostrophe, so that whoever
// reads the file otherwise takes the first one off. Numbers are written as they are.
class CsvWriter {
  public:
    explicit CsvWriter(std::string& out) : out_{out} {}

    CsvWriter& cell(std::string_view text);
    CsvWriter& cell(std::int64_t number);
    // A cell that says nothing.
    CsvWriter& empty_cell();
    void end_row();

  private:
    void part();

    std::string& out_;
    bool is_row_begun_ = false;
};

}  // namespace kalends
