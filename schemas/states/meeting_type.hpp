#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "domain/meeting_type.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/states/tallies.hpp"
#include "schemas/values/meeting_type.hpp"

namespace kalends {

template <>
inline constexpr auto shape<PastQuestions> =
    fields(Field{"last_revision", &PastQuestions::last_revision},
           Field{"until", &PastQuestions::until}, Field{"questions", &PastQuestions::questions});

template <>
inline constexpr auto shape<HostBalance> =
    fields(Field{"host", &HostBalance::host}, Field{"millionths", &HostBalance::millionths},
           Field{"last_booked", &HostBalance::last_booked});

template <>
struct Via<Balances> {
    using Form = std::vector<HostBalance>;
    static Form to(const Balances& balances) { return balances.all(); }
    static std::optional<Balances> from(const Form& all) {
        const auto is_sorted = std::ranges::is_sorted(all, {}, &HostBalance::host);
        return is_sorted ? std::optional{Balances{all}} : std::nullopt;
    }
};

template <>
inline constexpr auto shape<FormerHost> =
    fields(Field{"host", &FormerHost::host}, Field{"until", &FormerHost::until});

template <>
inline constexpr auto shape<MeetingType> = fields(
    Field{"id", &MeetingType::id}, Field{"terms", &MeetingType::terms},
    Field{"revision", &MeetingType::revision}, Field{"created_at", &MeetingType::created_at},
    Field{"is_retired", &MeetingType::is_retired}, Field{"tallies", &MeetingType::tallies},
    Field{"past_questions", &MeetingType::past_questions},
    Field{"balances", &MeetingType::balances}, Field{"taken_until", &MeetingType::taken_until},
    Field{"former_hosts", &MeetingType::former_hosts});

}  // namespace kalends
