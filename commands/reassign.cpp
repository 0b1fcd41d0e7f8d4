#include "commands/reassign.hpp"

#include <algorithm>

#include "commands/booking_guards.hpp"
#include "commands/claiming.hpp"
#include "commands/host_plan.hpp"
#include "domain/availability/availability.hpp"
#include "domain/availability/choosing.hpp"

namespace kalends {
namespace {

bool is_of(const Booking& booking, HostId host) {
    const auto& hosts = booking.when.hosts;
    return std::ranges::find(hosts, host, &HostClaim::host) != hosts.end();
}

// Retried, it finds what was asked for done.
bool is_done(const Reassign& c, const Booking& booking) {
    return c.to && is_of(booking, *c.to) && (!c.from || !is_of(booking, *c.from));
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
std::optional<std::size_t> group_of(const HostPlan& plan, const Booking& booking, HostId host) {
    const auto member = std::ranges::find_if(
        plan.groups, [host](const HostGroup& group) { return has_member(group, host); });
    if (member != plan.groups.end()) {
        return static_cast<std::size_t>(member - plan.groups.begin());
    }
    const auto& chosen = booking.when.assignments;
    const auto found = std::ranges::find(chosen, host, &Assignment::host);
    const bool is_there = found != chosen.end() && found->group < plan.groups.size();
    return is_there && !plan.names(host) ? std::optional<std::size_t>{found->group} : std::nullopt;
}

std::vector<Leaving> rotating(const HostPlan& plan, const Booking& booking) {
    std::vector<Leaving> all;
    for (const auto& claim : booking.when.hosts) {
        if (const auto group = group_of(plan, booking, claim.host)) {
            all.push_back({claim.host, *group});
        }
    }
    return all;
}

// Who gives way: the host that is named; else the one whose group has the new host, or the only one
// that is of a group. The hosts of seats are those of their whole session (rule T3).
Result<Leaving, Refusal> leaving(const Reassign& c, const HostPlan& plan, const Booking& booking) {
    if (c.from && !is_of(booking, *c.from)) {
        return refuse(Rejection::not_found, "/from_host_id");
    }
    if (booking.when.seats) return refuse(Rejection::not_found, "/host_id");
    auto all = rotating(plan, booking);
    std::erase_if(all, [&](const Leaving& one) {
        const auto& members = plan.groups[one.group];
        return (c.from && one.host != *c.from) ||
               (c.to && (one.host == *c.to || !has_member(members, *c.to)));
    });
    if (all.size() > 1) return refuse(Rejection::not_found, "/from_host_id");
    if (all.empty()) return refuse(Rejection::not_found, "/host_id");
    const auto& members = plan.groups[all.front().group].members;
    const bool has_another = std::ranges::any_of(
        members, [&](const RotatingHost& other) { return !is_of(booking, other.host); });
    if (!has_another) return refuse(Rejection::not_found, "/host_id");
    return all.front();
}

// The others stay as they were chosen, and claimed.
BookedTime taken_over(const Booking& booking, HostId from, HostClaim claim, Assignment assignment) {
    BookedTime when = booking.when;
    *std::ranges::find(when.hosts, from, &HostClaim::host) = std::move(claim);
    const auto before = std::ranges::find(when.assignments, from, &Assignment::host);
    if (before != when.assignments.end()) {
        *before = std::move(assignment);
    } else {
        when.assignments.push_back(std::move(assignment));
    }
    return when;
}

}  // namespace

void needs(const Reassign& c, Scope& scope) {
    const Booking* booking = want_booking(c.booking, scope);
    if (booking != nullptr) want_with_hosts(booking->meeting_type, scope);
}

Decision decide(const Reassign& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (const auto refusal = check_booking(*booking, Asks::to_reassign, scope, now)) {
        return *refusal;
    }
    if (is_done(c, *booking)) return Events{};
    const MeetingType* type = scope.find(booking->meeting_type);
    const auto left = leaving(c, type->terms->hosts, *booking);
    if (!left) return left.error();

    const auto hosts = find_hosts(type->terms->hosts, scope);
    const MovedClaim moving[] = {{stream_of(c.booking), booking->meeting_type, &booking->when}};
    auto question =
        question_of(*type, hosts, scope.organisation(), minutes_of(booking->when.time), now);
    question.moving = moving;
    const auto successor =
        choose_successor(question, {booking->when, left->group, left->host, c.to}, scope.hours());
    if (!successor.against.empty()) {
        Refusal refusal = refuse(successor.against.first(), "/host_id");
        if (refusal.reason == Rejection::limit_reached) {
            refusal.limit =
                limit_reached(question, *successor.host, booking->when.time.start, scope.hours());
        }
        return refusal;
    }
    if (const auto refusal = check_revisions(*booking)) return *refusal;

    const auto claim =
        host_claim(question, *successor.host, booking->when.time.start, scope.hours());
    BookingReassigned event;
    event.booking = c.booking;
    event.meeting_type = booking->meeting_type;
    event.released = claimed(booking->when);
    event.when = taken_over(*booking, left->host, claim, *successor.assignment);
    return Events{std::move(event)};
}

}  // namespace kalends
