#include "domain/meeting_type.hpp"

#include <algorithm>
#include <utility>

#include "domain/planted_bugs.hpp"
#include "domain/shared.hpp"

namespace kalends {
namespace {

template <class Change>
void change_balances(MeetingType& type, Change change) {
    auto balances = type.balances ? *type.balances : Balances{};
    change(balances);
    type.balances = std::make_shared<const Balances>(std::move(balances));
}

// Counts a claim once, on however many hosts it is. An event can be of two types' streams: that of
// the booking and that of the hold whose place it takes.
MeetingType counted(MeetingType type, const BookedTime& when, const Recorded& at) {
    if (when.counted_by != type.id || !when.is_counted()) return type;
    type.tallies.forget_before(at.time - tallies_memory);
    type.tallies.add({when.type_date, MeetingTypeId{}, usage_of(when.time)});
    type.taken_until = std::max(type.taken_until, when.time.end);
    if (when.assignments.empty()) return type;
    change_balances(type, [&when](Balances& balances) { balances.take(when.assignments); });
    return type;
}

// What was taken before types counted is not let go by them.
MeetingType released(MeetingType type, const ClaimedTime& claim) {
    if (!claim.counted || claim.counted->meeting_type != type.id) return type;
    type.tallies.add({claim.counted->date, MeetingTypeId{}, -usage_of(claim.time)});
    if (claim.given_back.empty()) return type;
    change_balances(type, [&claim](Balances& balances) { balances.give_back(claim.given_back); });
    return type;
}

template <BookingStatus status>
MeetingType made(MeetingType type, const BookingMade<status>& e, const Recorded& at) {
    if (e.hold) type = released(std::move(type), e.hold->released);
    return counted(std::move(type), e.when, at);
}

// What was asked until now is kept for as long as a hold of it can be live.
SharedPastQuestions kept(const MeetingType& type, const MeetingTypeTerms& next, Instant at) {
    if (next.questions == type.terms->questions) return type.past_questions;
    auto all = type.past_questions ? *type.past_questions : std::vector<PastQuestions>{};
    std::erase_if(all, [at](const PastQuestions& past) { return !past.may_be_held(at); });
    all.push_back({type.revision, at, type.terms->questions});
    return std::make_shared<const std::vector<PastQuestions>>(std::move(all));
}

SharedFormerHosts remembered(const MeetingType& type, const HostPlan& next, Instant at) {
    auto former = former_hosts(type, next, at);
    return former.empty() ? nullptr : std::make_shared<const FormerHosts>(std::move(former));
}

bool contains(const DurationList& list, Minutes duration) {
    return std::ranges::find(list.minutes, duration) != list.minutes.end();
}

bool contains(const DurationRange& range, Minutes duration) {
    const Minutes most =
        planted(PlantedBug::longest_duration_left_out) ? range.most - Minutes{1} : range.most;
    return range.least <= duration && duration <= most &&
           (duration - range.least) % range.step == Minutes{0};
}

}  // namespace

std::string_view name_of(GridKind kind) {
    return kind == GridKind::fixed ? "fixed" : "packed";
}

std::size_t HostPlan::size() const {
    std::size_t size = fixed.size();
    for (const auto& group : groups) size += group.members.size();
    return size;
}

bool HostPlan::names(HostId host) const {
    if (std::ranges::find(fixed, host) != fixed.end()) return true;
    return std::ranges::any_of(groups, [host](const HostGroup& group) {
        return std::ranges::find(group.members, host, &RotatingHost::host) != group.members.end();
    });
}

std::vector<HostId> hosts_of(const HostPlan& plan) {
    std::vector<HostId> hosts = plan.fixed;
    for (const auto& group : plan.groups) {
        for (const auto& member : group.members) hosts.push_back(member.host);
    }
    return hosts;
}

bool offers(const MeetingTypeTerms& terms, Minutes duration) {
    if (!terms.durations) return duration == terms.duration;
    return std::visit([duration](const auto& offered) { return contains(offered, duration); },
                      *terms.durations);
}

FormerHosts former_hosts(const MeetingType& type, const HostPlan& next, Instant now) {
    FormerHosts former;
    if (type.former_hosts) former = *type.former_hosts;
    for (const auto host : hosts_of(type.terms->hosts)) former.push_back({host, type.taken_until});
    std::erase_if(former,
                  [&](const FormerHost& one) { return one.until <= now || next.names(one.host); });
    return former;
}

const std::vector<GuestQuestion>& questions_of(const MeetingType& type, std::uint64_t revision) {
    if (type.past_questions) {
        for (const auto& past : *type.past_questions) {
            if (revision <= past.last_revision) return past.questions;
        }
    }
    return type.terms->questions;
}

bool operator==(const MeetingType& a, const MeetingType& b) {
    return are_same(a.terms, b.terms) && are_same(a.past_questions, b.past_questions) &&
           are_same(a.balances, b.balances) && are_same(a.former_hosts, b.former_hosts) &&
           a.taken_until == b.taken_until && a.id == b.id && a.revision == b.revision &&
           a.created_at == b.created_at && a.is_retired == b.is_retired && a.tallies == b.tallies;
}

MeetingType evolve(MeetingType type, const MeetingTypeCreated& e, const Recorded& at) {
    type.id = e.meeting_type;
    type.terms = std::make_shared<const MeetingTypeTerms>(e.terms);
    type.revision = 1;
    type.created_at = at.time;
    return type;
}

MeetingType evolve(MeetingType type, const MeetingTypeChanged& e, const Recorded& at) {
    if (type.terms) {
        type.past_questions = kept(type, e.terms, at.time);
        type.former_hosts = remembered(type, e.terms.hosts, at.time);
    }
    type.terms = std::make_shared<const MeetingTypeTerms>(e.terms);
    ++type.revision;
    return type;
}

MeetingType evolve(MeetingType type, const MeetingTypeRetired&, const Recorded&) {
    type.is_retired = true;
    ++type.revision;
    return type;
}

MeetingType evolve(MeetingType type, const BookingRequested& e, const Recorded& at) {
    return made(std::move(type), e, at);
}

MeetingType evolve(MeetingType type, const BookingConfirmed& e, const Recorded& at) {
    return made(std::move(type), e, at);
}

MeetingType evolve(MeetingType type, const BookingRejected& e, const Recorded&) {
    return released(std::move(type), e.released);
}

MeetingType evolve(MeetingType type, const BookingCancelled& e, const Recorded&) {
    return released(std::move(type), e.released);
}

MeetingType evolve(MeetingType type, const BookingExpired& e, const Recorded&) {
    return released(std::move(type), e.released);
}

MeetingType evolve(MeetingType type, const BookingRescheduled& e, const Recorded& at) {
    return counted(released(std::move(type), e.released), e.when, at);
}

MeetingType evolve(MeetingType type, const BookingReassigned& e, const Recorded& at) {
    return counted(released(std::move(type), e.released), e.when, at);
}

MeetingType evolve(MeetingType type, const HoldMade& e, const Recorded& at) {
    return counted(std::move(type), e.when, at);
}

MeetingType evolve(MeetingType type, const HoldReleased& e, const Recorded&) {
    return released(std::move(type), e.released);
}

MeetingType evolve(MeetingType type, const HoldExpired& e, const Recorded&) {
    return released(std::move(type), e.released);
}

MeetingType evolve(MeetingType type, const SessionMoved& e, const Recorded&) {
    return released(std::move(type), e.claim);
}

}  // namespace kalends
