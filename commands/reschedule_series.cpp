#include "commands/reschedule_series.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "commands/host_plan.hpp"
#include "commands/moving.hpp"
#include "commands/rights.hpp"
#include "commands/run.hpp"
#include "commands/seating.hpp"
#include "domain/availability/horizon.hpp"
#include "domain/availability/zone_clock.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// How far the occurrences go, in civil time of the type's zone (rule C5).
class Shift {
  public:
    Shift(const Booking& named, Instant to, const ZoneClock& clock)
        : clock_{clock},
          named_{named},
          start_{to},
          from_{clock.civil_at(named.when.time.start)},
          to_{clock.civil_at(to)} {}

    [[nodiscard]] Instant start_of(const Booking& booking) const {
        if (booking.id == named_.id) return start_;
        const Instant start = booking.when.time.start;
        if (planted(PlantedBug::series_moved_by_elapsed_time)) {
            return start + (start_ - named_.when.time.start);
        }
        return clock_.instant_of(clock_.civil_at(start) + (to_ - from_));
    }
    [[nodiscard]] CivilMinute civil_at(Instant start) const { return clock_.civil_at(start); }
    [[nodiscard]] bool is_later() const { return start_ > named_.when.time.start; }
    [[nodiscard]] CivilMinute from() const { return from_; }
    [[nodiscard]] CivilMinute to() const { return to_; }

  private:
    const ZoneClock& clock_;
    const Booking& named_;
    Instant start_;
    CivilMinute from_;
    CivilMinute to_;
};

using Waiting = std::span<const Booking* const>;

std::vector<MovedClaim> claims_of(Waiting bookings, const Scope& scope, Instant now) {
    std::vector<MovedClaim> claims;
    claims.reserve(bookings.size());
    for (const auto* booking : bookings) {
        const auto holder = stream_of(booking->id);
        claims.push_back(moved(holder, booking->meeting_type, booking->when, scope, now));
    }
    std::ranges::sort(claims, {}, &MovedClaim::holder);
    for (const auto* booking : bookings) {
        const Session* session = session_of(booking->when, scope);
        if (session != nullptr) take_count_along(claims, *session, now);
    }
    return claims;
}

// That of its session, where it has seats: it tells how their hosts were chosen.
const BookedTime* time_of(const Booking& booking, const std::vector<MovedClaim>& claims) {
    const auto own =
        std::ranges::lower_bound(claims, stream_of(booking.id), {}, &MovedClaim::holder);
    return own->when;
}

bool overlap(const BookedTime& a, const BookedTime& b) {
    return std::ranges::any_of(a.hosts, [&](const HostClaim& ours) {
        return std::ranges::any_of(b.hosts, [&](const HostClaim& theirs) {
            return ours.host == theirs.host && ours.window.overlaps(theirs.window);
        });
    });
}

// Moves one occurrence after the other. Those that have moved stand in the way of the next like any
// other claim; those still to come give way (rule B5).
class Moving {
  public:
    Moving(const RescheduleSeries& c, const Shift& shift, const Scope& scope, Instant now)
        : command_{c}, shift_{shift}, run_{scope, now}, now_{now} {}

    // The first of those that have not moved yet; into this session, if it opens one.
    void move_first(Waiting waiting, SessionId session) {
        const Booking& booking = *waiting.front();
        const Instant start = shift_.start_of(booking);
        // As those before it have left the type and its hosts.
        const MeetingType& type = *run_.scope().find(booking.meeting_type);
        const auto giving_way = giving_way_to(waiting);
        auto moved =
            move_booking(booking, type,
                         {start, minutes_of(booking.when.time), giving_way, command_.overrides,
                          booking.party, session, time_of(booking, giving_way), &known_},
                         run_.scope(), now_);
        if (!moved) return refuse_one(booking, start, moved.error());
        // Nowhere in the log may two claims overlap. Where a clock is set, buffers changed, two
        // have one session, or another host of a group is given, one can come upon another that is
        // still to go.
        const bool comes_upon_one = std::ranges::any_of(
            waiting.subspan(1),
            [&](const Booking* other) { return overlap(moved->when, other->when); });
        if (comes_upon_one) return refuse_one(booking, start, refuse(Rejection::claimed, "/start"));
        known_.note_taken();
        run_.add(*std::move(moved));
    }

