#include "domain/availability/group_fit.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "domain/availability/starts.hpp"
#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// A host that asks is the only one of its group.
bool is_asked(const Question& question, std::span<const Host* const> hosts, const Host& host) {
    const auto is_own = [&question](const Host* other) { return other->id == question.own; };
    return std::ranges::none_of(hosts, is_own) || host.id == question.own;
}

}  // namespace

AskedTimes::AskedTimes(const Question& question)
    : buffers_inside_{question.type.terms->buffers.inside_hours &&
                      !planted(PlantedBug::buffers_inside_hours_ignored)},
      window_{protected_window(question, {})},
      slot_{{}, Instant{} + question.duration} {
    if (buffers_inside_) slot_ = window_;
}

MemberFit::MemberFit(const Question& question, const Host& host, const Interval& starts,
                     HoursCache& cache)
    : host_{&host},
      passed_{question.overrides.reasons()},
      fit_{question, host, cache},
      hours_{hours_of(question, host, starts, cache)} {}

bool MemberFit::is_open(const Interval& slot) {
    if (!open_.contains(slot.start)) {
        const auto& ranges = hours_->ranges;
        const auto found = std::ranges::upper_bound(ranges, slot.start, {}, &OpenRange::reach);
        open_ = found == ranges.end() ? Interval{} : found->joined;
    }
    return open_.start <= slot.start && slot.end <= open_.end;
}

Judgement MemberFit::judge(const AskedTime& asked) {
    Reasons found = fit_.reasons(asked.start, asked.window);
    if (planted(PlantedBug::rotation_ignores_claims)) found = found.without({Rejection::claimed});
    found = found | reasons_of_hours(asked.slot);
    return {fit_.standing_reasons() | found.without(passed_), found & passed_};
}

Judgement MemberFit::judge_to_join(const AskedTime& asked) {
    const Reasons found = fit_.reasons_to_join(asked.window) | reasons_of_hours(asked.slot);
    return {fit_.standing_reasons() | found.without(passed_), found & passed_};
}

Reasons MemberFit::reasons_of_hours(const Interval& slot) {
    if (!hours_) return {Rejection::no_schedule};
    const bool is_asked = !planted(PlantedBug::hours_of_room_not_asked);
    return is_asked && !is_open(slot) ? Reasons{Rejection::outside_hours} : Reasons{};
}

GroupFit::GroupFit(const Question& question, std::span<const Host* const> hosts,
                   const Interval& starts, HoursCache& cache) {
    members_.reserve(hosts.size());
    for (const Host* host : hosts) {
        if (is_asked(question, hosts, *host)) members_.emplace_back(question, *host, starts, cache);
    }
}

Judgement GroupFit::judge(const AskedTime& asked) {
    std::optional<Judgement> nearest;
    for (auto& member : members_) {
        const Judgement judged = member.judge(asked);
        if (judged == Judgement{}) return judged;
        if (!nearest || judged.is_nearer_than(*nearest)) nearest = judged;
    }
    if (!nearest) broken("a group asks at least one host");
    return *nearest;
}

Judgement GroupFit::judge_to_join(const Host& chosen, const AskedTime& asked) {
    const auto member =
        std::ranges::find(members_, chosen.id, [](const MemberFit& one) { return one.host().id; });
    ensure(member != members_.end(), "a session that may be joined has hosts that are asked");
    return member->judge_to_join(asked);
}

std::vector<GroupFit::FreeHost> GroupFit::free(const AskedTime& asked) {
    std::vector<FreeHost> free;
    for (auto& member : members_) {
        const Judgement judged = member.judge(asked);
        if (judged.is_slot()) free.push_back({&member.host(), judged.overridden});
    }
    if (free.empty()) return free;
    Reasons least = free.front().overridden;
    for (const auto& one : free) {
        if (one.overridden.are_later_than(least)) least = one.overridden;
    }
    std::erase_if(free, [least](const FreeHost& one) { return one.overridden != least; });
    return free;
}

const Host& GroupFit::nearest(const AskedTime& asked) {
    const Host* host = nullptr;
    Judgement nearest;
    for (auto& member : members_) {
        const Judgement judged = member.judge(asked);
        if (host != nullptr && !judged.is_nearer_than(nearest)) continue;
        host = &member.host();
        nearest = judged;
    }
    if (host == nullptr) broken("a group asks at least one host");
    return *host;
}

}  // namespace kalends
