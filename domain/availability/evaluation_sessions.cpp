#include <algorithm>
#include <iterator>

#include "domain/availability/evaluation.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {

HostsAsked Evaluation::hosts_asked(Instant start) {
    const auto fixed = fixed_hosts(question_);
    const auto sessions = sessions_.at(start);
    const AskedTime time = asked_.at(start);
    HostsAsked asked{{fixed.begin(), fixed.end()}, time.window};
    const auto* session = sessions.empty() ? nullptr : judge_shared(start, sessions).session;
    if (session != nullptr) {
        asked.window = session->window;
        std::ranges::copy(session->chosen, std::back_inserter(asked.hosts));
        return asked;
    }
    for (auto& group : groups_) {
        if (!group.judge(time).is_slot()) asked.hosts.push_back(&group.nearest(time));
    }
    return asked;
}

// Its time is claimed and counted already, its hosts are chosen, and its start is on the grid
// (rules T1, T2).
Judgement Evaluation::judge_to_join(const OpenSession& session) {
    const Instant start = session.start;
    const AskedTime asked = asked_.at(start, session.window);
    const Reasons firm = standing_ | firm_reasons(session.window);
    Reasons found = horizon_.reasons(start) |
                    hours_.reasons(start, asked.slot).without({Rejection::misaligned_start});
    for (auto& host : hosts_) found = found | host.reasons_to_join(session.window);
    if (question_.party > session.left) found.add(Rejection::seats_full);
    if (planted(PlantedBug::joining_counts_for_limits) && limits_.is_reached(start)) {
        found.add(Rejection::limit_reached);
    }
    Judgement judgement{firm | found.without(passed_), (found & passed_).without(firm)};
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        judgement = judgement | groups_[i].judge_to_join(*session.chosen[i], asked);
    }
    return judgement;
}

std::vector<const OpenSession*> Evaluation::sessions_to_join(Instant start) {
    std::vector<const OpenSession*> all;
    const auto sessions = sessions_.at(start);
    if (sessions.empty()) return all;
    const Judged nearest = judge_shared(start, sessions);
    if (nearest.session == nullptr || !nearest.judgement.is_slot()) return all;
    for (const auto& session : sessions) {
        if (judge_to_join(session) == nearest.judgement) all.push_back(&session);
    }
    return all;
}

std::vector<HostId> Evaluation::hosts_free(Instant start) {
    std::vector<HostId> free;
    for (const Host* host : fixed_hosts(question_)) free.push_back(host->id);
    const auto sessions = sessions_to_join(start);
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        if (sessions.empty()) {
            for (const auto& one : groups_[i].free(asked_.at(start))) free.push_back(one.host->id);
            continue;
        }
        for (const Host* host : hosts_of_group(question_, i)) {
            const auto is_its = [&](const auto* session) { return session->chosen[i] == host; };
            if (std::ranges::any_of(sessions, is_its)) free.push_back(host->id);
        }
    }
    return free;
}

}  // namespace kalends
