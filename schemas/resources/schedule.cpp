#include "schemas/resources/schedule.hpp"

#include "schemas/resources/object.hpp"
#include "schemas/values/schedule.hpp"

namespace kalends {
namespace {

void write_span(ResourceObject& object, const DateSpan& span) {
    object.member("from", span.from);
    object.member("to", span.to);
}

void append_rule(std::string& out, const WeeklyRule& rule) {
    ResourceObject object{out};
    object.member("days", rule.days);
    object.member("start", ClockMinute{rule.range.start});
    object.member("end", ClockMinute{rule.range.end});
    write_span(object, rule.effective);
}

void write_members(ResourceObject& object, const Schedule& schedule) {
    object.member("time_zone", schedule.zone);
    object.member_by("weekly",
                     [&](std::string& out) { append_list(out, schedule.weekly, append_rule); });
    object.member("overrides", schedule.overrides);
    write_span(object, schedule.effective);
}

}  // namespace

void append_schedule(std::string& out, std::string_view name, const KeptSchedule& schedule) {
    ResourceObject object{out};
    object.member("name", name);
    write_members(object, *schedule.hours);
    object.member("revision", schedule.revision);
}

void append_schedule(std::string& out, const Schedule& schedule) {
    ResourceObject object{out};
    write_members(object, schedule);
}

}  // namespace kalends
