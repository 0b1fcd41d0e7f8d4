#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>

#include "domain/actor.hpp"
#include "domain/appearance.hpp"
#include "domain/booking.hpp"
#include "domain/check.hpp"
#include "domain/hold.hpp"
#include "domain/host.hpp"
#include "domain/limit.hpp"
#include "domain/position.hpp"
#include "domain/questions.hpp"
#include "domain/rejection.hpp"
#include "domain/rotation.hpp"
#include "domain/schedule.hpp"
#include "domain/sealed.hpp"
#include "domain/series.hpp"

namespace kalends {

// How many enumerators a named enum has: its last one plus one. Writing a value beyond it stops the
// process, so that an enumerator which was added without a thought of this list is noticed before
// it is stored.
template <class Enum>
inline constexpr std::size_t enumerators = 0;
template <class Enum>
consteval std::size_t enumerators_up_to(Enum last) {
    return static_cast<std::size_t>(last) + 1;
}

template <>
inline constexpr std::size_t enumerators<ActorKind> = enumerators_up_to(ActorKind::system);
template <>
inline constexpr std::size_t enumerators<Role> = enumerators_up_to(Role::system);
template <>
inline constexpr std::size_t enumerators<Permission> = permissions;
template <>
inline constexpr std::size_t enumerators<Rejection> = rejections;
template <>
inline constexpr std::size_t enumerators<HostSort> = enumerators_up_to(HostSort::equipment);
template <>
inline constexpr std::size_t enumerators<DayName> = enumerators_up_to(DayName::sun);
template <>
inline constexpr std::size_t enumerators<LimitPeriod> = enumerators_up_to(LimitPeriod::year);
template <>
inline constexpr std::size_t enumerators<LimitScope> = enumerators_up_to(LimitScope::host);
template <>
inline constexpr std::size_t enumerators<BookingStatus> = booking_statuses;
template <>
inline constexpr std::size_t enumerators<HoldStatus> = enumerators_up_to(HoldStatus::booked);
template <>
inline constexpr std::size_t enumerators<AnswerKind> = enumerators_up_to(AnswerKind::url);
template <>
inline constexpr std::size_t enumerators<LocationKind> = enumerators_up_to(LocationKind::other);
template <>
inline constexpr std::size_t enumerators<GridKind> = enumerators_up_to(GridKind::packed);

template <>
inline constexpr std::size_t enumerators<ChoiceReason> = enumerators_up_to(ChoiceReason::kept);
template <>
inline constexpr std::size_t enumerators<SeriesScope> = enumerators_up_to(SeriesScope::all);

template <class Enum>
concept NamedEnum = std::is_enum_v<Enum> && enumerators<Enum> != 0;

template <NamedEnum Enum>
[[nodiscard]] std::string_view stored_name(Enum value) {
    ensure(static_cast<std::size_t>(value) < enumerators<Enum>, "a stored enumerator is listed");
    if constexpr (requires { code(value); }) {
        return code(value);
    } else {
        return name_of(value);
    }
}

template <NamedEnum Enum>
[[nodiscard]] std::optional<Enum> parse_name(std::string_view name) {
    for (std::size_t i = 0; i < enumerators<Enum>; ++i) {
        if (stored_name(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

// Enums that only keep one count from being taken for another: written as numbers.
template <class Enum>
inline constexpr bool is_counter = false;
template <>
inline constexpr bool is_counter<Revision> = true;
template <>
inline constexpr bool is_counter<KeySlot> = true;

template <class Enum>
concept CounterEnum = std::is_enum_v<Enum> && is_counter<Enum>;

}  // namespace kalends
