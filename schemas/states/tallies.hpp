#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/tallies.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/shape/via.hpp"

namespace kalends {

template <>
inline constexpr auto shape<Usage> =
    fields(Field{"count", &Usage::count}, Field{"used_minutes", &Usage::minutes});

template <>
inline constexpr auto shape<DateTally> =
    fields(Field{"date", &DateTally::date}, Field{"meeting_type", &DateTally::meeting_type},
           Field{"usage", &DateTally::usage});

template <>
struct Via<Tallies> {
    using Form = std::vector<DateTally>;
    static Form to(const Tallies& tallies) {
        Form list;
        tallies.visit_all([&list](const DateTally& tally) { list.push_back(tally); });
        return list;
    }
    static std::optional<Tallies> from(const Form& list) {
        Tallies tallies;
        for (const auto& tally : list) {
            if (!is_plausible(tally.usage)) return std::nullopt;
            tallies.add(tally);
        }
        return tallies;
    }

  private:
    // No sum of what a log can tell comes near, and no sum of these overflows.
    static bool is_plausible(const Usage& usage) {
        constexpr std::int64_t most = std::int64_t{1} << 40;
        const auto is_within = [](std::int64_t n) { return -most <= n && n <= most; };
        return is_within(usage.count) && is_within(usage.minutes.count());
    }
};

}  // namespace kalends
