#include "domain/rotation.hpp"

#include <algorithm>
#include <compare>
#include <utility>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

void credit(std::vector<Candidate>& candidates) {
    const bool is_even = planted(PlantedBug::weight_ignored);
    std::int64_t sum = 0;
    for (const auto& candidate : candidates) sum += is_even ? 1 : candidate.weight;
    if (sum == 0) broken("each candidate has a weight");
    for (auto& candidate : candidates) {
        candidate.credit = booking_millionths * (is_even ? 1 : candidate.weight) / sum;
    }
}

// What is looked at, in this order: the largest balance, the highest priority, the one booked
// longest ago or never, the lowest id.
struct Standing {
    std::int64_t balance;
    std::uint32_t priority;
    Instant last_booked;
    HostId host;
};

Standing standing_of(const Candidate& candidate) {
    return {candidate.balance + candidate.credit, candidate.priority,
            candidate.last_booked.value_or(Instant::min()), candidate.host};
}

// The first thing that tells the better one from another.
std::optional<ChoiceReason> better_by(const Standing& one, const Standing& other) {
    if (one.balance != other.balance) {
        return one.balance > other.balance ? std::optional{ChoiceReason::balance} : std::nullopt;
    }
    if (one.priority != other.priority) {
        return one.priority > other.priority ? std::optional{ChoiceReason::priority} : std::nullopt;
    }
    if (one.last_booked != other.last_booked) {
        return one.last_booked < other.last_booked
                   ? std::optional{ChoiceReason::least_recently_booked}
                   : std::nullopt;
    }
    return one.host < other.host ? std::optional{ChoiceReason::id} : std::nullopt;
}

// What told it from the last that it was told from.
ChoiceReason reason_for(const Candidate& chosen, const std::vector<Candidate>& candidates) {
    auto reason = ChoiceReason::only_candidate;
    for (const auto& other : candidates) {
        if (other.host == chosen.host) continue;
        const auto by = better_by(standing_of(chosen), standing_of(other));
        if (!by) broken("the chosen host is better than each other one");
        reason = std::max(reason, *by);
    }
    return reason;
}

const Candidate& best_of(const std::vector<Candidate>& candidates) {
    return *std::ranges::min_element(candidates, [](const Candidate& a, const Candidate& b) {
        return better_by(standing_of(a), standing_of(b)).has_value();
    });
}

}  // namespace

std::string_view name_of(ChoiceReason reason) {
    switch (reason) {
        case ChoiceReason::only_candidate:
            return "only_candidate";
        case ChoiceReason::balance:
            return "balance";
        case ChoiceReason::priority:
            return "priority";
        case ChoiceReason::least_recently_booked:
            return "least_recently_booked";
        case ChoiceReason::id:
            return "id";
        case ChoiceReason::named:
            return "named";
        case ChoiceReason::kept:
            return "kept";
    }
    broken("every reason of a choice has a name");
}

Assignment choose(std::uint32_t group, std::vector<Candidate> candidates, Instant now,
                  std::optional<HostId> named) {
    ensure(!candidates.empty(), "there is somebody to choose");
    credit(candidates);
    const Candidate& best = best_of(candidates);
    const HostId host = named.value_or(best.host);
    const auto reason = named ? ChoiceReason::named : reason_for(best, candidates);
    return {group, host, reason, now, std::move(candidates)};
}

std::vector<BalanceChange> balance_changes(const std::vector<Assignment>& all) {
    std::vector<BalanceChange> changes;
    for (const auto& assignment : all) {
        std::int64_t given = 0;
        for (const auto& candidate : assignment.candidates) given += candidate.credit;
        for (const auto& candidate : assignment.candidates) {
            const bool is_chosen = candidate.host == assignment.host;
            const auto change = is_chosen ? candidate.credit - given : candidate.credit;
            if (change != 0) changes.push_back({candidate.host, change});
        }
    }
    return changes;
}

HostBalance Balances::of(HostId host) const {
    const auto found = std::ranges::lower_bound(all_, host, {}, &HostBalance::host);
    return found == all_.end() || found->host != host ? HostBalance{host, 0, {}} : *found;
}

HostBalance& Balances::at(HostId host) {
    auto found = std::ranges::lower_bound(all_, host, {}, &HostBalance::host);
    if (found == all_.end() || found->host != host) {
        found = all_.insert(found, HostBalance{host, 0, {}});
    }
    return *found;
}

// A choice that is taken over from an earlier event was made then.
void Balances::take(const std::vector<Assignment>& assignments) {
    for (const auto& [host, millionths] : balance_changes(assignments)) {
        at(host).millionths += millionths;
    }
    for (const auto& assignment : assignments) {
        if (assignment.candidates.empty()) continue;
        auto& last = at(assignment.host).last_booked;
        last = std::max(last, std::optional{assignment.chosen_at});
    }
}

void Balances::give_back(const std::vector<BalanceChange>& changes) {
    for (const auto& [host, millionths] : changes) at(host).millionths -= millionths;
}

}  // namespace kalends
