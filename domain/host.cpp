#include "domain/host.hpp"

#include <algorithm>
#include <utility>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"
#include "domain/shared.hpp"

namespace kalends {
namespace {

// Counts a claim, or takes it out of what is counted (rules L1, L2).
void count(Host& host, const Claim& claim, Usage usage) {
    host.tallies.add({claim.dates.schedule, claim.meeting_type, usage});
    host.tallies.add({claim.dates.host, MeetingTypeId{}, usage});
}

std::optional<Seating> seating(const BookedTime& when) {
    if (!when.seats) return std::nullopt;
    const auto& seats = *when.seats;
    return Seating{seats.session, seats.taken, seats.of,
                   static_cast<std::uint32_t>(when.hosts.size())};
}

// Adds the claim that a booking or hold has on this host, if it has one.
void take(Host& host, StreamId holder, MeetingTypeId type, const BookedTime& when,
          std::optional<Instant> expires_at) {
    for (const auto& claim : when.hosts) {
        if (claim.host != host.id) continue;
        ClaimDates dates{claim.schedule_date, claim.host_date, {}};
        if (!when.counted_by.is_nil()) dates.type = when.type_date;
        const Claim taken{when.time, claim.window, holder, type, expires_at, dates, seating(when)};
        host.calendar.add(taken);
        if (when.is_counted()) count(host, taken, usage_of(taken.time));
    }
}

Host released(Host host, StreamId holder, const ClaimedTime& claim) {
    const auto freed = host.calendar.remove(holder, claim.time.start);
    if (freed && claim.is_counted() && !planted(PlantedBug::released_claim_still_counted)) {
        count(host, *freed, -usage_of(freed->time));
    }
    return host;
}

void forget_old(Host& host, const Recorded& at) {
    host.calendar.forget_before(at.time - calendar_memory);
    host.tallies.forget_before(at.time - tallies_memory);
}

template <BookingStatus status>
Host made(Host host, const BookingMade<status>& e, const Recorded& at) {
    forget_old(host, at);
    if (e.hold) host = released(std::move(host), stream_of(e.hold->hold), e.hold->released);
    take(host, stream_of(e.booking), e.meeting_type, e.when, e.expires_at);
    return host;
}

template <class Change>
void change_schedules(Host& host, Change change) {
    auto schedules = *host.schedules;
    change(schedules);
    host.schedules = std::make_shared<const Schedules>(std::move(schedules));
}

bool same_schedules(const Schedules& a, const Schedules& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.first == y.first && *x.second.hours == *y.second.hours &&
               x.second.revision == y.second.revision;
    });
}

}  // namespace

std::string_view name_of(HostSort sort) {
    switch (sort) {
        case HostSort::person:
            return "person";
        case HostSort::room:
            return "room";
        case HostSort::equipment:
            return "equipment";
    }
    broken("every sort of host has a name");
}

const Schedule* Host::schedule(std::string_view name) const {
    const auto found = schedules->find(name);
    return found == schedules->end() ? nullptr : found->second.hours.get();
}

std::optional<std::uint64_t> Host::schedule_revision(std::string_view name) const {
    const auto found = schedules->find(name);
    if (found == schedules->end()) return std::nullopt;
    return found->second.revision;
}

bool operator==(const Host& a, const Host& b) {
    return are_same(a.terms, b.terms) && a.id == b.id && a.subject == b.subject &&
           a.details_at == b.details_at && a.revision == b.revision &&
           a.created_at == b.created_at && a.is_retired == b.is_retired &&
           same_schedules(*a.schedules, *b.schedules) &&
           a.removed_schedule_revision == b.removed_schedule_revision &&
           a.removed_source_revision == b.removed_source_revision &&
           are_same(a.absences, b.absences) && are_same(a.busy, b.busy) &&
           a.calendar == b.calendar && a.tallies == b.tallies;
}

