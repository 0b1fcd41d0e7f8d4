#include "schemas/requests/host_plan.hpp"

#include <algorithm>
#include <set>

#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

std::optional<RotatingHost> read_member(JsonValue value, FaultList& faults) {
    return read_members<RotatingHost>(value, faults, [](BodyMembers& members, RotatingHost& to) {
        std::int64_t weight = to.weight;
        std::int64_t priority = to.priority;
        members.must("host_id", to.host, read_id<HostId>);
        members.may("weight", weight, NumberRule{bounds::rotation_weight});
        members.may("priority", priority, NumberRule{bounds::rotation_priority});
        to.weight = static_cast<std::uint32_t>(weight);
        to.priority = static_cast<std::uint32_t>(priority);
    });
}

// A host, or a group of which one takes part.
struct Needed {
    HostId host;
    HostGroup group;
    bool is_group = false;
};

std::optional<Needed> read_needed(JsonValue value, FaultList& faults) {
    return read_members<Needed>(value, faults, [](BodyMembers& members, Needed& to) {
        const bool is_host = members.may("host_id", to.host, read_id<HostId>);
        to.is_group = members.may("any_of", to.group.members, list_of(bounds::hosts, read_member));
        if (is_host == to.is_group) members.note("host_id", "either this or any_of must be given");
    });
}

// Groups stand last, so that a refusal can name the place of each host.
std::optional<HostPlan> plan_of(JsonValue value, const std::vector<Needed>& all,
                                FaultList& faults) {
    if (!std::ranges::is_partitioned(all, std::not_fn(&Needed::is_group))) {
        faults.note(value, "must name groups after all hosts that stand alone");
        return std::nullopt;
    }
    HostPlan plan;
    for (const auto& needed : all) {
        if (needed.is_group) {
            plan.groups.push_back(needed.group);
        } else {
            plan.fixed.push_back(needed.host);
        }
    }
    return plan;
}

// A host at its own place, wherever it was named before.
void note_repeated(JsonValue value, FaultList& faults) {
    std::set<HostId> seen;
    const auto look_at = [&](JsonValue needed) {
        const auto host = needed.find("host_id");
        const auto id = host ? parse<HostId>(host->text().value_or("")) : std::nullopt;
        if (id && !seen.insert(*id).second) {
            faults.note(*host, "must not stand twice");
        }
    };
    for (const auto needed : value.elements()) {
        look_at(needed);
        const auto group = needed.find("any_of");
        if (!group) continue;
        for (const auto member : group->elements()) look_at(member);
    }
}

}  // namespace

std::optional<HostPlan> read_host_plan(JsonValue value, FaultList& faults) {
    const auto all = list_of(bounds::hosts, read_needed)(value, faults);
    if (!all) return std::nullopt;
    const auto plan = plan_of(value, *all, faults);
    if (!plan) return std::nullopt;
    const auto found_before = faults.found();
    note_repeated(value, faults);
    if (faults.found() != found_before) return std::nullopt;
    if (plan->size() > hosts_of_type_max) {
        faults.note(value, "must not name more than 200 hosts");
        return std::nullopt;
    }
    return plan;
}

}  // namespace kalends
