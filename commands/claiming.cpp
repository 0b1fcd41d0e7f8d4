#include "commands/claiming.hpp"

#include <algorithm>

#include "commands/host_plan.hpp"
#include "domain/availability/availability.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

bool is_skipped(const StartAsked& asked, const Judgement& judgement) {
    return planted(PlantedBug::conflict_check_skipped_on_reschedule) && !asked.moving.empty() &&
           judgement.refused.without({Rejection::claimed}).empty();
}

}  // namespace

void want_calendars(const MeetingType& type, Scope& scope) {
    want_hosts(type.terms->hosts, scope);
}

std::optional<Refusal> check_active(const MeetingType& type, const Scope& scope) {
    const bool takes_claims = !type.is_retired && !check_hosts_active(type.terms->hosts, scope);
    return takes_claims ? std::nullopt : std::optional{refuse(Rejection::not_active)};
}

Result<Claiming, Refusal> claim_start(const MeetingType& type, const StartAsked& asked,
                                      const Scope& scope, Instant now) {
    const Host* host = scope.find(type.terms->hosts.fixed.front());
    ensure(host != nullptr, "a meeting type names hosts that exist");

    const Question question{.type = type,
                            .hosts = {&host, 1},
                            .organisation_zone = scope.organisation().terms.zone,
                            .week_start = weekday_of(scope.organisation().terms.week_start),
                            .duration = asked.duration,
                            .now = now,
                            .moving = asked.moving,
                            .overrides = Overrides{asked.overrides},
                            .holidays = &scope.organisation().holidays};
    const Judgement judgement = judge(question, asked.start, scope.hours());
    if (!judgement.is_slot() && !is_skipped(asked, judgement)) {
        Refusal refusal = refuse(judgement.refused.first(), "/start");
        if (refusal.reason == Rejection::limit_reached) {
            refusal.limit = limit_reached(question, asked.start, scope.hours());
        }
        return refusal;
    }

    return Claiming{booked_time(question, asked.start, scope.hours(), scope.zones().version()),
                    judgement.overridden.in_order()};
}

std::optional<Instant> approval_deadline(const Approval& approval, Instant now, Instant start) {
    if (!approval.deadline) return std::nullopt;
    return std::min<Instant>(now + *approval.deadline, start);
}

}  // namespace kalends
