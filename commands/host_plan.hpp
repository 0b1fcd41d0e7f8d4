#pragma once

#include <optional>
#include <vector>

#include "commands/scope.hpp"
#include "domain/meeting_type.hpp"
#include "domain/rejection.hpp"

namespace kalends {

// The hosts that a meeting type names, at least one, as streams that a command about it needs.
// Whether they are loaded.
bool want_hosts(const HostPlan& plan, Scope& scope);

// The type, and the hosts that it names once it is loaded; null until all of them are.
const MeetingType* want_with_hosts(MeetingTypeId type, Scope& scope);

// The hosts of a plan, once they are loaded, in its order.
[[nodiscard]] std::vector<const Host*> find_hosts(const HostPlan& plan, const Scope& scope);

// Every host that a plan names must exist, and take new claims; the refusal points at the first
// that does not.
[[nodiscard]] std::optional<Refusal> check_hosts_exist(const HostPlan& plan, const Scope& scope);
[[nodiscard]] std::optional<Refusal> check_hosts_active(const HostPlan& plan, const Scope& scope);

// Whether a booking can be made at all: no fixed host is retired, and of each group one is not; of
// the group of the host that asks, whose `own` key books nobody else of it, that host. Nil for all
// others.
[[nodiscard]] bool takes_claims(const HostPlan& plan, HostId own, const Scope& scope);

}  // namespace kalends
