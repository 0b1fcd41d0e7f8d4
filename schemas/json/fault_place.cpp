#include "schemas/json/fault_place.hpp"

#include <algorithm>
#include <bitset>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "schemas/json/reader.hpp"

namespace kalends {
namespace {

constexpr std::string_view ends_early = "the text ends too early";
constexpr std::string_view no_value = "a value is needed";
constexpr std::string_view no_name = "a member needs a name in double quotes";

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

bool is_hex(char c) {
    return is_digit(c) || ('a' <= c && c <= 'f') || ('A' <= c && c <= 'F');
}

// Of four hexadecimal digits.
unsigned code_unit(std::string_view digits) {
    unsigned unit = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    return unit;
}

// A whole number wants 64 bits, with or without a sign, every other the finite ones of a double.
bool is_held(std::string_view number) {
    const auto* end = number.data() + number.size();
    std::int64_t low = 0;
    std::uint64_t high = 0;
    if (number.find_first_of(".eE") == number.npos) {
        return std::from_chars(number.data(), end, low).ec == std::errc{} ||
               std::from_chars(number.data(), end, high).ec == std::errc{};
    }
    return std::isfinite(std::strtod(std::string{number}.c_str(), nullptr));
}

// Whether an escape for the one half of a character stands without the other.
bool has_half_pair(std::string_view text) {
    for (auto at = text.find('\\'); at != text.npos; at = text.find('\\', at + 2)) {
        if (text[at + 1] != 'u') continue;
        const auto unit = code_unit(text.substr(at + 2, 4));
        if (unit < 0xd800 || unit > 0xdfff) continue;
        const auto next = text.substr(at + 6);
        if (unit > 0xdbff || !next.starts_with("\\u")) return true;
        const auto other = code_unit(next.substr(2, 4));
        if (other < 0xdc00 || other > 0xdfff) return true;
        at += 6;
    }
    return false;
}

// What a text, as it is written, has against being one of Unicode; empty if nothing.
std::string_view text_fault(std::string_view text) {
    if (!is_utf8(text)) return "is not valid UTF-8";
    if (has_half_pair(text)) {
        return "has half a surrogate pair: one of \\ud800 to \\udbff and one of \\udc00 to "
               "\\udfff stand for a character together";
    }
    return {};
}

// Walks through a text by the grammar of RFC 8259 until something does not fit it, or is a value
// that cannot be held.
class Walk {
  public:
    explicit Walk(std::string_view text) : text_{text} {}

    [[nodiscard]] std::optional<JsonFaultPlace> first_fault() {
        while (!fault_ && !is_done_) step();
        if (!fault_) skip_blanks();
        if (!fault_ && at_ < text_.size()) fail("nothing may come after the whole value");
        return fault_;
    }

  private:
    // What may come next.
    enum class Wanted { value, value_or_end, name, name_or_end, comma_or_end };

    void step() {
        skip_blanks();
        if (at_ == text_.size()) return fail(ends_early);
        switch (wanted_) {
            case Wanted::value:
            case Wanted::value_or_end:
                return is_closed(wanted_ == Wanted::value_or_end) ? close() : take_value();
            case Wanted::name:
            case Wanted::name_or_end:
                return is_closed(wanted_ == Wanted::name_or_end) ? close() : take_name();
            case Wanted::comma_or_end:
                return is_closed(true) ? close() : take_comma();
        }
    }

    [[nodiscard]] bool is_closed(bool may_be) const {
        return may_be && text_[at_] == (is_object_[depth_] ? '}' : ']');
    }

    void open(bool is_object) {
        if (depth_ == json_depth_max) return fail("arrays and objects are too deep here");
        is_object_[++depth_] = is_object;
        ++at_;
        wanted_ = is_object ? Wanted::name_or_end : Wanted::value_or_end;
    }

    void close() {
        --depth_;
        ++at_;
        end_value();
    }

    void end_value() {
        is_done_ = depth_ == 0;
        wanted_ = Wanted::comma_or_end;
    }

