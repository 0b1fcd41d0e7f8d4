#include "schemas/values/clock_minute.hpp"

namespace kalends {
namespace {

void append_two_digits(std::string& out, long value) {
    out.push_back(static_cast<char>('0' + value / 10));
    out.push_back(static_cast<char>('0' + value % 10));
}

// The value of two digits, or -1.
int two_digits(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (!is_digit(text[0]) || !is_digit(text[1])) return -1;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace

void append_text(std::string& out, ClockMinute minute) {
    const auto count = minute.since_midnight.count();
    append_two_digits(out, count / 60);
    out.push_back(':');
    append_two_digits(out, count % 60);
}

std::optional<ClockMinute> parse_clock_minute(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const int hour = two_digits(text.substr(0, 2));
    const int minute = two_digits(text.substr(3, 2));
    if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
    return ClockMinute{Minutes{hour * 60 + minute}};
}

}  // namespace kalends
