#include "commands/change_meeting_type.hpp"

#include <algorithm>

#include "commands/host_plan.hpp"
#include "domain/bounds.hpp"

namespace kalends {
namespace {

template <class Value>
void set_if(Value& value, const std::optional<Value>& given) {
    if (given) value = *given;
}

// As terms have it: nothing for what says nothing.
std::optional<std::uint32_t> unless(std::int64_t nothing, std::optional<std::int64_t> given) {
    if (!given || *given == nothing) return std::nullopt;
    return static_cast<std::uint32_t>(*given);
}

// Questions that live holds may have been made under are kept, and so they are bounded.
bool are_too_many(const MeetingType& type, const MeetingTypeTerms& next, Instant now) {
    if (!type.past_questions || next.questions == type.terms->questions) return false;
    const auto kept = std::ranges::count_if(
        *type.past_questions, [now](const PastQuestions& past) { return past.may_be_held(now); });
    return static_cast<std::size_t>(kept) >= past_questions_max;
}

// Those that left the plan keep their balances, so that all of them add up to nothing, and are
// known for as long as they may have claims of it.
bool remembers_too_many(const MeetingType& type, const HostPlan& next, Instant now) {
    if (next == type.terms->hosts) return false;
    if (former_hosts(type, next, now).size() > former_hosts_max) return true;
    if (!type.balances) return false;
    const auto gone = std::ranges::count_if(
        type.balances->all(), [&next](const auto& balance) { return !next.names(balance.host); });
    return static_cast<std::size_t>(gone) + next.size() > balances_of_type_max;
}

// What was not said cannot be what is wrong: terms that stood fit together.
TermsFields fields_changed(const ChangeMeetingType& c) {
    return {.duration = c.durations ? "/durations" : "/duration_minutes",
            .packed = c.hosts ? "/hosts" : "/grid",
            .party = c.party_max ? "/party_max" : "/seats"};
}

}  // namespace

MeetingTypeTerms changed(MeetingTypeTerms terms, const ChangeMeetingType& c) {
    set_if(terms.name, c.new_name);
    set_if(terms.duration, c.duration);
    set_if(terms.durations, c.durations);
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
    set_if(terms.grid.kind, c.grid);
    set_if(terms.first_per_day, c.first_per_day);
    set_if(terms.approval, c.approval);
    set_if(terms.guests.may_cancel, c.guests_may_cancel);
    set_if(terms.guests.may_reschedule, c.guests_may_reschedule);
    set_if(terms.hosts, c.hosts);
    set_if(terms.schedule, c.schedule);
    set_if(terms.host_schedule, c.host_schedule);
    set_if(terms.zone, c.zone);
    set_if(terms.is_public, c.is_public);
    set_if(terms.limits, c.limits);
    set_if(terms.price, c.price);
    set_if(terms.questions, c.questions);
    set_if(terms.appearance.description, c.description);
    set_if(terms.appearance.colour, c.colour);
    set_if(terms.appearance.location, c.location);
    if (c.seats) terms.seats = unless(1, c.seats);
    if (c.party_max) terms.party_max = unless(0, *c.party_max);
    return terms;
}

std::optional<Refusal> check_terms(const MeetingTypeTerms& terms, const TermsFields& fields) {
    if (!offers(terms, terms.duration)) {
        return refuse(Rejection::invalid_duration, fields.duration,
                      "The duration is none of those that are offered.");
    }
    if (terms.grid.kind == GridKind::packed && terms.hosts.size() > 1) {
        return refuse(Rejection::too_many, fields.packed, "A packed grid takes one host.");
    }
    if (terms.party_most() > terms.seats_most()) {
        return refuse(Rejection::party_too_large, fields.party,
                      "A party may be no larger than the seats of the type.");
    }
    return std::nullopt;
}

void needs(const ChangeMeetingType& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.meeting_type);
    if (c.hosts) want_hosts(*c.hosts, scope);
}

Decision decide(const ChangeMeetingType& c, const Scope& scope, Instant now) {
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
    if (const auto refusal = check_terms(terms, fields_changed(c))) return *refusal;
    if (terms == *type->terms) return Events{};
    if (remembers_too_many(*type, terms.hosts, now)) return refuse(Rejection::too_many, "/hosts");
    if (are_too_many(*type, terms, now)) return refuse(Rejection::too_many, "/questions");
    return Events{MeetingTypeChanged{c.meeting_type, terms}};
}

}  // namespace kalends