    void take_value() {
        const char c = text_[at_];
        if (c == '{' || c == '[') return open(c == '{');
        if (c == '"') {
            const auto start = at_;
            take_text();
            if (!fault_) fail_to_hold(start, text_fault(text_.substr(start, at_ - start)));
        } else if (c == '-' || is_digit(c)) {
            const auto start = at_;
            take_number();
            const bool is_fine = fault_ || is_held(text_.substr(start, at_ - start));
            if (!is_fine) fail_to_hold(start, "is a number that is too large");
        } else if (!take_word("true") && !take_word("false") && !take_word("null")) {
            return fail(no_value);
        }
        end_value();
    }

    void take_name() {
        if (text_[at_] != '"') return fail(no_name);
        const auto start = at_;
        take_text();
        if (!fault_ && !text_fault(text_.substr(start, at_ - start)).empty()) {
            fault_ = {start, "a member's name is no Unicode text", {}};
        }
        skip_blanks();
        if (!fault_ && !take_word(":")) {
            fail(at_ == text_.size() ? ends_early : "a colon is needed behind a member's name");
        }
        wanted_ = Wanted::value;
    }

    void take_comma() {
        if (!take_word(",")) {
            return fail(is_object_[depth_] ? "a comma or } is needed" : "a comma or ] is needed");
        }
        wanted_ = is_object_[depth_] ? Wanted::name : Wanted::value;
    }

    [[nodiscard]] bool take_word(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }

    void take_text() {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (static_cast<unsigned char>(text_[at_]) < 0x20) {
                return fail("a text may not have a line break or another control character");
            }
            if (text_[at_] == '\\' && !take_escape()) return;
        }
        if (at_ == text_.size()) return fail(ends_early);
        ++at_;
    }

    // Up to its last character.
    bool take_escape() {
        constexpr std::string_view short_ones = "\"\\/bfnrt";
        const auto rest = text_.substr(at_ + 1);
        const bool is_long = rest.size() >= 5 && rest.front() == 'u' &&
                             std::ranges::all_of(rest.substr(1, 4), is_hex);
        const bool is_short = !rest.empty() && short_ones.find(rest.front()) != rest.npos;
        if (!is_long && !is_short) fail("a backslash in a text begins no escape here");
        at_ += is_long ? 5 : 1;
        return is_long || is_short;
    }

    void take_number() {
        const auto start = at_;
        if (text_[at_] == '-') ++at_;
        const bool has_zero = at_ < text_.size() && text_[at_] == '0';
        const auto digits = take_digits();
        if (digits == 0 || (has_zero && digits > 1)) return fail_at(start);
        if (at_ < text_.size() && text_[at_] == '.') {
            ++at_;
            if (take_digits() == 0) return fail_at(start);
        }
        if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            ++at_;
            if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
            if (take_digits() == 0) return fail_at(start);
        }
    }

    std::size_t take_digits() {
        const auto start = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
        return at_ - start;
    }

    void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

    void fail(std::string_view what) { fault_ = {at_, what, {}}; }
    void fail_at(std::size_t start) { fault_ = {start, "a number is not written like this", {}}; }

    // Of the value that begins there.
    void fail_to_hold(std::size_t start, std::string_view what) {
        if (what.empty()) return;
        fault_ = {start, what, "null"};
        for (auto depth = depth_; depth > 0; --depth) {
            fault_->ending.push_back(is_object_[depth] ? '}' : ']');
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::bitset<json_depth_max + 1> is_object_;
    Wanted wanted_ = Wanted::value;
    bool is_done_ = false;
    std::optional<JsonFaultPlace> fault_;
};

// Characters begin with any byte but one that continues another.
bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

}  // namespace

std::optional<JsonFaultPlace> fault_place(std::string_view text) {
    return Walk{text}.first_fault();
}

std::string told(std::string_view text, const JsonFaultPlace& place, std::size_t first_line) {
    const auto before = text.substr(0, place.offset);
    const auto line_start = before.rfind('\n') + 1;  // zero if there is none
    const auto line = first_line + static_cast<std::size_t>(std::ranges::count(before, '\n'));
    const auto column = std::ranges::count_if(before.substr(line_start), begins_character) + 1;
    return "is not JSON from line " + std::to_string(line) + ", column " + std::to_string(column) +
           ", on: " + std::string{place.what};
}

}  // namespace kalends
