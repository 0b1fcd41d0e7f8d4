#pragma once

#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "schemas/json/members.hpp"
#include "schemas/json/reader.hpp"
#include "schemas/shape/enum_names.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/shape/text_form.hpp"
#include "schemas/shape/via.hpp"

namespace kalends {

// Reads a value of ours from JSON: false, and why, if it is none. What a listed struct does not
// know, is told twice or lacks is a fault; the order of its members is not.
template <class T>
[[nodiscard]] bool read_json(JsonValue from, T& to, JsonFault& fault);

template <class T>
[[nodiscard]] Result<T, JsonFault> from_json(JsonValue value) {
    T read{};
    JsonFault fault;
    if (!read_json(value, read, fault)) return fault;
    return read;
}

// Reads the fields of a listed struct, leaving other members of the object to the caller.
template <Shaped T>
[[nodiscard]] bool read_members(JsonMembers& members, T& to, JsonFault& fault) {
    return visit_fields<T>([&](const auto& field) {
        using F = std::remove_cvref_t<decltype(field)>;
        if (const auto value = members.take(field.name.text())) {
            return read_json(*value, to.*field.member, fault);
        }
        if (!F::may_be_left_out) return members.refuse_missing(field.name.text(), fault);
        to.*field.member = typename F::Value{};
        return true;
    });
}

template <std::integral Number>
[[nodiscard]] bool read_integer(JsonValue from, Number& to, JsonFault& fault) {
    const auto number = from.integer();
    if (!number) return refuse(from, "must be an integer", fault);
    if (!std::in_range<Number>(*number)) return refuse(from, "is out of range", fault);
    to = static_cast<Number>(*number);
    return true;
}

template <NamedEnum Enum>
[[nodiscard]] bool read_name(JsonValue from, Enum& to, JsonFault& fault) {
    const auto text = from.text();
    const auto value = text ? parse_name<Enum>(*text) : std::nullopt;
    if (!value) return refuse(from, "must be one of the names that are known", fault);
    to = *value;
    return true;
}

template <HasTextForm T>
[[nodiscard]] bool read_text_form(JsonValue from, T& to, JsonFault& fault) {
    const auto text = from.text();
    auto value = text ? TextForm<T>::parse(*text) : std::nullopt;
    if (!value) return refuse(from, "must be " + std::string{TextForm<T>::wanted}, fault);
    to = std::move(*value);
    return true;
}

template <HasVia T>
[[nodiscard]] bool read_via(JsonValue from, T& to, JsonFault& fault) {
    typename Via<T>::Form form{};
    if (!read_json(from, form, fault)) return false;
    auto value = Via<T>::from(form);
    if (!value) return refuse(from, "is not one that can be", fault);
    to = std::move(*value);
    return true;
}

template <class Element>
[[nodiscard]] bool read_elements(JsonValue from, std::vector<Element>& to, JsonFault& fault) {
    if (from.kind() != JsonKind::array) return refuse(from, "must be an array", fault);
    to.clear();
    to.reserve(from.size());
    for (const JsonValue element : from.elements()) {
        if (!read_json(element, to.emplace_back(), fault)) return false;
    }
    return true;
}

template <Shaped T>
[[nodiscard]] bool read_object(JsonValue from, T& to, JsonFault& fault) {
    if (from.kind() != JsonKind::object) return refuse(from, "must be an object", fault);
    JsonMembers members{from};
    return read_members(members, to, fault) && members.finish(fault);
}

template <class... Alternative>
[[nodiscard]] bool read_variant(JsonValue from, std::variant<Alternative...>& to,
                                JsonFault& fault) {
    if (from.kind() != JsonKind::object) return refuse(from, "must be an object", fault);
    JsonMembers members{from};
    const auto kind = members.take("kind");
    if (!kind) return members.refuse_missing("kind", fault);
    bool is_read = false;
    const auto read_if_named = [&]<Named T>(std::type_identity<T>) {
        if (kind->text() != shape<T>.name) return false;
        is_read = read_members(members, to.template emplace<T>(), fault) && members.finish(fault);
        return true;
    };
    const bool is_known = (read_if_named(std::type_identity<Alternative>{}) || ...);
    if (!is_known) return refuse(*kind, "must be one of the names that are known", fault);
    return is_read;
}

template <class T>
bool read_json(JsonValue from, T& to, JsonFault& fault) {
    if constexpr (std::same_as<T, bool>) {
        if (!from.boolean()) return refuse(from, "must be true or false", fault);
        to = *from.boolean();
        return true;
    } else if constexpr (std::integral<T>) {
        return read_integer(from, to, fault);
    } else if constexpr (CounterEnum<T>) {
        std::underlying_type_t<T> number{};
        if (!read_integer(from, number, fault)) return false;
        to = T{number};
        return true;
    } else if constexpr (std::same_as<T, Minutes>) {
        // Not the whole range of the type, so that whoever turns it into milliseconds cannot
        // overflow.
        std::int32_t count = 0;
        if (!read_integer(from, count, fault)) return false;
        to = Minutes{count};
        return true;
    } else if constexpr (NamedEnum<T>) {
        return read_name(from, to, fault);
    } else if constexpr (std::same_as<T, std::string>) {
        if (!from.text()) return refuse(from, "must be a text", fault);
        to.assign(*from.text());
        return true;
    } else if constexpr (HasTextForm<T>) {
        return read_text_form(from, to, fault);
    } else if constexpr (HasVia<T>) {
        return read_via(from, to, fault);
    } else if constexpr (is_a<T, std::optional>) {
        return read_json(from, to.emplace(), fault);
    } else if constexpr (is_a<T, std::vector>) {
        return read_elements(from, to, fault);
    } else if constexpr (is_a<T, std::variant>) {
        return read_variant(from, to, fault);
    } else {
        static_assert(Shaped<T>, "a struct is stored only if its fields are listed");
        return read_object(from, to, fault);
    }
}

}  // namespace kalends
