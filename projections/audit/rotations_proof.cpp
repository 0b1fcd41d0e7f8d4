#include "projections/audit/rotations_proof.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "domain/check.hpp"

namespace kalends {
namespace {

using Changes = std::map<HostId, std::int64_t>;

bool has(const std::vector<HostId>& hosts, HostId host) {
    return std::ranges::find(hosts, host) != hosts.end();
}

// Worked out otherwise than where hosts are chosen, so that an error of one is found by the other.
Changes changes_by(const std::vector<Assignment>& assignments) {
    Changes changes;
    for (const auto& assignment : assignments) {
        for (const auto& candidate : assignment.candidates) {
            changes[candidate.host] += candidate.credit;
            changes[assignment.host] -= candidate.credit;
        }
    }
    std::erase_if(changes, [](const auto& change) { return change.second == 0; });
    return changes;
}

Changes changes_in(const std::vector<BalanceChange>& all) {
    Changes changes;
    for (const auto& [host, millionths] : all) changes[host] += millionths;
    std::erase_if(changes, [](const auto& change) { return change.second == 0; });
    return changes;
}

// Leaves those that have most of what `of` gives; whether that left anybody out.
template <class Of>
bool keep_most(std::vector<const Candidate*>& left, Of of) {
    const auto most = of(**std::ranges::max_element(
        left, {}, [&of](const Candidate* candidate) { return of(*candidate); }));
    return std::erase_if(left, [&](const Candidate* one) { return of(*one) < most; }) > 0;
}

struct Choice {
    HostId host;
    ChoiceReason reason{};
};

Choice chosen_of(const std::vector<Candidate>& candidates) {
    std::vector<const Candidate*> left;
    left.reserve(candidates.size());
    for (const auto& candidate : candidates) left.push_back(&candidate);
    auto reason = ChoiceReason::only_candidate;
    if (keep_most(left, [](const Candidate& one) { return one.balance + one.credit; })) {
        reason = ChoiceReason::balance;
    }
    if (keep_most(left, [](const Candidate& one) { return std::int64_t{one.priority}; })) {
        reason = ChoiceReason::priority;
    }
    const auto rest = [](const Candidate& one) {
        return one.last_booked ? -one.last_booked->time_since_epoch() : Milliseconds::max();
    };
    if (keep_most(left, rest)) reason = ChoiceReason::least_recently_booked;
    const auto first = std::ranges::min_element(left, {}, &Candidate::host);
    if (left.size() > 1) reason = ChoiceReason::id;
    return {(*first)->host, reason};
}

// Those of a group, in its order, each once.
bool are_of(const std::vector<Candidate>& candidates, const HostGroup& group) {
    auto member = group.members.begin();
    for (const auto& candidate : candidates) {
        member =
            std::ranges::find(member, group.members.end(), candidate.host, &RotatingHost::host);
        if (member == group.members.end()) return false;
        if (member->weight != candidate.weight) return false;
        if (member->priority != candidate.priority) return false;
        ++member;
    }
    return true;
}

bool is_same_choice(const Assignment& a, const Assignment& b) {
    return a.host == b.host && a.reason == b.reason && a.chosen_at == b.chosen_at &&
           a.candidates == b.candidates;
}

}  // namespace

std::string_view to_text(RotationFault fault) {
    switch (fault) {
        case RotationFault::other_candidates:
            return "was chosen among others than its group";
        case RotationFault::other_balance:
            return "was chosen by other balances than there were";
        case RotationFault::other_credit:
            return "was chosen by other credits than weights give";
        case RotationFault::other_choice:
            return "was chosen, and another candidate came first";
        case RotationFault::other_reason:
            return "was chosen for another reason than is told";
        case RotationFault::other_time:
            return "was chosen at another time than is told";
        case RotationFault::not_on_the_time:
            return "was chosen and is not taken";
        case RotationFault::not_kept:
            return "is said to be kept and was not there";
        case RotationFault::other_given_back:
            return "gives back to balances what it had not changed";
        case RotationFault::chosen_to_join:
            return "was chosen for seats of a session that has its hosts";
    }
    broken("every fault of a rotation has a text");
}

std::vector<BrokenChoice> RotationsProof::take(const StoredEvent& stored) {
    std::visit(
        [&]<class Fact>(const Fact& fact) {
            if constexpr (requires { fact.terms.hosts.groups; }) {
                groups_[fact.meeting_type] = fact.terms.hosts.groups;
            } else if constexpr (requires { fact.when.hosts; }) {
                take_claim(stored, fact);
            } else if constexpr (std::is_same_v<Fact, SessionMoved>) {
                who_ = stream_of(fact.session);
                moved_session_ = who_;
                moved_ = let_go(who_, fact.claim);
            } else if constexpr (requires { fact.released; }) {
                who_ = stored.envelope.streams.front().first;
                let_go(who_, fact.released);
            }
        },
        stored.event);
    return std::exchange(broken_, {});
}

// The hosts of its first occurrence are those that are kept.
template <class Fact>
void RotationsProof::note_series(const Fact& fact) {
    if constexpr (requires { fact.series; }) {
        if (!fact.series.is_nil()) hosts_of_series_.try_emplace(fact.series, hosts_of(fact.when));
    }
}

// What it had is let go first. Of that it takes over what it keeps, and only the rest is chosen.
template <class Fact>
void RotationsProof::take_claim(const StoredEvent& stored, const Fact& fact) {
    const BookedTime& when = fact.when;
    who_ = stored.envelope.streams.front().first;
    Charged before;
    if constexpr (requires { fact.hold->hold; }) {
        if (fact.hold) before = let_go(stream_of(fact.hold->hold), fact.hold->released);
    } else if constexpr (requires { fact.released; }) {
        before = let_go(who_, fact.released);
    }
    if (when.seats && !when.seats->opens) {
        if (!when.assignments.empty()) fault(RotationFault::chosen_to_join, HostId{});
        return note_series(fact);
    }
    const StreamId payer = when.seats ? stream_of(when.seats->session) : who_;
    if (payer == moved_session_) before = std::exchange(moved_, {});
    std::vector<Assignment> taken_over, chosen;
    for (const auto& assignment : when.assignments) {
        const bool was_there = std::ranges::any_of(before.assignments, [&](const Assignment& one) {
            return is_same_choice(one, assignment);
        });
        (was_there ? taken_over : chosen).push_back(assignment);
    }
    charge(fact.meeting_type, taken_over);
    for (const auto& one : chosen) check(one, fact, stored.envelope.time, before);
    charge(fact.meeting_type, chosen);
    note_series(fact);
    if (when.assignments.empty() && !when.seats) return;
    charged_.insert_or_assign(payer, Charged{fact.meeting_type, when.assignments, hosts_of(when)});
}

template <class Fact>
void RotationsProof::check(const Assignment& assignment, const Fact& fact, Instant now,
                           const Charged& before) {
    const auto host = assignment.host;
    if (assignment.chosen_at != now) fault(RotationFault::other_time, host);
    if (!has(hosts_of(fact.when), host)) fault(RotationFault::not_on_the_time, host);
    if (assignment.candidates.empty()) {
        const bool is_kept = assignment.reason == ChoiceReason::kept &&
                             (before.hosts.empty() || has(before.hosts, host));
        if (!is_kept) fault(RotationFault::not_kept, host);
        return;
    }
    const auto& groups = groups_[fact.meeting_type];
    if (assignment.group >= groups.size() ||
        !are_of(assignment.candidates, groups[assignment.group])) {
        fault(RotationFault::other_candidates, host);
    }
    check_figures(assignment, fact.meeting_type);
    check_choice(assignment, fact, before);
}

void RotationsProof::check_figures(const Assignment& assignment, MeetingTypeId type) {
    auto& ledger = ledgers_[type];
    std::int64_t weights = 0;
    for (const auto& candidate : assignment.candidates) weights += candidate.weight;
    bool are_balances = true;
    bool are_credits = weights > 0;
    for (const auto& candidate : assignment.candidates) {
        const auto& standing = ledger[candidate.host];
        are_balances = are_balances && candidate.balance == standing.millionths &&
                       candidate.last_booked == standing.last_booked;
        are_credits =
            are_credits && candidate.credit == candidate.weight * booking_millionths / weights;
    }
    if (!are_balances) fault(RotationFault::other_balance, assignment.host);
    if (!are_credits) fault(RotationFault::other_credit, assignment.host);
}

// A host is named where it takes over. Where it is free it is kept through a series, and by who
// leaves a session to others: both pay for it anew.
template <class Fact>
void RotationsProof::check_choice(const Assignment& assignment, const Fact& fact,
                                  const Charged& before) {
    const auto& candidates = assignment.candidates;
    Choice right = chosen_of(candidates);
    std::vector<HostId> stay;
    if (std::is_same_v<Fact, BookingRescheduled> && before.goes_on) stay = before.hosts;
    if constexpr (requires { fact.series; }) {
        const auto first = hosts_of_series_.find(fact.series);
        if (first != hosts_of_series_.end()) stay = first->second;
    }
    const auto kept = std::ranges::find_if(
        candidates, [&stay](const Candidate& candidate) { return has(stay, candidate.host); });
    if (kept != candidates.end()) right = {kept->host, ChoiceReason::kept};
    const bool may_be_named = std::is_same_v<Fact, BookingReassigned>;
    if (may_be_named && assignment.reason == ChoiceReason::named) {
        const auto named = std::ranges::find(candidates, assignment.host, &Candidate::host);
        if (named != candidates.end()) right = {assignment.host, ChoiceReason::named};
    }
    if (assignment.host != right.host) {
        fault(RotationFault::other_choice, assignment.host);
    } else if (assignment.reason != right.reason) {
        fault(RotationFault::other_reason, assignment.host);
    }
}

void RotationsProof::charge(MeetingTypeId type, const std::vector<Assignment>& assignments) {
    auto& ledger = ledgers_[type];
    for (const auto& [host, millionths] : changes_by(assignments)) {
        ledger[host].millionths += millionths;
    }
    for (const auto& assignment : assignments) {
        if (assignment.candidates.empty()) continue;
        auto& last = ledger[assignment.host].last_booked;
        last = std::max(last, std::optional{assignment.chosen_at});
    }
}

// With seats that are let go their session stays charged as long as it is open (rule T2).
RotationsProof::Charged RotationsProof::let_go(StreamId holder, const ClaimedTime& released) {
    const StreamId payer = released.seats ? stream_of(released.seats->session) : holder;
    Charged had;
    if (released.seats && !released.seats->closes) {
        const auto found = charged_.find(payer);
        if (found != charged_.end()) had = {found->second.meeting_type, {}, found->second.hosts};
        had.goes_on = true;
    } else if (auto found = charged_.extract(payer)) {
        had = std::move(found.mapped());
    }
    const auto changes = changes_by(had.assignments);
    if (changes_in(released.given_back) != changes) {
        fault(RotationFault::other_given_back, HostId{});
    }
    auto& ledger = ledgers_[had.meeting_type];
    for (const auto& [host, millionths] : changes) ledger[host].millionths -= millionths;
    return had;
}

}  // namespace kalends
