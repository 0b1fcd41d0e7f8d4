#pragma once

#include <utility>

#include "schemas/shape/always_held.hpp"
#include "schemas/shape/pack.hpp"

namespace kalends {

// Reads what `pack` wrote. Bytes that it did not write fail, or give some value of the type.
template <class T>
void unpack(PackedBytes& from, T& to);

template <class T>
[[nodiscard]] T unpacked(PackedBytes& from) {
    T value{};
    unpack(from, value);
    return value;
}

template <std::integral Number>
void unpack_integer(PackedBytes& from, Number& to) {
    const auto number = [&from] {
        if constexpr (std::unsigned_integral<Number>) {
            return from.number();
        } else {
            return from.signed_number();
        }
    }();
    if (!std::in_range<Number>(number)) return from.fail();
    to = static_cast<Number>(number);
}

inline void unpack_boolean(PackedBytes& from, bool& to) {
    const auto number = from.number();
    if (number > 1) return from.fail();
    to = number == 1;
}

template <class Enum>
void unpack_enum(PackedBytes& from, Enum& to) {
    std::underlying_type_t<Enum> number{};
    unpack_integer(from, number);
    if constexpr (NamedEnum<Enum>) {
        if (number >= enumerators<Enum>) return from.fail();
    }
    to = static_cast<Enum>(number);
}

[[nodiscard]] inline IdBits unpacked_id(PackedBytes& from) {
    const auto high = from.eight_bytes();
    return {high, from.eight_bytes()};
}

template <class Element>
void unpack_elements(PackedBytes& from, std::vector<Element>& to) {
    const auto count = from.count();
    to.clear();
    for (std::size_t i = 0; i < count && !from.has_failed(); ++i) {
        unpack(from, to.emplace_back());
    }
}

template <class Key, class Value, class Less>
void unpack_elements(PackedBytes& from, std::map<Key, Value, Less>& to) {
    const auto count = from.count();
    to.clear();
    for (std::size_t i = 0; i < count && !from.has_failed(); ++i) {
        auto key = unpacked<Key>(from);
        to.insert_or_assign(std::move(key), unpacked<Value>(from));
    }
}

template <class Value>
void unpack_holder(PackedBytes& from, std::optional<Value>& to) {
    if (unpacked<bool>(from)) to = unpacked<Value>(from);
}

template <class Value>
void unpack_holder(PackedBytes& from, std::shared_ptr<const Value>& to) {
    if (unpacked<bool>(from)) {
        to = std::make_shared<const Value>(unpacked<Value>(from));
    } else if constexpr (is_always_held<Value>) {
        from.fail();
    } else {
        to = nullptr;
    }
}

template <class... Alternative>
void unpack_variant(PackedBytes& from, std::variant<Alternative...>& to) {
    const auto index = from.number();
    std::size_t at = 0;
    const auto read_if_at = [&]<class T>(std::type_identity<T>) {
        if (index != at++) return false;
        to = unpacked<T>(from);
        return true;
    };
    if (!(read_if_at(std::type_identity<Alternative>{}) || ...)) from.fail();
}

template <HasVia T>
void unpack_via(PackedBytes& from, T& to) {
    auto value = Via<T>::from(unpacked<typename Via<T>::Form>(from));
    if (!value) return from.fail();
    to = std::move(*value);
}

template <class T>
void unpack(PackedBytes& from, T& to) {
    if constexpr (std::same_as<T, bool>) {
        unpack_boolean(from, to);
    } else if constexpr (std::integral<T>) {
        unpack_integer(from, to);
    } else if constexpr (std::is_enum_v<T>) {
        unpack_enum(from, to);
    } else if constexpr (Moment<T>) {
        to = T{typename T::duration{from.signed_number()}};
    } else if constexpr (Duration<T>) {
        to = T{from.signed_number()};
    } else if constexpr (std::same_as<T, std::string>) {
        to = from.text();
    } else if constexpr (std::same_as<T, IdBits>) {
        to = unpacked_id(from);
    } else if constexpr (is_id<T>) {
        to = T{unpacked_id(from)};
    } else if constexpr (HasVia<T>) {
        unpack_via(from, to);
    } else if constexpr (Holder<T>) {
        unpack_holder(from, to);
    } else if constexpr (Sequenced<T>) {
        unpack_elements(from, to);
    } else if constexpr (is_a<T, std::variant>) {
        unpack_variant(from, to);
    } else {
        static_assert(Shaped<T>, "a struct is stored only if its fields are listed");
        visit_fields<T>([&](const auto& field) {
            unpack(from, to.*field.member);
            return true;
        });
    }
}

}  // namespace kalends
