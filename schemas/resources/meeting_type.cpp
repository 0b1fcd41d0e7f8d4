#include "schemas/resources/meeting_type.hpp"

#include "schemas/resources/limit.hpp"
#include "schemas/resources/object.hpp"
#include "schemas/resources/offer.hpp"
#include "schemas/resources/schedule.hpp"
#include "schemas/resources/standing.hpp"
#include "schemas/values/meeting_type.hpp"

namespace kalends {
namespace {

void write_times(ResourceObject& object, const MeetingTypeTerms& terms) {
    object.member("duration_minutes", terms.duration);
    object.member("durations", terms.durations);
    object.member("buffer_before_minutes", terms.buffers.before);
    object.member("buffer_after_minutes", terms.buffers.after);
    object.member("buffers_inside_hours", terms.buffers.inside_hours);
    object.member("notice_minutes", terms.notices.booking);
    object.member("reschedule_notice_minutes", terms.notices.rescheduling);
    object.member("cancel_notice_minutes", terms.notices.cancelling);
    object.member("window", terms.window);
    object.member("slot_interval_minutes", terms.grid.interval);
    object.member("align_to_minutes", terms.grid.align_to);
    object.member("offset_minutes", terms.grid.offset);
    object.member("grid", terms.grid.kind);
    object.member("first_per_day", terms.first_per_day);
}

void append_approval(std::string& out, const Approval& approval) {
    ResourceObject object{out};
    object.member("required", approval.required);
    object.member("deadline_minutes", approval.deadline);
    object.member("again_when_rescheduled", approval.again_when_rescheduled);
}

void append_member(std::string& out, const RotatingHost& member) {
    ResourceObject object{out};
    object.member("host_id", member.host);
    object.member("weight", member.weight);
    object.member("priority", member.priority);
}

// As requests name them: the hosts that stand alone, then the groups.
void append_hosts(std::string& out, const HostPlan& plan) {
    const auto start = out.size();
    for (const auto host : plan.fixed) {
        out.push_back(',');
        ResourceObject{out}.member("host_id", host);
    }
    for (const auto& group : plan.groups) {
        out.push_back(',');
        ResourceObject{out}.member_by(
            "any_of", [&](std::string& to) { append_list(to, group.members, append_member); });
    }
    close_json(out, start, '[', ']');
}

void append_public_approval(std::string& out, const Approval& approval) {
    ResourceObject{out}.member("required", approval.required);
}

void append_own_schedule(std::string& out, const std::optional<Schedule>& schedule) {
    if (schedule) {
        append_schedule(out, *schedule);
    } else {
        out.append("null");
    }
}

void write_policies(ResourceObject& object, const MeetingTypeTerms& terms) {
    object.member_by("approval", [&](std::string& out) { append_approval(out, terms.approval); });
    object.member("guests_may_cancel", terms.guests.may_cancel);
    object.member("guests_may_reschedule", terms.guests.may_reschedule);
    object.member_by("hosts", [&](std::string& out) { append_hosts(out, terms.hosts); });
    object.member_by("schedule",
                     [&](std::string& out) { append_own_schedule(out, terms.schedule); });
    object.member("host_schedule", unless_empty(terms.host_schedule));
    object.member("time_zone", terms.zone);
    object.member("seats", terms.seats_most());
    object.member("party_max", terms.party_max);
    object.member("public", terms.is_public);
    object.member_by("limits",
                     [&](std::string& out) { append_list(out, terms.limits, append_limit); });
}

void write_members(ResourceObject& object, const MeetingType& type) {
    object.member("id", type.id);
    object.member("external_id", unless_empty(type.terms->external_id));
    object.member("name", type.terms->name);
    write_times(object, *type.terms);
    write_policies(object, *type.terms);
    write_offer(object, *type.terms);
    object.member("active", !type.is_retired);
    object.member("revision", type.revision);
    object.member("created_at", type.created_at);
}

}  // namespace

void append_meeting_type(std::string& out, const MeetingType& type) {
    ResourceObject object{out};
    write_members(object, type);
}

void append_public_meeting_type(std::string& out, const MeetingType& type) {
    const auto& terms = *type.terms;
    ResourceObject object{out};
    object.member("id", type.id);
    object.member("name", terms.name);
    object.member("duration_minutes", terms.duration);
    object.member("durations", terms.durations);
    object.member_by("approval",
                     [&](std::string& to) { append_public_approval(to, terms.approval); });
    object.member("time_zone", terms.zone);
    object.member("seats", terms.seats_most());
    object.member("party_max", terms.party_max);
    write_public_offer(object, terms);
    object.member("active", !type.is_retired);
    object.member("revision", type.revision);
}

void append_retired_meeting_type(std::string& out, const MeetingType& type,
                                 const std::optional<CoveredBookings>& standing) {
    ResourceObject object{out};
    write_members(object, type);
    write_standing(object, standing);
}

}  // namespace kalends
