#include "schemas/requests/personal.hpp"

#include <map>
#include <type_traits>

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

std::optional<AnswerValue> read_answer(JsonValue value, FaultList& faults) {
    const TextRule text_rule{bounds::answer_chars, Lines::many};
    if (value.text()) return text_rule(value, faults);
    if (const auto integer = value.integer()) return *integer;
    if (const auto number = value.number()) return *number;
    if (const auto boolean = value.boolean()) return *boolean;
    if (value.kind() == JsonKind::array) {
        const TextRule choice_rule{bounds::choice_chars};
        return list_of({0, bounds::choices.most}, choice_rule)(value, faults);
    }
    faults.note(value, "must be a text, a number, true or false, or a list of texts");
    return std::nullopt;
}

Clear clear_answer(const AnswerValue& value) {
    Clear clear;
    const auto append = [&clear](const auto& one) {
        if constexpr (std::is_same_v<decltype(one), const double&>) {
            append_json_number(clear.json, one);
        } else {
            append_json(clear.json, one);
        }
    };
    std::visit(append, value);
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
auto read_named(JsonValue value, Bounds size, const Rule& rule, FaultList& faults)
    -> std::optional<std::map<std::string_view, Meaning<Rule>>> {
    const auto found_before = faults.found();
    if (!check_list(value, JsonKind::object, size, faults)) return std::nullopt;
    std::map<std::string_view, Meaning<Rule>> members;
    for (const auto member : value.members()) {
        if (!is_key(member.name)) {
            faults.note(member.value, "must have a name of 1 to 100 characters, none of control");
        }
        if (auto read = rule(member.value, faults)) members[member.name] = *std::move(read);
    }
    if (faults.found() != found_before) return std::nullopt;
    return members;
}

}  // namespace

Clear clear(const HostDetails& details) {
    return clear_object(details);
}

Clear clear(const GuestDetails& details) {
    return clear_object(details);
}

std::optional<GivenAnswers> read_answers(JsonValue value, FaultList& faults) {
    const auto given = read_named(value, bounds::answers, read_answer, faults);
    if (!given) return std::nullopt;
    std::map<std::string_view, Clear> members;
    GivenAnswers answers;
    for (const auto& [question, answer] : *given) {
        members[question] = clear_answer(answer);
        answers.answers.push_back({std::string{question}, answer});
    }
    answers.clear.json = json_object(members);
    return answers;
}

std::optional<Clear> read_metadata(JsonValue value, FaultList& faults) {
    const auto members = read_named(value, bounds::metadata, read_metadata_value, faults);
    if (!members) return std::nullopt;
    return Clear{json_object(*members)};
}

std::optional<Clear> read_location(JsonValue value, FaultList& faults) {
    return read_text(value, {bounds::location_chars}, faults);
}

std::optional<Clear> read_note(JsonValue value, FaultList& faults) {
    return read_text(value, {bounds::note_chars, Lines::many}, faults);
}

std::optional<Clear> read_reason(JsonValue value, FaultList& faults) {
    return read_text(value, {bounds::reason_chars, Lines::many}, faults);
}

}  // namespace kalends
