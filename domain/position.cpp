#include "domain/position.hpp"

#include <charconv>

namespace kalends {
namespace {

// Reads a decimal without sign or leading zeros up to `end_mark` (or the end) off the front of
// text.
template <class Number>
bool take_number(std::string_view& text, Number& value) {
    if (text.size() > 1 && text[0] == '0' && text[1] != '-') return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool take_dash(std::string_view& text) {
    if (!text.starts_with('-')) return false;
    text.remove_prefix(1);
    return true;
}

}  // namespace

std::string to_text(Position position) {
    return std::to_string(number(position.partition)) + '-' +
           std::to_string(number(position.epoch)) + '-' + std::to_string(number(position.sequence));
}

std::optional<Position> parse_position(std::string_view text) {
    std::uint16_t partition = 0;
    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0;
    if (!take_number(text, partition) || !take_dash(text)) return std::nullopt;
    if (!take_number(text, epoch) || !take_dash(text)) return std::nullopt;
    if (!take_number(text, sequence) || !text.empty()) return std::nullopt;
    return Position{Partition{partition}, Epoch{epoch}, Sequence{sequence}};
}

}  // namespace kalends
