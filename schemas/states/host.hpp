#pragma once

#include <optional>
#include <vector>

#include "domain/host.hpp"
#include "schemas/events/busy.hpp"
#include "schemas/shape/always_held.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/shape/via.hpp"
#include "schemas/states/tallies.hpp"
#include "schemas/values/claim.hpp"
#include "schemas/values/schedule.hpp"
#include "schemas/values/terms.hpp"

namespace kalends {

template <>
inline constexpr auto shape<StreamId> =
    fields(Field{"kind", &StreamId::kind}, Field{"id", &StreamId::id});

template <>
inline constexpr auto shape<ClaimDates> =
    fields(Field{"schedule", &ClaimDates::schedule}, Field{"host", &ClaimDates::host},
           Field{"type", &ClaimDates::type});

template <>
inline constexpr auto shape<Seating> =
    fields(Field{"session", &Seating::session}, Field{"taken", &Seating::taken},
           Field{"of", &Seating::of}, Field{"hosts", &Seating::hosts});

template <>
inline constexpr auto shape<Claim> = fields(
    Field{"time", &Claim::time}, Field{"window", &Claim::window}, Field{"holder", &Claim::holder},
    Field{"meeting_type", &Claim::meeting_type}, Field{"expires_at", &Claim::expires_at},
    Field{"dates", &Claim::dates}, Field{"seating", &Claim::seating});

template <>
struct Via<Calendar> {
    using Form = std::vector<Claim>;
    static Form to(const Calendar& calendar) {
        Form claims;
        calendar.visit_all([&claims](const Claim& claim) { claims.push_back(claim); });
        return claims;
    }
    static std::optional<Calendar> from(const Form& claims) { return Calendar::of(claims); }
};

template <>
inline constexpr bool is_always_held<Schedule> = true;
template <>
inline constexpr bool is_always_held<Schedules> = true;

template <>
inline constexpr auto shape<Absence> =
    fields(Field{"id", &Absence::id}, Field{"time", &Absence::time},
           Field{"added_at", &Absence::added_at});

template <>
struct Via<Absences> {
    using Form = std::vector<Absence>;
    static Form to(const Absences& absences) { return absences.all(); }
    static std::optional<Absences> from(const Form& all) { return Absences{all}; }
};

template <>
struct Via<TakenTime> {
    using Form = std::vector<Interval>;
    static Form to(const TakenTime& taken) { return taken.intervals(); }
    static std::optional<TakenTime> from(const Form& intervals) { return TakenTime{intervals}; }
};

template <>
inline constexpr auto shape<BusySource> =
    fields(Field{"policy", &BusySource::policy}, Field{"read_at", &BusySource::read_at},
           Field{"standing", &BusySource::standing}, Field{"taken", &BusySource::taken},
           Field{"revision", &BusySource::revision});

template <>
struct Via<BusyTime> {
    using Form = BusyTime::Sources;
    static Form to(const BusyTime& busy) { return busy.sources(); }
    static std::optional<BusyTime> from(const Form& sources) { return BusyTime{sources}; }
};

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
           Field{"removed_source_revision", &Host::removed_source_revision},
           Field{"absences", &Host::absences}, Field{"busy", &Host::busy},
           Field{"calendar", &Host::calendar}, Field{"tallies", &Host::tallies});

}  // namespace kalends
