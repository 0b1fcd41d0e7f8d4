#include "schemas/requests/personal.hpp"

#include <map>

#include "schemas/json/writer.hpp"
#include "schemas/requests/values.hpp"
#include "schemas/shape/json_out.hpp"

namespace kalends {
namespace {

template <class Details>
Clear clear_object(const Details& details) {
    Clear clear;
    append_json(clear.json, details);
    return clear;
}

std::optional<Clear> read_text(JsonValue value, const TextRule& rule, FaultList& faults) {
    const auto text = rule(value, faults);
    if (!text) return std::nullopt;
    Clear clear;
    append_json_text(clear.json, *text);
    return clear;
}

std::optional<Clear> read_answer(JsonValue value, FaultList& faults) {
    if (value.text()) return read_text(value, {bounds::answer_chars, Lines::many}, faults);
    Clear clear;
    if (const auto number = value.integer()) {
        append_json_integer(clear.json, *number);
    } else if (const auto boolean = value.boolean()) {
        append_json_boolean(clear.json, *boolean);
    } else {
        faults.note(value, "must be a text, a whole number, true or false");
        return std::nullopt;
    }
    return clear;
}

std::optional<Clear> read_metadata_value(JsonValue value, FaultList& faults) {
    return read_text(value, {bounds::metadata_chars, Lines::many}, faults);
}

bool is_key(std::string_view name) {
    return bounds::key_chars.contain(count_characters(name)) &&
           !has_control_characters(name, Lines::one);
}

std::string json_object(const std::map<std::string_view, Clear>& members) {
    std::string out;
    for (const auto& [name, clear] : members) {
        out.push_back(',');
        append_json_text(out, name);
        out.append(":").append(clear.json);
    }
    close_json(out, 0, '{', '}');
    return out;
}

// An object whose names the caller chose.
template <class Rule>
std::optional<Clear> read_named(JsonValue value, Bounds size, const Rule& rule, FaultList& faults) {
    const auto found_before = faults.found();
    if (!check_list(value, JsonKind::object, size, faults)) return std::nullopt;
    std::map<std::string_view, Clear> members;
    for (const auto member : value.members()) {
        if (!is_key(member.name)) {
            faults.note(member.value, "must have a name of 1 to 100 characters, none of control");
        }
        if (auto clear = rule(member.value, faults)) members[member.name] = *std::move(clear);
    }
    if (faults.found() != found_before) return std::nullopt;
    return Clear{json_object(members)};
}

}  // namespace

Clear clear(const HostDetails& details) {
    return clear_object(details);
}

Clear clear(const GuestDetails& details) {
    return clear_object(details);
}

std::optional<Clear> read_answers(JsonValue value, FaultList& faults) {
    return read_named(value, bounds::answers, read_answer, faults);
}

std::optional<Clear> read_metadata(JsonValue value, FaultList& faults) {
    return read_named(value, bounds::metadata, read_metadata_value, faults);
}

std::optional<Clear> read_location(JsonValue value, FaultList& faults) {
    return read_text(value, {bounds::location_chars}, faults);
}

std::optional<Clear> read_reason(JsonValue value, FaultList& faults) {
    return read_text(value, {bounds::reason_chars, Lines::many}, faults);
}

}  // namespace kalends
