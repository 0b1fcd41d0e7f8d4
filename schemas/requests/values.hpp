#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "domain/characters.hpp"
#include "domain/time.hpp"
#include "domain/zones.hpp"
#include "schemas/requests/bounds.hpp"
#include "schemas/requests/members.hpp"
#include "schemas/shape/enum_names.hpp"
#include "schemas/shape/text_form.hpp"

namespace kalends {

// The rules of plain values.

[[nodiscard]] std::optional<bool> read_boolean(JsonValue value, FaultList& faults);

// An instant without seconds, as every start is.
[[nodiscard]] std::optional<Instant> read_start(JsonValue value, FaultList& faults);

// 30 and, as JSON Schema has it, 30.0; nothing else.
[[nodiscard]] std::optional<std::int64_t> whole_number(JsonValue value);

// A whole number, of something if `unit` says so: " minutes".
struct NumberRule {
    Bounds bounds;
    std::string_view unit = {};

    std::optional<std::int64_t> operator()(JsonValue value, FaultList& faults) const;
};

struct MinutesRule {
    Bounds bounds;

    std::optional<Minutes> operator()(JsonValue value, FaultList& faults) const;
};

// A text for people, not blank unless it may be empty. Control characters are refused, but for line
// breaks and tabs where it may have lines.
struct TextRule {
    Bounds chars;
    Lines lines = Lines::one;

    std::optional<std::string> operator()(JsonValue value, FaultList& faults) const;
};

struct ZoneRule {
    const ZoneNames& zones;

    std::optional<std::string> operator()(JsonValue value, FaultList& faults) const;
};

// Of a date, or of a time, that can be told otherwise.
inline constexpr std::string_view years_wanted = "must lie within the years 1970 to 2999";

// Whether the text is refused for its year alone.
template <HasTextForm T>
[[nodiscard]] bool is_of_another_year(std::string_view text) {
    constexpr std::string_view some_year = "2001";
    const auto year = text.substr(0, some_year.size());
    if (("1970" < year && year < "2999") || TextForm<T>::parse(text)) return false;
    return TextForm<T>::parse(std::string{some_year}.append(text.substr(year.size()))).has_value();
}

template <HasTextForm T>
[[nodiscard]] std::string wrong_with(std::string_view text) {
    if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Date>) {
        if (is_of_another_year<T>(text)) return std::string{years_wanted};
    }
    return "must be " + std::string{TextForm<T>::wanted};
}

template <HasTextForm T>
[[nodiscard]] std::optional<T> read_form(JsonValue value, FaultList& faults) {
    const auto text = value.text();
    auto read = text ? TextForm<T>::parse(*text) : std::nullopt;
    if (!read) faults.note(value, wrong_with<T>(text.value_or("")));
    return read;
}

// What is wrong with a text that is no id of this prefix.
[[nodiscard]] std::string wanted_of_id(std::string_view text, std::string_view prefix);

template <class SomeId>
[[nodiscard]] std::optional<SomeId> read_id(JsonValue value, FaultList& faults) {
    const auto text = value.text();
    const auto id = text ? parse<SomeId>(*text) : std::nullopt;
    // Nil says in states and commands that there is none, so nobody may ask for it.
    if (id && !id->is_nil()) return id;
    faults.note(value, wanted_of_id(text.value_or(""), KindOf<SomeId>::type::prefix));
    return std::nullopt;
}

// Notes that the value must be one of these texts.
void note_choices(JsonValue value, std::span<const std::string_view> choices, FaultList& faults);

// One of some enumerators, by its name.
template <NamedEnum Enum>
struct ChoiceRule {
    std::vector<Enum> choices;

    std::optional<Enum> operator()(JsonValue value, FaultList& faults) const {
        std::vector<std::string_view> names;
        for (const auto choice : choices) {
            names.push_back(stored_name(choice));
            if (value.text() == names.back()) return choice;
        }
        note_choices(value, names, faults);
        return std::nullopt;
    }
};

// All enumerators of it.
template <NamedEnum Enum>
[[nodiscard]] ChoiceRule<Enum> any_of() {
    ChoiceRule<Enum> rule;
    for (std::size_t i = 0; i < enumerators<Enum>; ++i) {
        rule.choices.push_back(static_cast<Enum>(i));
    }
    return rule;
}

// What `rule` reads, or `Absent{}` for null.
template <class Absent, class Rule>
[[nodiscard]] auto or_null(Rule rule) {
    return [rule](JsonValue value, FaultList& faults) -> std::optional<Absent> {
        if (value.kind() == JsonKind::null) return Absent{};
        auto read = rule(value, faults);
        if (!read) return std::nullopt;
        return Absent{std::move(*read)};
    };
}

// Whether the value is of that kind and has as many elements or members as it may.
[[nodiscard]] bool check_list(JsonValue value, JsonKind kind, Bounds size, FaultList& faults);

template <class Rule>
[[nodiscard]] auto list_of(Bounds size, Rule rule) {
    using List = std::vector<Meaning<Rule>>;
    return [size, rule](JsonValue value, FaultList& faults) -> std::optional<List> {
        const auto found_before = faults.found();
        if (!check_list(value, JsonKind::array, size, faults)) return std::nullopt;
        List list;
        for (const auto element : value.elements()) {
            if (auto read = rule(element, faults)) list.push_back(std::move(*read));
        }
        if (faults.found() != found_before) return std::nullopt;
        return list;
    };
}

// A list of which no two elements have the same key, which `key_of` tells of what was read. What
// repeats an earlier one is a fault at its own place: at the member of the element, if one is
// named.
template <class Rule, class KeyOf>
[[nodiscard]] auto list_by(Bounds size, Rule rule, KeyOf key_of, std::string_view member) {
    using List = std::vector<Meaning<Rule>>;
    using Key = std::remove_cvref_t<std::invoke_result_t<KeyOf, const Meaning<Rule>&>>;
    return [=](JsonValue value, FaultList& faults) -> std::optional<List> {
        auto list = list_of(size, rule)(value, faults);
        if (!list) return std::nullopt;
        const auto found_before = faults.found();
        std::set<Key> seen;
        auto read = list->cbegin();
        for (const auto element : value.elements()) {
            if (seen.insert(std::invoke(key_of, *read++)).second) continue;
            faults.note(element.find(member).value_or(element), "must not stand twice");
        }
        if (faults.found() != found_before) return std::nullopt;
        return list;
    };
}

// A list in which nothing stands twice.
template <class Rule>
[[nodiscard]] auto set_of(Bounds size, Rule rule) {
    return list_by(size, rule, std::identity{}, {});
}

// Whether a schedule or a source of busy time may be called so: its name stands in paths.
[[nodiscard]] bool is_path_name(std::string_view name);
inline constexpr std::string_view path_name_rule = "must be 1 to 50 letters, digits, `-` and `_`";
[[nodiscard]] std::optional<std::string> read_path_name(JsonValue value, FaultList& faults);

}  // namespace kalends
