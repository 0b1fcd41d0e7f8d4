#pragma once

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "domain/check.hpp"
#include "domain/rejection.hpp"

namespace kalends {

// A set of rejections, kept in their order of precedence.
class Reasons {
  public:
    constexpr Reasons() = default;
    constexpr Reasons(std::initializer_list<Rejection> reasons) {
        for (const auto reason : reasons) add(reason);
    }

    constexpr void add(Rejection reason) { bits_ |= bit(reason); }
    [[nodiscard]] constexpr bool has(Rejection reason) const { return (bits_ & bit(reason)) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    // The one that a refusal gives. There must be one.
    [[nodiscard]] Rejection first() const {
        ensure(!empty(), "an empty set of reasons has no first");
        return static_cast<Rejection>(std::countr_zero(bits_));
    }
    // All of them, by precedence.
    [[nodiscard]] std::vector<Rejection> in_order() const {
        std::vector<Rejection> reasons;
        for (auto rest = *this; !rest.empty(); rest.bits_ &= rest.bits_ - 1) {
            reasons.push_back(rest.first());
        }
        return reasons;
    }

    [[nodiscard]] constexpr Reasons operator|(Reasons other) const {
        return Reasons{bits_ | other.bits_};
    }
    [[nodiscard]] constexpr Reasons operator&(Reasons other) const {
        return Reasons{bits_ & other.bits_};
    }
    [[nodiscard]] constexpr Reasons without(Reasons other) const {
        return Reasons{bits_ & ~other.bits_};
    }
    // Whether these come later than the others: first the first of each counts, then the next.
    [[nodiscard]] constexpr bool are_later_than(Reasons other) const {
        const auto different = bits_ ^ other.bits_;
        return (other.bits_ & different & (~different + 1)) != 0;
    }
    constexpr bool operator==(const Reasons&) const = default;

  private:
    static_assert(rejections <= 64, "the set keeps one bit for each rejection");
    constexpr explicit Reasons(std::uint64_t bits) : bits_{bits} {}
    [[nodiscard]] static constexpr std::uint64_t bit(Rejection reason) {
        return std::uint64_t{1} << static_cast<unsigned>(reason);
    }

    std::uint64_t bits_ = 0;
};

// What an override may let pass, and nothing else (rule C1): none of them double-books.
inline constexpr Reasons overridable{
    Rejection::too_soon,      Rejection::too_far,   Rejection::no_schedule,
    Rejection::outside_hours, Rejection::not_first, Rejection::misaligned_start,
    Rejection::limit_reached,
};

}  // namespace kalends
