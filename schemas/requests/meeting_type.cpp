#include "schemas/requests/meeting_type.hpp"

#include "schemas/requests/schedule_value.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

const TextRule name_rule{bounds::name_chars};
const MinutesRule duration_rule{bounds::duration_minutes};
const MinutesRule buffer_rule{bounds::buffer_minutes};
const MinutesRule notice_rule{bounds::notice_minutes};
const MinutesRule offset_rule{bounds::offset_minutes};
const auto interval_rule = or_null<std::optional<Minutes>>(MinutesRule{bounds::interval_minutes});
const auto deadline_rule = or_null<std::optional<Minutes>>(MinutesRule{bounds::deadline_minutes});

std::optional<Minutes> read_divisor_of_hour(JsonValue value, FaultList& faults) {
    const auto minutes = value.integer();
    if (minutes && *minutes > 0 && 60 % *minutes == 0) return Minutes{*minutes};
    faults.note(value, "must be a whole number of minutes that divides 60");
    return std::nullopt;
}
const auto align_rule = or_null<std::optional<Minutes>>(read_divisor_of_hour);

void read_rolling_days(BodyMembers& members, Window& window) {
    std::int64_t days = 0;
    members.must("days", days, NumberRule{bounds::window_days, "days"});
    window = RollingDays{static_cast<int>(days)};
}

void read_fixed_dates(BodyMembers& members, Window& window) {
    std::optional<Date> from;
    std::optional<Date> to;
    members.must("from", from, read_form<Date>);
    members.must("to", to, read_form<Date>);
    if (!from || !to) return;
    if (*to < *from) members.note("to", "must not be before from");
    window = FixedDates{*from, *to};
}

enum class WindowKind : std::uint8_t { rolling_days, fixed_dates };

std::optional<WindowKind> read_window_kind(JsonValue value, FaultList& faults) {
    if (value.text() == "rolling_days") return WindowKind::rolling_days;
    if (value.text() == "fixed_dates") return WindowKind::fixed_dates;
    faults.note(value, "must be one of rolling_days, fixed_dates");
    return std::nullopt;
}

// A window of no known kind has members of either, so none of them is called unknown.
std::optional<Window> read_window(JsonValue value, FaultList& faults) {
    return read_members<Window>(value, faults, [](BodyMembers& members, Window& window) {
        std::optional<WindowKind> kind;
        members.must("kind", kind, read_window_kind);
        if (kind == WindowKind::rolling_days) return read_rolling_days(members, window);
        if (kind == WindowKind::fixed_dates) return read_fixed_dates(members, window);
        members.skip_the_rest();
    });
}

std::optional<Approval> read_approval(JsonValue value, FaultList& faults) {
    return read_members<Approval>(value, faults, [](BodyMembers& members, Approval& approval) {
        members.must("required", approval.required, read_boolean);
        members.may("deadline_minutes", approval.deadline, deadline_rule);
        members.may("again_when_rescheduled", approval.again_when_rescheduled, read_boolean);
    });
}

std::optional<HostId> read_host(JsonValue value, FaultList& faults) {
    return read_members<HostId>(value, faults, [](BodyMembers& members, HostId& host) {
        members.must("host_id", host, read_id<HostId>);
    });
}

std::optional<HostPlan> read_hosts(JsonValue value, FaultList& faults) {
    auto hosts = set_of(bounds::hosts, read_host)(value, faults);
    if (!hosts) return std::nullopt;
    return HostPlan{*std::move(hosts)};
}

// All that may be said of a meeting type, but for what only a new one may say.
void read_changes(BodyMembers& members, const ZoneNames& zones, ChangeMeetingType& c) {
    members.may("buffer_before_minutes", c.buffer_before, buffer_rule);
    members.may("buffer_after_minutes", c.buffer_after, buffer_rule);
    members.may("buffers_inside_hours", c.buffers_inside_hours, read_boolean);
    members.may("notice_minutes", c.notice_booking, notice_rule);
    members.may("reschedule_notice_minutes", c.notice_rescheduling, notice_rule);
    members.may("cancel_notice_minutes", c.notice_cancelling, notice_rule);
    members.may("window", c.window, read_window);
    members.may("slot_interval_minutes", c.slot_interval, interval_rule);
    members.may("align_to_minutes", c.align_to, align_rule);
    members.may("offset_minutes", c.offset, offset_rule);
    members.may("approval", c.approval, read_approval);
    members.may("guests_may_cancel", c.guests_may_cancel, read_boolean);
    members.may("guests_may_reschedule", c.guests_may_reschedule, read_boolean);
    members.may("schedule", c.schedule, or_null<std::optional<Schedule>>(ScheduleRule{zones}));
    members.may("time_zone", c.zone, or_null<std::optional<std::string>>(ZoneRule{zones}));
    members.may("public", c.is_public, read_boolean);
}

}  // namespace

// A new one is one of default terms to which all that is said is a change.
Parsed<CreateMeetingType> parse_create_meeting_type(JsonValue body, const ZoneNames& zones) {
    return parse_body<CreateMeetingType>(body, [&](BodyMembers& members, CreateMeetingType& c) {
        ChangeMeetingType changes;
        members.must("name", changes.new_name, name_rule);
        members.must("duration_minutes", changes.duration, duration_rule);
        members.must("hosts", changes.hosts, read_hosts);
        read_changes(members, zones, changes);
        c.terms = changed({}, changes);
        members.may("external_id", c.terms.external_id,
                    or_null<std::string>(TextRule{bounds::external_id_chars}));
    });
}

Parsed<ChangeMeetingType> parse_change_meeting_type(JsonValue body, const ZoneNames& zones) {
    return parse_body<ChangeMeetingType>(body, [&](BodyMembers& members, ChangeMeetingType& c) {
        members.may("name", c.new_name, name_rule);
        members.may("duration_minutes", c.duration, duration_rule);
        members.may("hosts", c.hosts, read_hosts);
        read_changes(members, zones, c);
    });
}

}  // namespace kalends