    // The first in order of time, with all of them; nothing if the series can be moved.
    [[nodiscard]] std::optional<Refusal> refusal() {
        if (refused_.empty()) return std::nullopt;
        std::ranges::sort(refused_, {}, &Refused::start);
        Refusal first = refused_.front().why;
        for (const auto& [start, why] : refused_) {
            first.occurrences.push_back({start, shift_.civil_at(start), why.reason});
        }
        return first;
    }
    [[nodiscard]] Events take_events() { return run_.take_events(); }

  private:
    struct Refused {
        Instant start;
        Refusal why;
    };

    [[nodiscard]] std::vector<MovedClaim> giving_way_to(Waiting waiting) const {
        std::vector<const Booking*> all{waiting.begin(), waiting.end()};
        all.insert(all.end(), stuck_.begin(), stuck_.end());
        if (!planted(PlantedBug::moved_series_lets_others_give_way))
            return claims_of(all, run_.scope(), now_);
        all.clear();
        const Series& series = *run_.scope().find(command_.occurrences.series);
        for (const auto id : series.bookings) all.push_back(run_.scope().find(id));
        return claims_of(all, run_.scope(), now_);
    }
    void refuse_one(const Booking& booking, Instant start, Refusal why) {
        stuck_.push_back(&booking);
        refused_.push_back({start, std::move(why)});
    }

    const RescheduleSeries& command_;
    const Shift& shift_;
    Run run_;
    Instant now_;
    KnownHorizon known_;
    // What cannot move is not held against the others: the refusal names each for its own reason.
    std::vector<const Booking*> stuck_;
    std::vector<Refused> refused_;
};

// The sessions that occurrences may join where they move (rule T2).
void want_joined(const RescheduleSeries& c, const Series& series, const MeetingType& type,
                 Scope& scope) {
    if (!type.terms->is_seated() || !names_occurrence(c.occurrences, series)) return;
    const ZoneClock clock = scope.hours().zone(zone_of(type, scope));
    const Shift shift{*scope.find(c.occurrences.named), c.start, clock};
    for (const auto* booking : occurrences_asked(c.occurrences, series, scope)) {
        const Instant start = shift.start_of(*booking);
        want_sessions(type, {start, start + minutes_of(booking->when.time)}, scope);
    }
}

}  // namespace

void needs(const RescheduleSeries& c, Scope& scope) {
    for (const auto session : c.sessions) scope.make(session);
    const Organisation* organisation = scope.want(scope.organisation_id());
    const Series* series = want_series(c.occurrences.series, scope);
    if (series == nullptr) return;
    const MeetingType* type = want_with_hosts(series->meeting_type, scope);
    if (organisation != nullptr && type != nullptr) want_joined(c, *series, *type, scope);
}

Decision decide(const RescheduleSeries& c, const Scope& scope, Instant now) {
    if (scope.find(c.occurrences.series) == nullptr) return refuse(Rejection::not_found);
    if (!may_override(scope.actor(), c.overrides)) {
        return refuse_forbidden(scope.actor(), c.overrides);
    }
    auto open = open_occurrences(c.occurrences, scope, now);
    if (!open) return open.error();
    const Booking& named = *scope.find(c.occurrences.named);
    const MeetingType& type = *scope.find(named.meeting_type);
    if (const auto refusal = check_active(type, scope)) return *refusal;
    if (c.start == named.when.time.start) return Events{};

    const ZoneClock clock = scope.hours().zone(zone_of(type, scope));
    const Shift shift{named, c.start, clock};
    // Where a clock is set, one may be at its new start already.
    std::erase_if(*open, [&](const Booking* booking) {
        return shift.start_of(*booking) == booking->when.time.start;
    });
    if (open->empty()) return Events{};
    // From the end that they move to, so that each finds the place of the one before it empty.
    if (shift.is_later()) std::ranges::reverse(*open);
    Moving moving{c, shift, scope, now};
    const Waiting all{*open};
    ensure(all.size() <= c.sessions.size(), "there is an id for each occurrence that can be");
    for (std::size_t moved = 0; moved < all.size(); ++moved) {
        moving.move_first(all.subspan(moved), c.sessions[moved]);
    }
    if (const auto refusal = moving.refusal()) return *refusal;

    SeriesMoved moved{c.occurrences.series, c.occurrences.scope, shift.from(), shift.to(), {}};
    for (const auto* booking : all) moved.bookings.push_back(booking->id);
    Events events{std::move(moved)};
    for (auto& event : moving.take_events()) events.push_back(std::move(event));
    return events;
}

}  // namespace kalends
