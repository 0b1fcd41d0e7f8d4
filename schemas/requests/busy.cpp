#include "schemas/requests/busy.hpp"

#include "schemas/events/busy.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

// Outside calendars know seconds; all instants here are whole ones.
std::optional<Instant> read_second(JsonValue value, FaultList& faults) {
    const auto at = read_form<Instant>(value, faults);
    if (!at || at->time_since_epoch() % Seconds{1} == Milliseconds{0}) return at;
    faults.note(value, "must be a whole second");
    return std::nullopt;
}

// One busy interval of the window; what is wrong with the window is told elsewhere.
struct BusyRule {
    const std::optional<Instant>& from;
    const std::optional<Instant>& to;

    std::optional<Interval> operator()(JsonValue value, FaultList& faults) const {
        return read_members<Interval>(value, faults, [&](BodyMembers& members, Interval& busy) {
            std::optional<Instant> start;
            std::optional<Instant> end;
            members.must("start", start, read_second);
            members.must("end", end, read_second);
            if (start && from && *start < *from) members.note("start", "must not be before from");
            if (end && to && *end > *to) members.note("end", "must not be after to");
            if (!start || !end) return;
            if (*end <= *start) members.note("end", "must be after start");
            busy = {*start, *end};
        });
    }
};

void read_policy(BodyMembers& members, BusyPolicy& policy) {
    members.must("stale_after_minutes", policy.stale_after,
                 MinutesRule{bounds::stale_after_minutes});
    members.must("when_stale", policy.when_stale, any_of<WhenStale>());
    std::optional<std::int64_t> hours;
    const bool has_hours =
        members.may("last_import_hours", hours, NumberRule{bounds::last_import_hours, "hours"});
    if (policy.when_stale != WhenStale::last_import) {
        if (has_hours) members.note("last_import_hours", "belongs to when_stale last_import");
        return;
    }
    if (!has_hours) members.note("last_import_hours", "is missing");
    if (!hours) return;
    policy.last_import_for = std::chrono::hours{*hours};
    if (policy.last_import_for < policy.stale_after) {
        members.note("last_import_hours", "must be no less than stale_after_minutes");
    }
}

}  // namespace

Parsed<ImportBusy> parse_import_busy(JsonValue body) {
    return parse_body<ImportBusy>(body, [](BodyMembers& members, ImportBusy& c) {
        std::optional<Instant> from;
        std::optional<Instant> to;
        members.must("from", from, read_second);
        members.must("to", to, read_second);
        members.must("busy", c.busy, list_of(bounds::busy_intervals, BusyRule{from, to}));
        read_policy(members, c.policy);
        if (!from || !to) return;
        c.window = {*from, *to};
        if (*to <= *from) members.note("to", "must be after from");
        if (*to - *from > bounds::busy_window_max)
            members.note("to", "must be at most 366 days after from");
        if (*from < bookable_years.start || bookable_years.end < *to) {
            members.note("from", "must lie, with to, within the years 1970 to 2999");
        }
    });
}

}  // namespace kalends
