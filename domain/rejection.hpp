#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/limit.hpp"
#include "domain/time.hpp"

namespace kalends {

// Every "no" of the domain. The order is the documented precedence (RULES.md, Reasons): when
// several apply a refusal gives the first, and `explain` gives all. The list grows; codes never
// change.
enum class Rejection : std::uint8_t {
    not_found,
    forbidden,
    stale_revision,
    already_exists,
    already_cancelled,
    already_decided,
    already_over,
    not_over_yet,
    not_cancellable,
    not_reschedulable,
    hold_expired,
    not_active,
    invalid_duration,
    invalid_recurrence,
    missing_answer,
    invalid_answer,
    too_soon,
    too_far,
    no_schedule,
    outside_hours,
    absent,
    misaligned_start,
    not_first,
    busy,
    source_stale,
    claimed,
    seats_full,
    party_too_large,
    limit_reached,
    too_many,
    erased,
    too_large,
};
inline constexpr int rejections = static_cast<int>(Rejection::too_large) + 1;

// Whether a table says something about each of them, row by row in their order.
template <class Row>
[[nodiscard]] consteval bool has_row_for_each_rejection(const std::array<Row, rejections>& table) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].rejection != static_cast<Rejection>(i)) return false;
    }
    return true;
}

// The stable code that clients see: "misaligned-start".
[[nodiscard]] std::string_view code(Rejection rejection);

// An occurrence of a series that cannot be had, and why.
struct RefusedOccurrence {
    Instant start;
    CivilMinute civil_start;
    Rejection reason{};

    bool operator==(const RefusedOccurrence&) const = default;
};

// What else is wrong with a request that was refused: where, and how.
struct FurtherFault {
    std::string field;
    std::string detail;

    bool operator==(const FurtherFault&) const = default;
};

// Why a command was refused, and where in the request the cause stands, as a JSON pointer, if the
// cause is one field of it; for `limit_reached` which limit that is, and what of it is used.
struct Refusal {
    Rejection reason{};
    std::string field;
    std::optional<LimitUse> limit = {};
    std::string detail = {};                          // what is wrong, where the reason is not all
    std::vector<RefusedOccurrence> occurrences = {};  // all that stood against a series
    std::vector<FurtherFault> further = {};           // other fields that are wrong besides

    bool operator==(const Refusal&) const = default;
};

}  // namespace kalends
