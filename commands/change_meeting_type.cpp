#include "commands/change_meeting_type.hpp"

#include "commands/host_plan.hpp"

namespace kalends {
namespace {

template <class Value>
void set_if(Value& value, const std::optional<Value>& given) {
    if (given) value = *given;
}

}  // namespace

MeetingTypeTerms changed(MeetingTypeTerms terms, const ChangeMeetingType& c) {
    set_if(terms.name, c.new_name);
    set_if(terms.duration, c.duration);
    set_if(terms.buffers.before, c.buffer_before);
    set_if(terms.buffers.after, c.buffer_after);
    set_if(terms.buffers.inside_hours, c.buffers_inside_hours);
    set_if(terms.notices.booking, c.notice_booking);
    set_if(terms.notices.rescheduling, c.notice_rescheduling);
    set_if(terms.notices.cancelling, c.notice_cancelling);
    set_if(terms.window, c.window);
    set_if(terms.grid.interval, c.slot_interval);
    set_if(terms.grid.align_to, c.align_to);
    set_if(terms.grid.offset, c.offset);
    set_if(terms.approval, c.approval);
    set_if(terms.guests.may_cancel, c.guests_may_cancel);
    set_if(terms.guests.may_reschedule, c.guests_may_reschedule);
    set_if(terms.hosts, c.hosts);
    set_if(terms.schedule, c.schedule);
    set_if(terms.zone, c.zone);
    set_if(terms.is_public, c.is_public);
    return terms;
}

void needs(const ChangeMeetingType& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.meeting_type);
    if (c.hosts) want_hosts(*c.hosts, scope);
}

Decision decide(const ChangeMeetingType& c, const Scope& scope, Instant) {
    const MeetingType* type = scope.find(c.meeting_type);
    if (type == nullptr) return refuse(Rejection::not_found);
    if (c.hosts) {
        if (const auto refusal = check_hosts_exist(*c.hosts, scope)) return *refusal;
    }
    if (!scope.actor().may(Permission::meeting_types_write)) return refuse(Rejection::forbidden);
    if (scope.is_stale(type->revision)) return refuse(Rejection::stale_revision);
    if (type->is_retired) return refuse(Rejection::not_active);
    if (c.hosts) {
        if (const auto refusal = check_hosts_active(*c.hosts, scope)) return *refusal;
    }

    const auto terms = changed(*type->terms, c);
    if (terms == *type->terms) return Events{};
    return Events{MeetingTypeChanged{c.meeting_type, terms}};
}

}  // namespace kalends
