#pragma once

#include <optional>
#include <vector>

#include "domain/host.hpp"
#include "schemas/shape/always_held.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/shape/via.hpp"
#include "schemas/values/claim.hpp"
#include "schemas/values/schedule.hpp"
#include "schemas/values/terms.hpp"

namespace kalends {

template <>
inline constexpr auto shape<StreamId> =
    fields(Field{"kind", &StreamId::kind}, Field{"id", &StreamId::id});

template <>
inline constexpr auto shape<Claim> = fields(
    Field{"time", &Claim::time}, Field{"window", &Claim::window}, Field{"holder", &Claim::holder},
    Field{"meeting_type", &Claim::meeting_type}, Field{"expires_at", &Claim::expires_at});

template <>
struct Via<Calendar> {
    using Form = std::vector<Claim>;
    static Form to(const Calendar& calendar) {
        Form claims;
        calendar.visit_all([&claims](const Claim& claim) { claims.push_back(claim); });
        return claims;
    }
    static std::optional<Calendar> from(const Form& claims) {
        Calendar calendar;
        for (const auto& claim : claims) calendar.add(claim);
        return calendar;
    }
};

template <>
inline constexpr bool is_always_held<Schedule> = true;
template <>
inline constexpr bool is_always_held<Schedules> = true;

template <>
inline constexpr auto shape<KeptSchedule> =
    fields(Field{"hours", &KeptSchedule::hours}, Field{"revision", &KeptSchedule::revision});

template <>
inline constexpr auto shape<Host> =
    fields(Field{"id", &Host::id}, Field{"subject", &Host::subject}, Field{"terms", &Host::terms},
           Field{"details_at", &Host::details_at}, Field{"revision", &Host::revision},
           Field{"created_at", &Host::created_at}, Field{"is_retired", &Host::is_retired},
           Field{"schedules", &Host::schedules},
           Field{"removed_schedule_revision", &Host::removed_schedule_revision},
           Field{"calendar", &Host::calendar});

}  // namespace kalends
