#include "schemas/csv/writer.hpp"

namespace kalends {
namespace {

// What begins with an apostrophe gets one more, so that the first can always be taken off.
bool needs_apostrophe(std::string_view text) {
    return text.find_first_of("=+-@\t\r\n'") == 0;
}

bool needs_quotes(std::string_view text) {
    return text.find_first_of("\",\r\n") != std::string_view::npos;
}

}  // namespace

CsvWriter& CsvWriter::cell(std::string_view text) {
    part();
    const bool is_quoted = needs_quotes(text);
    if (is_quoted) out_.push_back('"');
    if (needs_apostrophe(text)) out_.push_back('\'');
    for (const char c : text) {
        if (c == '"') out_.push_back('"');
        out_.push_back(c);
    }
    if (is_quoted) out_.push_back('"');
    return *this;
}

CsvWriter& CsvWriter::cell(std::int64_t number) {
    part();
    out_.append(std::to_string(number));
    return *this;
}

CsvWriter& CsvWriter::empty_cell() {
    part();
    return *this;
}

void CsvWriter::end_row() {
    out_.append("\r\n");
    is_row_begun_ = false;
}

void CsvWriter::part() {
    if (is_row_begun_) out_.push_back(',');
    is_row_begun_ = true;
}

}  // namespace kalends
