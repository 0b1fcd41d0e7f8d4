#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "domain/rejection.hpp"
#include "schemas/json/writer.hpp"
#include "schemas/shape/enum_names.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/shape/pack.hpp"
#include "schemas/shape/text_form.hpp"
#include "schemas/shape/via.hpp"

namespace kalends {

// The third thing that a list of fields gives: the JSON Schema (2020-12) of what `append_json`
// writes, for readers that are not ours. It says nothing against members that it does not name:
// readers must ignore those.

// The name under which definitions.json describes T, for all schemas to refer to. A type without
// one is described where it is used.
template <class T>
inline constexpr std::string_view definition_name{};

// What a value in a text's form looks like, as a regular expression without backslashes.
template <class T>
inline constexpr std::string_view text_pattern{};
template <>
inline constexpr std::string_view text_pattern<Instant> =
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    "([.][0-9]{3})?Z$";
template <>
inline constexpr std::string_view text_pattern<Date> =
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
template <>
inline constexpr std::string_view text_pattern<CivilMinute> =
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$";
template <>
inline constexpr std::string_view text_pattern<ClockMinute> =
    "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";
template <>
inline constexpr std::string_view text_pattern<Position> =
    "^(0|[1-9][0-9]*)-(0|[1-9][0-9]*)-(0|[1-9][0-9]*)$";
// An absent seal is left out, so none that is there is empty.
template <>
inline constexpr std::string_view text_pattern<Sealed> =
    "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$";

template <class Kind>
[[nodiscard]] std::string text_pattern_of(std::type_identity<Id<Kind>>) {
    return "^" + std::string{Kind::prefix} + "_[0-7][0-9a-hjkmnp-tv-z]{25}$";
}
template <class T>
[[nodiscard]] std::string text_pattern_of(std::type_identity<T>) {
    static_assert(!text_pattern<T>.empty(), "a text that is stored has a pattern");
    return std::string{text_pattern<T>};
}

// Appends the schema of T: a reference to its definition if there is one.
template <class T>
void append_json_schema(std::string& out);

// Codes of refusals come with every rule, so readers take any.
template <NamedEnum Enum>
void append_enum_schema(std::string& out) {
    if constexpr (std::same_as<Enum, Rejection>) {
        out.append(R"({"type":"string","description":"the code of a refusal; the list grows"})");
    } else {
        out.append(R"({"enum":)");
        const auto start = out.size();
        for (std::size_t i = 0; i < enumerators<Enum>; ++i) {
            append_json_text(out.append(","), stored_name(static_cast<Enum>(i)));
        }
        close_json(out, start, '[', ']');
        out.push_back('}');
    }
}

// Appends `"properties":…,"required":…` for the members of a listed struct.
template <Shaped T>
void append_members_schema(std::string& out, std::string properties = {},
                           std::string required = {}) {
    visit_fields<T>([&](const auto& field) {
        using F = std::remove_cvref_t<decltype(field)>;
        properties.append(field.name.before_value());
        append_json_schema<typename F::Value>(properties);
        if (!F::may_be_left_out) append_json_text(required.append(","), field.name.text());
        return true;
    });
    close_json(properties, 0, '{', '}');
    close_json(required, 0, '[', ']');
    out.append(R"("properties":)").append(properties).append(R"(,"required":)").append(required);
}

template <class... Alternative>
void append_variant_schema(std::string& out, std::type_identity<std::variant<Alternative...>>) {
    out.append(R"({"oneOf":)");
    const auto start = out.size();
    const auto append = [&out]<Named T>(std::type_identity<T>) {
        std::string kind = R"(,"kind":{"const":)";
        append_json_text(kind, shape<T>.name);
        out.append(R"(,{"type":"object",)");
        append_members_schema<T>(out, kind + "}", R"(,"kind")");
        out.push_back('}');
    };
    (append(std::type_identity<Alternative>{}), ...);
    close_json(out, start, '[', ']');
    out.push_back('}');
}

// Appends the schema of T itself, as it stands among the definitions. No number that is stored goes
// below zero, but for amounts, which are kept in 64 bits: a balance can be owed.
template <class T>
void append_definition(std::string& out) {
    if constexpr (std::same_as<T, bool>) {
        out.append(R"({"type":"boolean"})");
    } else if constexpr (std::same_as<T, std::int64_t>) {
        out.append(R"({"type":"integer"})");
    } else if constexpr (std::integral<T> || CounterEnum<T> || std::same_as<T, Minutes>) {
        out.append(R"({"type":"integer","minimum":0})");
    } else if constexpr (NamedEnum<T>) {
        append_enum_schema<T>(out);
    } else if constexpr (std::same_as<T, std::string>) {
        out.append(R"({"type":"string"})");
    } else if constexpr (HasTextForm<T>) {
        out.append(R"({"type":"string","pattern":)");
        append_json_text(out, text_pattern_of(std::type_identity<T>{}));
        out.push_back('}');
    } else if constexpr (HasVia<T>) {
        append_json_schema<typename Via<T>::Form>(out);
    } else if constexpr (is_a<T, std::optional>) {
        append_json_schema<typename T::value_type>(out);
    } else if constexpr (is_a<T, std::vector>) {
        out.append(R"({"type":"array","items":)");
        append_json_schema<typename T::value_type>(out);
        out.push_back('}');
    } else if constexpr (is_a<T, std::variant>) {
        append_variant_schema(out, std::type_identity<T>{});
    } else {
        static_assert(Shaped<T>, "a struct is stored only if its fields are listed");
        out.append(R"({"type":"object",)");
        append_members_schema<T>(out);
        out.push_back('}');
    }
}

template <class T>
void append_json_schema(std::string& out) {
    if constexpr (definition_name<T>.empty()) {
        append_definition<T>(out);
    } else {
        out.append(R"({"$ref":"definitions.json#/$defs/)").append(definition_name<T>).append("\"}");
    }
}

}  // namespace kalends
