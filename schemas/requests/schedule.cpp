#include "schemas/requests/schedule.hpp"

#include <algorithm>

#include "schemas/requests/schedule_value.hpp"
#include "schemas/requests/values.hpp"
#include "schemas/values/schedule.hpp"

namespace kalends {
namespace {

const auto date_or_null = or_null<std::optional<Date>>(read_form<Date>);

void read_span(BodyMembers& members, DateSpan& span) {
    members.may("from", span.from, date_or_null);
    members.may("to", span.to, date_or_null);
    if (span.from && span.to && *span.to < *span.from) {
        members.note("to", "must not be before from");
    }
}

void read_range(BodyMembers& members, TimeRange& range) {
    std::optional<ClockMinute> start;
    std::optional<ClockMinute> end;
    members.must("start", start, read_form<ClockMinute>);
    members.must("end", end, read_form<ClockMinute>);
    if (!start || !end) return;
    range = {start->since_midnight, end->since_midnight};
    if (range.end <= range.start) members.note("end", "must be after start");
}

std::optional<Weekdays> read_days(JsonValue value, FaultList& faults) {
    const auto days = set_of(bounds::days, any_of<DayName>())(value, faults);
    return days ? Via<Weekdays>::from(*days) : std::nullopt;
}

std::optional<WeeklyRule> read_weekly(JsonValue value, FaultList& faults) {
    return read_members<WeeklyRule>(value, faults, [](BodyMembers& members, WeeklyRule& rule) {
        members.must("days", rule.days, read_days);
        read_range(members, rule.range);
        read_span(members, rule.effective);
    });
}

std::optional<TimeRange> read_time_range(JsonValue value, FaultList& faults) {
    return read_members<TimeRange>(value, faults, read_range);
}

std::optional<DateOverride> read_override(JsonValue value, FaultList& faults) {
    return read_members<DateOverride>(value, faults, [](BodyMembers& members, DateOverride& day) {
        members.must("date", day.date, read_form<Date>);
        members.must("ranges", day.ranges, list_of(bounds::ranges_of_date, read_time_range));
    });
}

void read_schedule(BodyMembers& members, Schedule& schedule, const ZoneNames& zones) {
    members.must("time_zone", schedule.zone, ZoneRule{zones});
    members.must("weekly", schedule.weekly, list_of(bounds::weekly_rules, read_weekly));
    members.may("overrides", schedule.overrides, list_of(bounds::date_overrides, read_override));
    read_span(members, schedule.effective);
}

struct NamedSchedule {
    std::string name;
    Schedule schedule;
};

struct NamedScheduleRule {
    const ZoneNames& zones;

    std::optional<NamedSchedule> operator()(JsonValue value, FaultList& faults) const {
        return read_members<NamedSchedule>(value, faults,
                                           [&](BodyMembers& members, NamedSchedule& named) {
                                               members.must("name", named.name, read_path_name);
                                               read_schedule(members, named.schedule, zones);
                                           });
    }
};

}  // namespace

std::optional<Schedule> ScheduleRule::operator()(JsonValue value, FaultList& faults) const {
    return read_members<Schedule>(value, faults, [&](BodyMembers& members, Schedule& schedule) {
        read_schedule(members, schedule, zones);
    });
}

Parsed<Schedule> parse_schedule(JsonValue body, const ZoneNames& zones) {
    FaultList faults;
    auto schedule = ScheduleRule{zones}(body, faults);
    if (!schedule) return faults.take();
    return *std::move(schedule);
}

Parsed<ReplaceSchedules> parse_schedules(JsonValue body, const ZoneNames& zones) {
    return parse_body<ReplaceSchedules>(body, [&](BodyMembers& members, ReplaceSchedules& c) {
        std::vector<NamedSchedule> all;
        members.must(
            "schedules", all,
            list_by(bounds::schedules, NamedScheduleRule{zones}, &NamedSchedule::name, "name"));
        for (auto& [name, schedule] : all) c.schedules.emplace(name, std::move(schedule));
    });
}

}  // namespace kalends
