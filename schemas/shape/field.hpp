#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "domain/time.hpp"

namespace kalends {

// The stored name of a field, kept as the bytes that stand before its value: `,"name":`.
class FieldName {
  public:
    static constexpr std::size_t bytes_max = 28;

    template <std::size_t size>
    consteval FieldName(const char (&name)[size]) : size_{size + 3} {
        static_assert(size > 1 && size - 1 <= bytes_max, "a stored name is short");
        bytes_[0] = ',';
        bytes_[1] = '"';
        std::copy_n(name, size - 1, bytes_.begin() + 2);
        bytes_[size + 1] = '"';
        bytes_[size + 2] = ':';
    }
    [[nodiscard]] constexpr std::string_view text() const { return {&bytes_[2], size_ - 4}; }
    [[nodiscard]] constexpr std::string_view before_value() const { return {&bytes_[0], size_}; }

  private:
    std::array<char, bytes_max + 4> bytes_{};
    std::size_t size_;
};

// Durations are stored in minutes under names that say so; any other name does not compile.
template <class Member>
consteval FieldName checked_name(FieldName name) {
    constexpr bool is_minutes =
        std::is_same_v<Member, Minutes> || std::is_same_v<Member, std::optional<Minutes>>;
    if (is_minutes && !name.text().ends_with("_minutes")) throw "the name ends in _minutes";
    return name;
}

// A member and its stored name. It is always written and must be there to be read.
template <class Struct, class Member>
struct Field {
    using Value = Member;
    static constexpr bool may_be_left_out = false;

    template <std::size_t size>
    consteval Field(const char (&field_name)[size], Member Struct::* of)
        : name{checked_name<Member>(field_name)}, member{of} {}

    FieldName name;
    Member Struct::* member;
};

// One that is left out when it says nothing, which is when it equals `Member{}`: no value, an empty
// text or list, an absent seal, a nil id, false, zero. What is not there is read as that. A field
// that is added to a stored type later is always of this kind.
template <class Struct, class Member>
struct Maybe {
    using Value = Member;
    static constexpr bool may_be_left_out = true;

    template <std::size_t size>
    consteval Maybe(const char (&field_name)[size], Member Struct::* of)
        : name{checked_name<Member>(field_name)}, member{of} {}

    FieldName name;
    Member Struct::* member;
};

// A value that converts to whatever a member is, to count members with.
struct AnyMember {
    template <class Member>
    operator Member() const;
};
template <class Struct, std::size_t... each>
constexpr bool takes_members(std::index_sequence<each...>) {
    return requires { Struct{(static_cast<void>(each), AnyMember{})...}; };
}
template <class Struct, std::size_t known = 0>
constexpr std::size_t count_members() {
    if constexpr (!takes_members<Struct>(std::make_index_sequence<known + 1>{})) {
        return known;
    } else {
        return count_members<Struct, known + 1>();
    }
}

template <class Struct, class... EachField>
struct Fields {
    using Of = Struct;
    std::tuple<EachField...> each;
    std::string_view name;  // of the event type, or of the variant's alternative; else empty
};

// The stored form of a struct: every member, in the order in which it is written. A member that was
// forgotten does not compile.
template <class Struct, template <class, class> class... EachField, class... Member>
consteval auto fields(EachField<Struct, Member>... each) {
    static_assert(sizeof...(each) == count_members<Struct>(), "every member is listed");
    return Fields<Struct, EachField<Struct, Member>...>{{each...}, {}};
}

// The same with a stored name: that of an event type with its version, or the `kind` by which an
// alternative of a variant is told from the others.
template <class Struct, template <class, class> class... EachField, class... Member>
consteval auto named(std::string_view name, EachField<Struct, Member>... each) {
    static_assert(sizeof...(each) == count_members<Struct>(), "every member is listed");
    return Fields<Struct, EachField<Struct, Member>...>{{each...}, name};
}

// shape<T> is the list of T's fields, written once, beside its kind: specialise it.
struct Unlisted {};
template <class T>
inline constexpr Unlisted shape{};

template <class T>
concept Shaped = !std::is_same_v<std::remove_cvref_t<decltype(shape<T>)>, Unlisted>;
template <class T>
concept Named = Shaped<T> && !shape<T>.name.empty();

// Calls `visit(field)` for each field in order, while it returns true; whether all did.
template <Shaped T, class Visit>
constexpr bool visit_fields(Visit visit) {
    return std::apply([&](const auto&... field) { return (visit(field) && ...); }, shape<T>.each);
}

}  // namespace kalends
