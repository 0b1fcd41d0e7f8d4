#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

std::string range_of(Bounds bounds) {
    if (bounds.least == bounds.most) return std::to_string(bounds.least);
    return std::to_string(bounds.least) + " to " + std::to_string(bounds.most);
}

bool may_stand_in_name(char c) {
    const char lower = static_cast<char>(c | 0x20);
    return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z') || c == '-' || c == '_';
}

}  // namespace

bool is_path_name(std::string_view name) {
    return bounds::path_name_chars.contain(static_cast<std::int64_t>(name.size())) &&
           std::all_of(name.begin(), name.end(), may_stand_in_name);
}

std::optional<std::string> read_path_name(JsonValue value, FaultList& faults) {
    const auto name = value.text();
    if (name && is_path_name(*name)) return std::string{*name};
    faults.note(value, std::string{path_name_rule});
    return std::nullopt;
}

std::string wanted_of_id(std::string_view text, std::string_view prefix) {
    const auto begin = std::string{prefix} + '_';
    if (!text.starts_with(begin)) return "must be an id that begins with " + begin;
    return "must have the 26 characters of an id behind " + begin + ", as they were answered";
}

std::optional<bool> read_boolean(JsonValue value, FaultList& faults) {
    if (!value.boolean()) faults.note(value, "must be true or false");
    return value.boolean();
}

std::optional<Instant> read_start(JsonValue value, FaultList& faults) {
    const auto start = read_form<Instant>(value, faults);
    if (!start || start->time_since_epoch() % Minutes{1} == Milliseconds{0}) return start;
    faults.note(value, "must be a whole minute, without seconds");
    return std::nullopt;
}

std::optional<std::int64_t> whole_number(JsonValue value) {
    if (const auto integer = value.integer()) return integer;
    // Beyond it a double does not tell one whole number from the next.
    constexpr double exact_max = 9'007'199'254'740'992;
    const auto number = value.number();
    if (!number || std::abs(*number) > exact_max) return std::nullopt;
    const auto whole = static_cast<std::int64_t>(*number);
    return static_cast<double>(whole) < *number || static_cast<double>(whole) > *number
               ? std::nullopt
               : std::optional{whole};
}

std::optional<std::int64_t> NumberRule::operator()(JsonValue value, FaultList& faults) const {
    const auto number = whole_number(value);
    if (number && bounds.contain(*number)) return number;
    std::string message = "must be a whole number";
    if (!unit.empty()) message.append(" of ").append(unit);
    faults.note(value, message + " from " + range_of(bounds));
    return std::nullopt;
}

std::optional<Minutes> MinutesRule::operator()(JsonValue value, FaultList& faults) const {
    const auto count = NumberRule{bounds, "minutes"}(value, faults);
    if (!count) return std::nullopt;
    return Minutes{*count};
}

std::optional<std::string> TextRule::operator()(JsonValue value, FaultList& faults) const {
    const auto text = value.text();
    if (!text || !chars.contain(count_characters(*text))) {
        faults.note(value, "must be a text of " + range_of(chars) + " characters");
    } else if (has_control_characters(*text, lines)) {
        faults.note(value, "must not contain control characters");
    } else if (chars.least > 0 && is_blank(*text)) {
        faults.note(value, "must not be blank");
    } else {
        return std::string{*text};
    }
    return std::nullopt;
}

std::optional<std::string> ZoneRule::operator()(JsonValue value, FaultList& faults) const {
    const auto name = value.text();
    if (name && zones.has(*name)) return std::string{*name};
    faults.note(value, "must be the name of an IANA time zone, as in Europe/Luxembourg");
    return std::nullopt;
}

void note_choices(JsonValue value, std::span<const std::string_view> choices, FaultList& faults) {
    std::string message = "must be one of ";
    for (std::size_t i = 0; i < choices.size(); ++i) {
        message.append(i == 0 ? "" : ", ").append(choices[i]);
    }
    faults.note(value, std::move(message));
}

bool check_list(JsonValue value, JsonKind kind, Bounds size, FaultList& faults) {
    if (value.kind() == kind && size.contain(static_cast<std::int64_t>(value.size()))) return true;
    const bool is_array = kind == JsonKind::array;
    std::string message = is_array ? "must be a list of " : "must be an object of ";
    message.append(range_of(size)).append(is_array ? " element" : " member");
    faults.note(value, message.append(size.most == 1 ? "" : "s"));
    return false;
}

}  // namespace kalends
