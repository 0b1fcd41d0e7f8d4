#include "commands/make_hold.hpp"

#include "commands/taking.hpp"

namespace kalends {

void needs(const MakeHold& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.make(c.hold);
    scope.make(c.session);
    if (const MeetingType* type = scope.want(c.meeting_type)) {
        want_calendars(*type, time_asked(*type, c.start, c.duration), scope);
    }
}

Decision decide(const MakeHold& c, const Scope& scope, Instant now) {
    const MeetingType* type = scope.find(c.meeting_type);
    if (type == nullptr) return refuse(Rejection::not_found, "/meeting_type_id");
    if (!may_take(*type, c.overrides, scope.actor())) {
        return refuse_forbidden(scope.actor(), c.overrides);
    }
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    const SlotAsked asked{c.start, c.duration, c.party, c.overrides, {}, c.session};
    if (const auto refusal = check_offered(*type, asked, scope)) return *refusal;
    auto claiming = take_slot(*type, asked, scope, now);
    if (!claiming) return claiming.error();

    HoldMade made;
    made.hold = c.hold;
    made.meeting_type = c.meeting_type;
    made.type_revision = type->revision;
    made.when = std::move(claiming->when);
    made.party = c.party;
    made.approval = type->terms->approval;
    made.expires_at = now + c.lasting;
    made.is_anonymous = is_stranger(scope.actor());
    made.overridden = std::move(claiming->overridden);
    return Events{std::move(made)};
}

}  // namespace kalends
