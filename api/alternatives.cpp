#include "api/alternatives.hpp"

#include <algorithm>

#include "api/asked_calendar.hpp"

namespace kalends::api {
namespace {

constexpr std::size_t alternatives_max = 3;
constexpr std::chrono::days alternatives_within{14};

// There are none for what no start could be booked for.
std::vector<Instant> next_starts(App& app, AskedCalendar calendar, const StartWanted& wanted) {
    if (wanted.duration && !calendar.ask_duration(*wanted.duration)) return {};
    calendar.override_reasons(wanted.overrides);
    calendar.ask_for(wanted.own);
    const Instant now = app.engine.reading_time();
    return calendar.first_starts(app.engine, std::max(wanted.start, now), now, alternatives_within,
                                 alternatives_max);
}

}  // namespace

Alternatives instead_of(OrganisationId organisation, MeetingTypeId type,
                        const StartWanted& wanted) {
    return [=](App& app) -> std::vector<Instant> {
        auto calendar = AskedCalendar::find(app.engine, organisation, type);
        if (!calendar) return {};
        const auto hold = wanted.hold ? app.engine.find(organisation, *wanted.hold) : nullptr;
        if (hold && hold->is_live(app.engine.reading_time())) calendar->give_way(app.engine, *hold);
        calendar->ask_party(wanted.party);
        if (!calendar->takes_party()) return {};
        return next_starts(app, *std::move(calendar), wanted);
    };
}

Alternatives instead_of(OrganisationId organisation, BookingId moving, const StartWanted& wanted) {
    return [=](App& app) -> std::vector<Instant> {
        const auto booking = app.engine.find(organisation, moving);
        if (!booking) return {};
        auto calendar = AskedCalendar::find(app.engine, organisation, booking->meeting_type);
        if (!calendar) return {};
        calendar->move(app.engine, {&booking, 1});
        return next_starts(app, *std::move(calendar), wanted);
    };
}

}  // namespace kalends::api
