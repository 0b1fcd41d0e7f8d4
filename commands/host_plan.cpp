#include "commands/host_plan.hpp"

#include "commands/decision.hpp"

namespace kalends {
namespace {

std::string field_of_host(std::size_t host) {
    return "/hosts/" + std::to_string(host) + "/host_id";
}

}  // namespace

void want_hosts(const HostPlan& plan, Scope& scope) {
    ensure(!plan.fixed.empty(), "a meeting type has at least one host");
    for (const auto host : plan.fixed) scope.want(host);
}

std::optional<Refusal> check_hosts_exist(const HostPlan& plan, const Scope& scope) {
    for (std::size_t i = 0; i < plan.fixed.size(); ++i) {
        if (scope.find(plan.fixed[i]) == nullptr)
            return refuse(Rejection::not_found, field_of_host(i));
    }
    return std::nullopt;
}

std::optional<Refusal> check_hosts_active(const HostPlan& plan, const Scope& scope) {
    for (std::size_t i = 0; i < plan.fixed.size(); ++i) {
        const Host* host = scope.find(plan.fixed[i]);
        ensure(host != nullptr, "hosts are known to exist before they are known to be active");
        if (host->is_retired) return refuse(Rejection::not_active, field_of_host(i));
    }
    return std::nullopt;
}

}  // namespace kalends
