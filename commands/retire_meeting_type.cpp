#include "commands/retire_meeting_type.hpp"

#include "commands/covered_bookings.hpp"

namespace kalends {
namespace {

// Those that it names, and those that it named before and that may still have bookings of it.
std::vector<HostId> hosts_with_claims(const MeetingType& type) {
    auto hosts = hosts_of(type.terms->hosts);
    if (!type.former_hosts) return hosts;
    for (const auto& former : *type.former_hosts) hosts.push_back(former.host);
    return hosts;
}

CoveredBookings standing_bookings(const MeetingType& type, const Scope& scope, Instant now) {
    std::vector<const Host*> hosts;
    for (const auto id : hosts_with_claims(type)) {
        if (const Host* host = scope.find(id)) hosts.push_back(host);
    }
    return standing_bookings(type.id, hosts, now);
}

}  // namespace

void needs(const RetireMeetingType& c, Scope& scope) {
    scope.want(scope.organisation_id());
    const MeetingType* type = scope.want(c.meeting_type);
    if (type == nullptr) return;
    for (const auto host : hosts_with_claims(*type)) scope.want(host);
}

Decision decide(const RetireMeetingType& c, const Scope& scope, Instant now) {
    const MeetingType* type = scope.find(c.meeting_type);
    if (type == nullptr) return refuse(Rejection::not_found);
    if (!scope.actor().may(Permission::meeting_types_write)) return refuse(Rejection::forbidden);
    if (scope.is_stale(type->revision)) return refuse(Rejection::stale_revision);
    if (type->is_retired) return Events{};

    return Events{MeetingTypeRetired{c.meeting_type, standing_bookings(*type, scope, now)}};
}

}  // namespace kalends
