#pragma once

#include "domain/meeting_type.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/appearance.hpp"
#include "schemas/values/money.hpp"
#include "schemas/values/questions.hpp"
#include "schemas/values/schedule.hpp"

namespace kalends {

template <>
inline constexpr auto shape<RollingDays> = named("rolling_days", Field{"days", &RollingDays::days});

template <>
inline constexpr auto shape<FixedDates> =
    named("fixed_dates", Field{"from", &FixedDates::from}, Field{"to", &FixedDates::to});

template <>
inline constexpr auto shape<RollingBusinessDays> =
    named("rolling_business_days", Field{"days", &RollingBusinessDays::days});

template <>
inline constexpr auto shape<DaysWithSlots> =
    named("days_with_slots", Field{"days", &DaysWithSlots::days});

template <>
inline constexpr auto shape<DurationList> = named("list", Field{"minutes", &DurationList::minutes});

template <>
inline constexpr auto shape<DurationRange> =
    named("range", Field{"min_minutes", &DurationRange::least},
          Field{"max_minutes", &DurationRange::most}, Field{"step_minutes", &DurationRange::step});

template <>
inline constexpr auto shape<Notices> = fields(Field{"booking_minutes", &Notices::booking},
                                              Field{"rescheduling_minutes", &Notices::rescheduling},
                                              Field{"cancelling_minutes", &Notices::cancelling});

template <>
inline constexpr auto shape<Buffers> =
    fields(Field{"before_minutes", &Buffers::before}, Field{"after_minutes", &Buffers::after},
           Field{"inside_hours", &Buffers::inside_hours});

template <>
inline constexpr auto shape<Grid> =
    fields(Maybe{"interval_minutes", &Grid::interval}, Maybe{"align_to_minutes", &Grid::align_to},
           Maybe{"offset_minutes", &Grid::offset}, Maybe{"kind", &Grid::kind});

template <>
inline constexpr auto shape<Approval> =
    fields(Field{"required", &Approval::required}, Maybe{"deadline_minutes", &Approval::deadline},
           Field{"again_when_rescheduled", &Approval::again_when_rescheduled});

template <>
inline constexpr auto shape<GuestPolicies> =
    fields(Field{"may_cancel", &GuestPolicies::may_cancel},
           Field{"may_reschedule", &GuestPolicies::may_reschedule});

template <>
inline constexpr auto shape<RotatingHost> =
    fields(Field{"host", &RotatingHost::host}, Field{"weight", &RotatingHost::weight},
           Maybe{"priority", &RotatingHost::priority});

template <>
inline constexpr auto shape<HostGroup> = fields(Field{"members", &HostGroup::members});

template <>
inline constexpr auto shape<HostPlan> =
    fields(Field{"fixed", &HostPlan::fixed}, Maybe{"groups", &HostPlan::groups});

template <>
inline constexpr auto shape<Limit> =
    fields(Field{"scope", &Limit::scope}, Field{"period", &Limit::period},
           Maybe{"count", &Limit::count}, Maybe{"total_minutes", &Limit::minutes});

template <>
inline constexpr auto shape<MeetingTypeTerms> = fields(
    Field{"name", &MeetingTypeTerms::name}, Maybe{"external_id", &MeetingTypeTerms::external_id},
    Field{"duration_minutes", &MeetingTypeTerms::duration},
    Maybe{"durations", &MeetingTypeTerms::durations}, Field{"buffers", &MeetingTypeTerms::buffers},
    Field{"notices", &MeetingTypeTerms::notices}, Field{"window", &MeetingTypeTerms::window},
    Maybe{"grid", &MeetingTypeTerms::grid},
    Maybe{"first_per_day", &MeetingTypeTerms::first_per_day},
    Field{"approval", &MeetingTypeTerms::approval}, Field{"guests", &MeetingTypeTerms::guests},
    Field{"hosts", &MeetingTypeTerms::hosts}, Maybe{"schedule", &MeetingTypeTerms::schedule},
    Maybe{"zone", &MeetingTypeTerms::zone}, Field{"is_public", &MeetingTypeTerms::is_public},
    Maybe{"limits", &MeetingTypeTerms::limits}, Maybe{"price", &MeetingTypeTerms::price},
    Maybe{"questions", &MeetingTypeTerms::questions},
    Maybe{"appearance", &MeetingTypeTerms::appearance}, Maybe{"seats", &MeetingTypeTerms::seats},
    Maybe{"party_max", &MeetingTypeTerms::party_max},
    Maybe{"host_schedule", &MeetingTypeTerms::host_schedule});

}  // namespace kalends
