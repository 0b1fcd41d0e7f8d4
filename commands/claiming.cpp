#include "commands/claiming.hpp"

#include <algorithm>
#include <utility>

#include "commands/host_plan.hpp"
#include "commands/seating.hpp"
#include "domain/availability/availability.hpp"
#include "domain/availability/choosing.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

bool is_skipped(const MeetingType& type, const StartAsked& asked, const Judgement& judgement) {
    return planted(PlantedBug::conflict_check_skipped_on_reschedule) && !asked.moving.empty() &&
           type.terms->hosts.groups.empty() &&
           judgement.refused.without({Rejection::claimed}).empty();
}

std::string_view field_of(Rejection reason) {
    return reason == Rejection::party_too_large ? "/party" : "/start";
}

// What would have been taken, where a number or a date says it; empty where none does.
std::string allowed(Rejection reason, const Question& question, Instant start, HoursCache& hours) {
    if (reason == Rejection::party_too_large) {
        return "must be at most " + std::to_string(question.type.terms->party_most());
    }
    if (reason != Rejection::too_far) return {};
    const auto last = last_date_before(question, start, hours);
    return last ? "must be on " + to_text(*last) + " at the latest" : std::string{};
}

const Session& find_session(SessionId id, const Scope& scope) {
    const Session* session = scope.find(id);
    ensure(session != nullptr, "a calendar has seats of sessions that exist");
    return *session;
}

// The oldest of the open sessions that the claim may join, or null if it opens one (rule T2).
const Session* session_joined(const Question& question, Instant start, const Scope& scope) {
    const Session* oldest = nullptr;
    for (const auto id : sessions_to_join(question, start, scope.hours())) {
        const Session& session = find_session(id, scope);
        const bool is_older = oldest == nullptr || session.created_at < oldest->created_at;
        if (is_older) oldest = &session;
    }
    return oldest;
}

// The first claim of a start opens a session, where its type has several seats (rule T2).
std::optional<SeatsTaken> seats_opened(const MeetingTypeTerms& terms, const StartAsked& asked) {
    if (!terms.is_seated()) return std::nullopt;
    ensure(!asked.session.is_nil(), "what may open a session has an id for it");
    return SeatsTaken{asked.session, asked.party, terms.seats_most(), true};
}

}  // namespace

void want_calendars(const MeetingType& type, const Interval& time, Scope& scope) {
    want_hosts(type.terms->hosts, scope);
    want_sessions(type, time, scope);
}

std::optional<Refusal> check_active(const MeetingType& type, const Scope& scope) {
    const bool is_active =
        !type.is_retired && takes_claims(type.terms->hosts, own_host(scope.actor()), scope);
    return is_active ? std::nullopt : std::optional{refuse(Rejection::not_active)};
}

HostId own_host(const Actor& actor) {
    return actor.role == Role::host ? actor.host : HostId{};
}

Question question_of(const MeetingType& type, std::span<const Host* const> hosts,
                     const Organisation& organisation, Minutes duration, Instant now) {
    return {.type = type,
            .hosts = hosts,
            .organisation_zone = organisation.terms.zone,
            .week_start = weekday_of(organisation.terms.week_start),
            .duration = duration,
            .now = now,
            .holidays = &organisation.holidays};
}

Result<Claiming, Refusal> claim_start(const MeetingType& type, const StartAsked& asked,
                                      const Scope& scope, Instant now) {
    const auto hosts = find_hosts(type.terms->hosts, scope);
    auto question = question_of(type, hosts, scope.organisation(), asked.duration, now);
    question.moving = asked.moving;
    question.overrides = Overrides{asked.overrides};
    question.own = own_host(scope.actor());
    question.party = asked.party;
    question.known = asked.known;
    question.joins = asked.joins;
    const Judgement judgement = judge(question, asked.start, scope.hours());
    if (!judgement.is_slot() && !is_skipped(type, asked, judgement)) {
        const auto reason = judgement.refused.first();
        Refusal refusal =
            refuse(reason, field_of(reason), allowed(reason, question, asked.start, scope.hours()));
        if (refusal.reason == Rejection::limit_reached) {
            refusal.limit = limit_reached(question, asked.start, scope.hours());
        }
        return refusal;
    }

    if (const auto* session = session_joined(question, asked.start, scope)) {
        return Claiming{seats_in(*session, asked.party), judgement.overridden.in_order()};
    }
    auto takers = choose_takers(question, asked.start, asked.kept, scope.hours());
    Claiming claiming{
        booked_time(question, asked.start, takers.hosts, scope.hours(), scope.zones().version()),
        (judgement.overridden | takers.overridden).in_order()};
    claiming.when.assignments = std::move(takers.assignments);
    claiming.when.seats = seats_opened(*type.terms, asked);
    return claiming;
}

std::string_view zone_of(const MeetingType& type, const Scope& scope) {
    const auto hosts = find_hosts(type.terms->hosts, scope);
    return zone_of(question_of(type, hosts, scope.organisation(), type.terms->duration, {}));
}

std::optional<Instant> approval_deadline(const Approval& approval, Instant now, Instant start) {
    if (!approval.deadline || start <= now) return std::nullopt;
    return std::min<Instant>(now + *approval.deadline, start);
}

}  // namespace kalends
