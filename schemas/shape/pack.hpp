#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "domain/id.hpp"
#include "domain/stream.hpp"
#include "domain/time.hpp"
#include "schemas/shape/enum_names.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/shape/packed_bytes.hpp"
#include "schemas/shape/via.hpp"

namespace kalends {

// The second form of every listed struct: its members one after the other, without names. It is for
// snapshots, which are thrown away when a list changes, never for what is kept.
template <class T>
void pack(std::string& out, const T& value);

template <class T>
inline constexpr bool is_id = false;
template <class Kind>
inline constexpr bool is_id<Id<Kind>> = true;

// Times, dates and durations: a count of their unit.
template <class T>
concept Moment = requires(T t) { t.time_since_epoch().count(); };
template <class T>
concept Duration = requires(T t) { t.count(); };

// Something that is there or not, in a pointer or an optional.
template <class T>
concept Holder = is_a<T, std::optional> || is_a<T, std::shared_ptr>;
template <class T>
concept Sequenced = is_a<T, std::vector> || is_a<T, std::map>;

inline void pack_id(std::string& out, IdBits id) {
    append_eight_bytes(out, id.high);
    append_eight_bytes(out, id.low);
}

template <class Elements>
void pack_elements(std::string& out, const Elements& elements) {
    append_packed(out, elements.size());
    for (const auto& element : elements) pack(out, element);
}

template <class... Alternative>
void pack_variant(std::string& out, const std::variant<Alternative...>& value) {
    append_packed(out, value.index());
    std::visit([&out](const auto& alternative) { pack(out, alternative); }, value);
}

template <class T>
void pack(std::string& out, const T& value) {
    if constexpr (std::unsigned_integral<T> || std::is_enum_v<T>) {
        append_packed(out, static_cast<std::uint64_t>(value));
    } else if constexpr (std::signed_integral<T>) {
        append_packed_signed(out, value);
    } else if constexpr (Moment<T>) {
        append_packed_signed(out, value.time_since_epoch().count());
    } else if constexpr (Duration<T>) {
        append_packed_signed(out, value.count());
    } else if constexpr (std::same_as<T, std::string>) {
        append_packed(out, value.size());
        out.append(value);
    } else if constexpr (std::same_as<T, IdBits>) {
        pack_id(out, value);
    } else if constexpr (is_id<T>) {
        pack_id(out, value.bits());
    } else if constexpr (HasVia<T>) {
        pack(out, Via<T>::to(value));
    } else if constexpr (Holder<T>) {
        pack(out, static_cast<bool>(value));
        if (value) pack(out, *value);
    } else if constexpr (Sequenced<T>) {
        pack_elements(out, value);
    } else if constexpr (is_a<T, std::pair>) {
        pack(out, value.first);
        pack(out, value.second);
    } else if constexpr (is_a<T, std::variant>) {
        pack_variant(out, value);
    } else {
        static_assert(Shaped<T>, "a struct is stored only if its fields are listed");
        visit_fields<T>([&](const auto& field) {
            pack(out, value.*field.member);
            return true;
        });
    }
}

}  // namespace kalends
