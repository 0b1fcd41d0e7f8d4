#include "commands/reassign.hpp"

#include <algorithm>

#include "commands/booking_guards.hpp"
#include "commands/claiming.hpp"
#include "commands/host_plan.hpp"
#include "commands/seating.hpp"
#include "commands/session_guards.hpp"
#include "domain/availability/availability.hpp"
#include "domain/availability/choosing.hpp"

namespace kalends {
namespace {

bool is_of(const BookedTime& when, HostId host) {
    return std::ranges::find(when.hosts, host, &HostClaim::host) != when.hosts.end();
}

// Retried, it finds what was asked for done.
bool is_done(const Reassign& c, const BookedTime& when) {
    return c.to && is_of(when, *c.to) && (!c.from || !is_of(when, *c.from));
}

bool has_member(const HostGroup& group, HostId host) {
    return std::ranges::find(group.members, host, &RotatingHost::host) != group.members.end();
}

// Which host gives way, and the group that another one is to be of.
struct Leaving {
    HostId host;
    std::size_t group = 0;
};

// A host that left the plan is of the group that it was chosen of.
std::optional<std::size_t> group_of(const HostPlan& plan, const BookedTime& when, HostId host) {
    const auto member = std::ranges::find_if(
        plan.groups, [host](const HostGroup& group) { return has_member(group, host); });
    if (member != plan.groups.end()) {
        return static_cast<std::size_t>(member - plan.groups.begin());
    }
    const auto& chosen = when.assignments;
    const auto found = std::ranges::find(chosen, host, &Assignment::host);
    const bool is_there = found != chosen.end() && found->group < plan.groups.size();
    return is_there && !plan.names(host) ? std::optional<std::size_t>{found->group} : std::nullopt;
}

std::vector<Leaving> rotating(const HostPlan& plan, const BookedTime& when) {
    std::vector<Leaving> all;
    for (const auto& claim : when.hosts) {
        if (const auto group = group_of(plan, when, claim.host)) {
            all.push_back({claim.host, *group});
        }
    }
    return all;
}

// Who gives way: the host that is named; else the one whose group has the new host, or the only one
// that is of a group.
Result<Leaving, Refusal> leaving(const Reassign& c, const HostPlan& plan, const BookedTime& when) {
    if (c.from && !is_of(when, *c.from)) return refuse(Rejection::not_found, "/from_host_id");
    if (c.to && is_of(when, *c.to)) return refuse(Rejection::not_found, "/host_id");
    auto all = rotating(plan, when);
    std::erase_if(all, [&](const Leaving& one) {
        const auto& members = plan.groups[one.group];
        return (c.from && one.host != *c.from) || (c.to && !has_member(members, *c.to));
    });
    if (all.size() > 1) return refuse(Rejection::not_found, "/from_host_id");
    if (all.empty()) return refuse(Rejection::not_found, "/host_id");
    const auto& members = plan.groups[all.front().group].members;
    const bool has_another = std::ranges::any_of(
        members, [&](const RotatingHost& other) { return !is_of(when, other.host); });
    if (!has_another) return refuse(Rejection::not_found, "/host_id");
    return all.front();
}

// The others stay as they were chosen, and claimed.
BookedTime taken_over(BookedTime when, HostId from, HostClaim claim, Assignment assignment) {
    *std::ranges::find(when.hosts, from, &HostClaim::host) = std::move(claim);
    const auto before = std::ranges::find(when.assignments, from, &Assignment::host);
    if (before != when.assignments.end()) {
        *before = std::move(assignment);
    } else {
        when.assignments.push_back(std::move(assignment));
    }
    return when;
}

// A session goes over with all its bookings, each of which must be one that can be reassigned: the
// refusal says which is not.
std::optional<Refusal> check_confirmed(const Seated& all) {
    for (const auto* booking : all.bookings) {
        if (booking->status == BookingStatus::confirmed) continue;
        Refusal refusal = refuse(Rejection::already_decided);
        refusal.detail =
            "The booking " + to_text(booking->id) + " of the session is not confirmed.";
        return refusal;
    }
    return std::nullopt;
}

// What is to be claimed instead of the booking's time, or of that of its session, if another host
// is free. All hosts of a session have the window with which it was opened (rule T2).
Result<BookedTime, Refusal> handed_over(const Reassign& c, const Booking& booking,
                                        const MeetingType& type, const Session* session,
                                        const Scope& scope, Instant now) {
    const BookedTime& before = session ? session->when : booking.when;
    const auto left = leaving(c, type.terms->hosts, before);
    if (!left) return left.error();
    const auto hosts = find_hosts(type.terms->hosts, scope);
    const Instant start = before.time.start;
    auto question = question_of(type, hosts, scope.organisation(), minutes_of(before.time), now);
    const auto moving =
        session ? claims_of(*session)
                : std::vector{MovedClaim{stream_of(booking.id), booking.meeting_type, &before}};
    question.moving = moving;
    const Interval window =
        session ? before.hosts.front().window : protected_window(question, start);
    const auto successor =
        choose_successor(question, {before, window, left->group, left->host, c.to}, scope.hours());
    if (!successor.against.empty()) {
        Refusal refusal = refuse(successor.against.first(), "/host_id");
        if (refusal.reason == Rejection::limit_reached) {
            refusal.limit = limit_reached(question, *successor.host, start, scope.hours());
        }
        return refusal;
    }
    auto claim = host_claim(question, *successor.host, start, scope.hours());
    claim.window = window;
    return taken_over(before, left->host, claim, *successor.assignment);
}

BookingReassigned reassigned(const Booking& booking, ClaimedTime released, BookedTime when) {
    BookingReassigned event;
    event.booking = booking.id;
    event.meeting_type = booking.meeting_type;
    event.released = std::move(released);
    event.when = std::move(when);
    return event;
}

Decision reassign_session(const Reassign& c, const Booking& asked, const Session& session,
                          const MeetingType& type, const Scope& scope, Instant now) {
    const Seated all = seated(session, scope);
    if (const auto refusal = check_confirmed(all)) return *refusal;
    const auto when = handed_over(c, asked, type, &session, scope, now);
    if (!when) return when.error();
    if (const auto refusal = check_all_revisions(all.bookings)) return *refusal;
    Run run = let_go(session, all, scope, now);
    for (const auto* booking : all.bookings) {
        const bool is_first = booking == all.bookings.front();
        run.add(reassigned(*booking, seats_left_behind(session),
                           seats_where_it_is(session, *booking, *when, is_first)));
    }
    return run.take_events();
}

}  // namespace

void needs(const Reassign& c, Scope& scope) {
    const Booking* booking = want_booking(c.booking, scope);
    if (booking == nullptr) return;
    want_with_hosts(booking->meeting_type, scope);
    if (booking->when.seats) want_whole_session(booking->when.seats->session, scope);
}

Decision decide(const Reassign& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (const auto refusal = check_booking(*booking, Asks::to_reassign, scope, now)) {
        return *refusal;
    }
    if (is_done(c, booking->when)) return Events{};
    const MeetingType& type = *scope.find(booking->meeting_type);
    if (const auto* session = session_of(booking->when, scope)) {
        return reassign_session(c, *booking, *session, type, scope, now);
    }
    auto when = handed_over(c, *booking, type, nullptr, scope, now);
    if (!when) return when.error();
    if (const auto refusal = check_revisions(*booking)) return *refusal;
    return Events{reassigned(*booking, claimed(booking->when), *std::move(when))};
}

}  // namespace kalends
