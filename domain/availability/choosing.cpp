#include "domain/availability/choosing.hpp"

#include <algorithm>
#include <utility>

#include "domain/availability/group_fit.hpp"

namespace kalends {
namespace {

using FreeHosts = std::vector<GroupFit::FreeHost>;

bool has_host(const BookedTime& when, HostId host) {
    return std::ranges::find(when.hosts, host, &HostClaim::host) != when.hosts.end();
}

// Of several that were on a booking the first in the plan.
const Host* kept_host(const FreeHosts& free, const BookedTime* kept) {
    if (kept == nullptr) return nullptr;
    const auto found = std::ranges::find_if(
        free, [kept](const auto& one) { return has_host(*kept, one.host->id); });
    return found == free.end() ? nullptr : found->host;
}

// How it was chosen then; one that no rotation chose is on the booking all the same.
Assignment kept_assignment(std::uint32_t group, HostId host, const BookedTime& kept, Instant now) {
    const auto found = std::ranges::find(kept.assignments, host, &Assignment::host);
    if (found == kept.assignments.end()) return {group, host, ChoiceReason::kept, now, {}};
    Assignment assignment = *found;
    assignment.group = group;
    return assignment;
}

// Whether it is a claim that moves that keeps its hosts. What is new, as an occurrence of a series
// is, pays for its host like any booking, though it is the first occurrence's; so does who leaves a
// session to others, whose hosts are paid for as long as it is open (rule T2).
bool is_moving(const Question& question, const BookedTime& kept) {
    return std::ranges::any_of(question.moving, [&kept](const MovedClaim& moved) {
        return !moved.leaves_others && *moved.when == kept;
    });
}

bool is_among(const std::vector<Assignment>& all, HostId host) {
    return std::ranges::find(all, host, &Assignment::host) != all.end();
}

// As they stand once what moves has given back what it will not keep. Of several that move it is
// the one whose hosts are kept: the others give back as each of them moves.
Balances balances_before(const Question& question, const std::vector<Assignment>& kept,
                         const BookedTime* own) {
    Balances balances = question.type.balances ? *question.type.balances : Balances{};
    for (const auto& moved : question.moving) {
        if (moved.when->counted_by != question.type.id || moved.leaves_others) continue;
        if (own != nullptr && *moved.when != *own) continue;
        auto given_up = moved.when->assignments;
        std::erase_if(given_up, [&kept](const auto& one) { return is_among(kept, one.host); });
        balances.give_back(balance_changes(given_up));
    }
    return balances;
}

std::vector<Candidate> candidates(const HostGroup& group, const FreeHosts& free,
                                  const Balances& balances) {
    std::vector<Candidate> all;
    for (const auto& [host, weight, priority] : group.members) {
        const auto is_it = [id = host](const auto& one) { return one.host->id == id; };
        if (std::ranges::none_of(free, is_it)) continue;
        const auto balance = balances.of(host);
        all.push_back({host, weight, priority, balance.millionths, 0, balance.last_booked});
    }
    return all;
}

Assignment choose_kept(std::uint32_t group, std::vector<Candidate> candidates, HostId host,
                       Instant now) {
    Assignment assignment = choose(group, std::move(candidates), now, host);
    assignment.reason = ChoiceReason::kept;
    return assignment;
}

void take(Takers& takers, const FreeHosts& free, HostId host) {
    const auto taken =
        std::ranges::find_if(free, [host](const auto& one) { return one.host->id == host; });
    takers.hosts.push_back(taken->host);
    takers.overridden = takers.overridden | taken->overridden;
}

}  // namespace

Takers choose_takers(const Question& question, Instant start, const BookedTime* kept,
                     HoursCache& cache) {
    const auto fixed = fixed_hosts(question);
    const auto& groups = question.type.terms->hosts.groups;
    const bool is_taken_over = kept != nullptr && is_moving(question, *kept);
    Takers takers{{fixed.begin(), fixed.end()}, {}, {}};
    std::vector<FreeHosts> free;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        GroupFit fit{question, hosts_of_group(question, i), {start, start}, cache};
        free.push_back(fit.free(asked_time(question, start)));
        ensure(!free.back().empty(), "of each group of a slot a host is free");
        const Host* host = is_taken_over ? kept_host(free.back(), kept) : nullptr;
        if (host == nullptr) continue;
        const auto group = static_cast<std::uint32_t>(i);
        takers.assignments.push_back(kept_assignment(group, host->id, *kept, question.now));
    }
    const Balances balances = balances_before(question, takers.assignments, kept);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto group = static_cast<std::uint32_t>(i);
        auto found = std::ranges::find(takers.assignments, group, &Assignment::group);
        if (found == takers.assignments.end()) {
            const auto at = takers.assignments.begin() + static_cast<std::ptrdiff_t>(i);
            auto all = candidates(groups[i], free[i], balances);
            const Host* host = kept_host(free[i], kept);
            found = takers.assignments.insert(
                at, host == nullptr ? choose(group, std::move(all), question.now)
                                    : choose_kept(group, std::move(all), host->id, question.now));
        }
        take(takers, free[i], found->host);
    }
    return takers;
}

Successor choose_successor(const Question& question, const Handover& handover, HoursCache& cache) {
    const auto& [booked, window, place, from, to] = handover;
    const Instant start = booked.time.start;
    const AskedTime asked = AskedTimes{question}.at(start, window);
    std::vector<const Host*> others;
    for (const Host* host : hosts_of_group(question, place)) {
        if (!has_host(booked, host->id)) others.push_back(host);
    }
    GroupFit fit{question, others, {start, start}, cache};
    const auto free = fit.free(asked);
    const auto named =
        std::ranges::find_if(others, [id = to](const Host* host) { return id && host->id == *id; });
    ensure(!to || named != others.end(), "who is to take over is of the group, and not there yet");
    if (to) {
        const std::span<const Host* const> only{&*named, 1};
        const auto against = GroupFit{question, only, {start, start}, cache}.judge(asked).refused;
        if (!against.empty()) return {*named, std::nullopt, against};
    }
    if (free.empty()) return {&fit.nearest(asked), std::nullopt, fit.judge(asked).refused};
    auto stay = booked.assignments;
    std::erase_if(stay, [id = from](const Assignment& one) { return one.host == id; });
    const auto& group = question.type.terms->hosts.groups[place];
    auto assignment =
        choose(static_cast<std::uint32_t>(place),
               candidates(group, free, balances_before(question, stay, &booked)), question.now, to);
    const auto chosen = std::ranges::find_if(
        free, [&assignment](const auto& one) { return one.host->id == assignment.host; });
    return {chosen->host, std::move(assignment), {}};
}

}  // namespace kalends
