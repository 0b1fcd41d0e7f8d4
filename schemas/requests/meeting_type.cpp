#include "schemas/requests/meeting_type.hpp"

#include <type_traits>

#include "schemas/requests/host_plan.hpp"
#include "schemas/requests/limit.hpp"
#include "schemas/requests/offer.hpp"
#include "schemas/requests/schedule_value.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

const TextRule type_name_rule{bounds::name_chars};
const MinutesRule duration_rule{bounds::duration_minutes};
const MinutesRule buffer_rule{bounds::buffer_minutes};
const MinutesRule notice_rule{bounds::notice_minutes};
const MinutesRule offset_rule{bounds::offset_minutes};
const auto interval_rule = or_null<std::optional<Minutes>>(MinutesRule{bounds::interval_minutes});
const auto seats_rule = or_null<std::optional<std::int64_t>>(NumberRule{bounds::seats});
const auto deadline_rule = or_null<std::optional<Minutes>>(MinutesRule{bounds::deadline_minutes});

std::optional<Minutes> read_divisor_of_hour(JsonValue value, FaultList& faults) {
    const auto minutes = whole_number(value);
    if (minutes && *minutes > 0 && 60 % *minutes == 0) return Minutes{*minutes};
    faults.note(value, "must be a whole number of minutes that divides 60");
    return std::nullopt;
}
const auto align_rule = or_null<std::optional<Minutes>>(read_divisor_of_hour);

void read_duration_list(BodyMembers& members, Durations& durations) {
    DurationList list;
    members.must("minutes", list.minutes, set_of(bounds::durations, duration_rule));
    durations = std::move(list);
}

void read_duration_range(BodyMembers& members, Durations& durations) {
    std::optional<Minutes> least;
    std::optional<Minutes> most;
    std::optional<Minutes> step;
    members.must("min_minutes", least, duration_rule);
    members.must("max_minutes", most, duration_rule);
    members.must("step_minutes", step, MinutesRule{bounds::interval_minutes});
    if (!least || !most || !step) return;
    if (*most < *least || (*most - *least) % *step != Minutes{0}) {
        members.note("max_minutes", "must be min_minutes and some whole steps");
    }
    durations = DurationRange{*least, *most, *step};
}

