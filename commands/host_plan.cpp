#include "commands/host_plan.hpp"

#include "commands/decision.hpp"

namespace kalends {

void want_hosts(const HostPlan& plan, Scope& scope) {
    for (const auto host : plan.fixed) scope.want(host);
}

std::optional<Refusal> check_hosts(const HostPlan& plan, const Scope& scope) {
    for (std::size_t i = 0; i < plan.fixed.size(); ++i) {
        const auto field = "/hosts/" + std::to_string(i) + "/host_id";
        const Host* host = scope.find(plan.fixed[i]);
        if (host == nullptr) return refuse(Rejection::not_found, field);
        if (host->is_retired) return refuse(Rejection::not_active, field);
    }
    return std::nullopt;
}

}  // namespace kalends
