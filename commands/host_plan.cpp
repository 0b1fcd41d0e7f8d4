#include "commands/host_plan.hpp"

#include <algorithm>

#include "commands/decision.hpp"

namespace kalends {
namespace {

// Where a request names the host: the fixed ones stand first, then the groups.
struct NamedHost {
    HostId host;
    std::string field;
};

std::vector<NamedHost> named_hosts(const HostPlan& plan) {
    std::vector<NamedHost> all;
    all.reserve(plan.size());
    const auto field = [](std::size_t place) { return "/hosts/" + std::to_string(place); };
    for (const auto host : plan.fixed) all.push_back({host, field(all.size()) + "/host_id"});
    for (std::size_t group = 0; group < plan.groups.size(); ++group) {
        const auto any_of = field(plan.fixed.size() + group) + "/any_of/";
        const auto& members = plan.groups[group].members;
        for (std::size_t i = 0; i < members.size(); ++i) {
            all.push_back({members[i].host, any_of + std::to_string(i) + "/host_id"});
        }
    }
    return all;
}

const Host& host_of(HostId id, const Scope& scope) {
    const Host* host = scope.find(id);
    ensure(host != nullptr, "hosts are known to exist before they are known to be active");
    return *host;
}

}  // namespace

bool want_hosts(const HostPlan& plan, Scope& scope) {
    ensure(plan.size() > 0, "a meeting type has at least one host");
    bool are_loaded = true;
    for (const auto host : hosts_of(plan)) are_loaded &= scope.want(host) != nullptr;
    return are_loaded;
}

const MeetingType* want_with_hosts(MeetingTypeId id, Scope& scope) {
    const MeetingType* type = scope.want(id);
    return type != nullptr && want_hosts(type->terms->hosts, scope) ? type : nullptr;
}

std::vector<const Host*> find_hosts(const HostPlan& plan, const Scope& scope) {
    std::vector<const Host*> hosts;
    for (const auto id : hosts_of(plan)) hosts.push_back(&host_of(id, scope));
    return hosts;
}

std::optional<Refusal> check_hosts_exist(const HostPlan& plan, const Scope& scope) {
    for (const auto& [host, field] : named_hosts(plan)) {
        if (scope.find(host) == nullptr) return refuse(Rejection::not_found, field);
    }
    return std::nullopt;
}

std::optional<Refusal> check_hosts_active(const HostPlan& plan, const Scope& scope) {
    for (const auto& [host, field] : named_hosts(plan)) {
        if (host_of(host, scope).is_retired) return refuse(Rejection::not_active, field);
    }
    return std::nullopt;
}

bool takes_claims(const HostPlan& plan, HostId own, const Scope& scope) {
    const auto is_active = [&scope](HostId id) { return !host_of(id, scope).is_retired; };
    const auto has_active = [&](const HostGroup& group) {
        const auto& members = group.members;
        const bool is_own = std::ranges::find(members, own, &RotatingHost::host) != members.end();
        return is_own ? is_active(own)
                      : std::ranges::any_of(members, is_active, &RotatingHost::host);
    };
    return std::ranges::all_of(plan.fixed, is_active) &&
           std::ranges::all_of(plan.groups, has_active);
}

}  // namespace kalends
