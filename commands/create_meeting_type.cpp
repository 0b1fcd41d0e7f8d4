#include "commands/create_meeting_type.hpp"

#include "commands/change_meeting_type.hpp"
#include "commands/host_plan.hpp"

namespace kalends {

void needs(const CreateMeetingType& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.meeting_type);
    want_hosts(c.terms.hosts, scope);
}

Decision decide(const CreateMeetingType& c, const Scope& scope, Instant) {
    if (const auto refusal = check_hosts_exist(c.terms.hosts, scope)) return *refusal;
    if (!scope.actor().may(Permission::meeting_types_write)) return refuse(Rejection::forbidden);
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    if (scope.find(c.meeting_type) != nullptr) {
        return refuse(Rejection::already_exists, "/external_id");
    }
    if (const auto refusal = check_hosts_active(c.terms.hosts, scope)) return *refusal;
    if (const auto refusal = check_terms(c.terms)) return *refusal;

    return Events{MeetingTypeCreated{c.meeting_type, c.terms}};
}

}  // namespace kalends