Host evolve(Host host, const HostCreated& e, const Recorded& at) {
    host.id = e.host;
    host.subject = e.subject.subject;
    host.terms = std::make_shared<const HostTerms>(e.terms);
    host.details_at = at.revision;
    host.revision = 1;
    host.created_at = at.time;
    return host;
}

Host evolve(Host host, const HostChanged& e, const Recorded& at) {
    host.terms = std::make_shared<const HostTerms>(e.terms);
    if (!e.details.is_absent()) host.details_at = at.revision;
    ++host.revision;
    return host;
}

Host evolve(Host host, const HostRetired&, const Recorded&) {
    host.is_retired = true;
    ++host.revision;
    return host;
}

Host evolve(Host host, const ScheduleSet& e, const Recorded&) {
    const auto before = host.schedule_revision(e.name).value_or(host.removed_schedule_revision);
    change_schedules(host, [&](Schedules& schedules) {
        schedules[e.name] = {std::make_shared<const Schedule>(e.schedule), before + 1};
    });
    return host;
}

Host evolve(Host host, const ScheduleRemoved& e, const Recorded&) {
    host.removed_schedule_revision =
        std::max(host.removed_schedule_revision, host.schedule_revision(e.name).value_or(0));
    change_schedules(host, [&e](Schedules& schedules) { schedules.erase(e.name); });
    return host;
}

Host evolve(Host host, const BookingRequested& e, const Recorded& at) {
    return made(std::move(host), e, at);
}

Host evolve(Host host, const BookingConfirmed& e, const Recorded& at) {
    return made(std::move(host), e, at);
}

Host evolve(Host host, const BookingApproved& e, const Recorded&) {
    host.calendar.set_expiry(stream_of(e.booking), e.claimed.time.start, std::nullopt);
    return host;
}

Host evolve(Host host, const BookingRejected& e, const Recorded&) {
    return released(std::move(host), stream_of(e.booking), e.released);
}

Host evolve(Host host, const BookingCancelled& e, const Recorded&) {
    return released(std::move(host), stream_of(e.booking), e.released);
}

Host evolve(Host host, const BookingExpired& e, const Recorded&) {
    return released(std::move(host), stream_of(e.booking), e.released);
}

Host evolve(Host host, const BookingRescheduled& e, const Recorded& at) {
    host = released(std::move(host), stream_of(e.booking), e.released);
    forget_old(host, at);
    take(host, stream_of(e.booking), e.meeting_type, e.when, e.expires_at);
    return host;
}

Host evolve(Host host, const BookingReassigned& e, const Recorded& at) {
    host = released(std::move(host), stream_of(e.booking), e.released);
    forget_old(host, at);
    take(host, stream_of(e.booking), e.meeting_type, e.when, std::nullopt);
    return host;
}

Host evolve(Host host, const HoldMade& e, const Recorded& at) {
    forget_old(host, at);
    take(host, stream_of(e.hold), e.meeting_type, e.when, e.expires_at);
    return host;
}

Host evolve(Host host, const HoldExtended& e, const Recorded&) {
    if (planted(PlantedBug::extended_hold_expires_as_before)) return host;
    host.calendar.set_expiry(stream_of(e.hold), e.claimed.time.start, e.expires_at);
    return host;
}

Host evolve(Host host, const HoldReleased& e, const Recorded&) {
    return released(std::move(host), stream_of(e.hold), e.released);
}

Host evolve(Host host, const HoldExpired& e, const Recorded&) {
    return released(std::move(host), stream_of(e.hold), e.released);
}

// All claims of a session go at once, which limits count as one (rule L1).
Host evolve(Host host, const SessionMoved& e, const Recorded&) {
    std::optional<Claim> freed;
    for (const auto booking : e.bookings) {
        const auto seat = host.calendar.remove(stream_of(booking), e.claim.time.start);
        if (seat) freed = seat;
    }
    if (freed) count(host, *freed, -usage_of(freed->time));
    return host;
}

}  // namespace kalends
