#include "commands/retire_meeting_type.hpp"

namespace kalends {

void needs(const RetireMeetingType& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.meeting_type);
}

Decision decide(const RetireMeetingType& c, const Scope& scope, Instant) {
    const MeetingType* type = scope.find(c.meeting_type);
    if (type == nullptr) return refuse(Rejection::not_found);
    if (!scope.actor().may(Permission::meeting_types_write)) return refuse(Rejection::forbidden);
    if (scope.is_stale(type->revision)) return refuse(Rejection::stale_revision);
    if (type->is_retired) return Events{};

    return Events{MeetingTypeRetired{c.meeting_type}};
}

}  // namespace kalends