template <class DaysAhead>
void read_days_ahead(BodyMembers& members, Window& window) {
    constexpr bool is_looked_at = std::is_same_v<DaysAhead, DaysWithSlots>;
    const Bounds days_max = is_looked_at ? bounds::window_days_with_slots : bounds::window_days;
    std::int64_t days = 0;
    members.must("days", days, NumberRule{days_max, "days"});
    window = DaysAhead{static_cast<int>(days)};
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

// What the `kind` of a value may be, and what is read of it then.
template <class Value>
struct Kind {
    std::string_view name;
    void (*read)(BodyMembers&, Value&);
};

constexpr Kind<Durations> duration_kinds[] = {{"list", read_duration_list},
                                              {"range", read_duration_range}};
constexpr Kind<Window> window_kinds[] = {
    {"rolling_days", read_days_ahead<RollingDays>},
    {"rolling_business_days", read_days_ahead<RollingBusinessDays>},
    {"days_with_slots", read_days_ahead<DaysWithSlots>},
    {"fixed_dates", read_fixed_dates},
};

template <class Value, std::size_t size>
std::optional<Kind<Value>> find_kind(JsonValue value, const Kind<Value> (&kinds)[size],
                                     FaultList& faults) {
    std::vector<std::string_view> names;
    for (const auto& kind : kinds) {
        if (value.text() == kind.name) return kind;
        names.push_back(kind.name);
    }
    note_choices(value, names, faults);
    return std::nullopt;
}

// A value of no known kind has members of any, so none of them is called unknown.
template <class Value, std::size_t size>
auto one_of(const Kind<Value> (&kinds)[size]) {
    return [&kinds](JsonValue value, FaultList& faults) {
        return read_members<Value>(value, faults, [&kinds](BodyMembers& members, Value& to) {
            std::optional<Kind<Value>> kind;
            members.must("kind", kind, [&kinds](JsonValue name, FaultList& of_kind) {
                return find_kind(name, kinds, of_kind);
            });
            if (kind) return kind->read(members, to);
            members.skip_the_rest();
        });
    };
}

std::optional<Approval> read_approval(JsonValue value, FaultList& faults) {
    return read_members<Approval>(value, faults, [](BodyMembers& members, Approval& approval) {
        members.must("required", approval.required, read_boolean);
        members.may("deadline_minutes", approval.deadline, deadline_rule);
        members.may("again_when_rescheduled", approval.again_when_rescheduled, read_boolean);
    });
}

// All that may be said of a meeting type, but for what only a new one may say.
void read_changes(BodyMembers& members, const ZoneNames& zones, ChangeMeetingType& c) {
    members.may("buffer_before_minutes", c.buffer_before, buffer_rule);
    members.may("buffer_after_minutes", c.buffer_after, buffer_rule);
    members.may("buffers_inside_hours", c.buffers_inside_hours, read_boolean);
    members.may("notice_minutes", c.notice_booking, notice_rule);
    members.may("reschedule_notice_minutes", c.notice_rescheduling, notice_rule);
    members.may("cancel_notice_minutes", c.notice_cancelling, notice_rule);
    members.may("durations", c.durations,
                or_null<std::optional<Durations>>(one_of(duration_kinds)));
    members.may("window", c.window, one_of(window_kinds));
    members.may("slot_interval_minutes", c.slot_interval, interval_rule);
    members.may("align_to_minutes", c.align_to, align_rule);
    members.may("offset_minutes", c.offset, offset_rule);
    members.may("grid", c.grid, any_of<GridKind>());
    members.may("first_per_day", c.first_per_day, read_boolean);
    members.may("approval", c.approval, read_approval);
    members.may("guests_may_cancel", c.guests_may_cancel, read_boolean);
    members.may("guests_may_reschedule", c.guests_may_reschedule, read_boolean);
    members.may("schedule", c.schedule, or_null<std::optional<Schedule>>(ScheduleRule{zones}));
    members.may("host_schedule", c.host_schedule, or_null<std::string>(read_path_name));
    members.may("time_zone", c.zone, or_null<std::optional<std::string>>(ZoneRule{zones}));
    members.may("seats", c.seats, NumberRule{bounds::seats});
    members.may("party_max", c.party_max, seats_rule);
    members.may("public", c.is_public, read_boolean);
    members.may("limits", c.limits, read_limits);
    read_offer(members, c);
}

}  // namespace

// A new one is one of default terms to which all that is said is a change.
Parsed<CreateMeetingType> parse_create_meeting_type(JsonValue body, const ZoneNames& zones) {
    return parse_body<CreateMeetingType>(body, [&](BodyMembers& members, CreateMeetingType& c) {
        ChangeMeetingType changes;
        members.must("name", changes.new_name, type_name_rule);
        members.must("duration_minutes", changes.duration, duration_rule);
        members.must("hosts", changes.hosts, read_host_plan);
        read_changes(members, zones, changes);
        c.terms = changed({}, changes);
        members.may("external_id", c.terms.external_id,
                    or_null<std::string>(TextRule{bounds::external_id_chars}));
    });
}

Parsed<ChangeMeetingType> parse_change_meeting_type(JsonValue body, const ZoneNames& zones) {
    return parse_body<ChangeMeetingType>(body, [&](BodyMembers& members, ChangeMeetingType& c) {
        members.may("name", c.new_name, type_name_rule);
        members.may("duration_minutes", c.duration, duration_rule);
        members.may("hosts", c.hosts, read_host_plan);
        read_changes(members, zones, c);
    });
}

}  // namespace kalends
