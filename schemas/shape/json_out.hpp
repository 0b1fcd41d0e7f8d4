#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "schemas/json/writer.hpp"
#include "schemas/shape/enum_names.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/shape/text_form.hpp"
#include "schemas/shape/via.hpp"

namespace kalends {

// Appends a value's canonical JSON to `out`. A type without a form does not compile.
template <class T>
void append_json(std::string& out, const T& value);

// Appends the fields of a listed struct as members, each with a comma before it.
template <Shaped T>
void append_members(std::string& out, const T& value) {
    visit_fields<T>([&](const auto& field) {
        using F = std::remove_cvref_t<decltype(field)>;
        using Value = typename F::Value;
        static_assert(F::may_be_left_out || !is_a<Value, std::optional>,
                      "what may be absent is a Maybe");
        const Value& member = value.*field.member;
        if (F::may_be_left_out && member == Value{}) return true;
        out.append(field.name.before_value());
        append_json(out, member);
        return true;
    });
}

template <class T>
void append_quoted(std::string& out, const T& value) {
    out.push_back('"');
    TextForm<T>::append(out, value);
    out.push_back('"');
}

template <class Elements>
void append_elements(std::string& out, const Elements& elements) {
    const auto start = out.size();
    for (const auto& element : elements) {
        out.push_back(',');
        append_json(out, element);
    }
    close_json(out, start, '[', ']');
}

template <Shaped T>
void append_object(std::string& out, const T& value) {
    const auto start = out.size();
    append_members(out, value);
    close_json(out, start, '{', '}');
}

// An alternative of a variant says which it is in its first member, `kind`.
template <Named T>
void append_alternative(std::string& out, const T& value) {
    out.append(R"({"kind":")").append(shape<T>.name).push_back('"');
    append_members(out, value);
    out.push_back('}');
}

template <class T>
void append_json(std::string& out, const T& value) {
    if constexpr (std::same_as<T, bool>) {
        append_json_boolean(out, value);
    } else if constexpr (std::unsigned_integral<T> || CounterEnum<T>) {
        append_json_integer(out, static_cast<std::uint64_t>(value));
    } else if constexpr (std::signed_integral<T>) {
        append_json_integer(out, std::int64_t{value});
    } else if constexpr (std::same_as<T, Minutes>) {
        append_json_integer(out, std::int64_t{value.count()});
    } else if constexpr (NamedEnum<T>) {
        out.append(1, '"').append(stored_name(value)).push_back('"');
    } else if constexpr (std::same_as<T, std::string>) {
        append_json_text(out, value);
    } else if constexpr (HasTextForm<T>) {
        append_quoted(out, value);
    } else if constexpr (HasVia<T>) {
        append_json(out, Via<T>::to(value));
    } else if constexpr (is_a<T, std::optional>) {
        ensure(value.has_value(), "what says nothing is left out");
        append_json(out, *value);
    } else if constexpr (is_a<T, std::vector>) {
        append_elements(out, value);
    } else if constexpr (is_a<T, std::variant>) {
        std::visit([&out](const auto& alternative) { append_alternative(out, alternative); },
                   value);
    } else {
        static_assert(Shaped<T>, "a struct is stored only if its fields are listed");
        append_object(out, value);
    }
}

}  // namespace kalends
