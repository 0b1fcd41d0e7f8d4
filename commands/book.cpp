#include "commands/book.hpp"

#include "commands/agreed.hpp"
#include "commands/answers.hpp"
#include "commands/guests.hpp"
#include "commands/hold_guards.hpp"
#include "commands/rights.hpp"
#include "commands/seating.hpp"
#include "commands/taking.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// With a hold of the same type, start, duration and party that is still live, nothing is asked that
// was asked when it was made (RULES.md, life of a booking).
bool confirms(const Book& c, const Hold* hold, Instant now) {
    if (hold == nullptr) return false;
    if (!hold->is_live(now) && !planted(PlantedBug::gone_hold_confirmed)) return false;
    const auto& time = hold->when.time;
    return hold->meeting_type == c.meeting_type && time.start == c.start &&
           c.duration.value_or(minutes_of(time)) == minutes_of(time) && hold->party == c.party;
}

// A guest's token is for the booking that it was given for (rule C1): with it, as without a key,
// only what is public can be booked. Confirming a hold cannot lose: whoever may use it may.
bool may_book(const Book& c, const MeetingType& type, bool is_held, const Actor& actor) {
    if (is_stranger(actor) && !names_nobody(c.guests)) return false;
    const bool is_confirming = is_held && c.overrides.empty();
    if (is_confirming && is_stranger(actor)) return true;
    if (is_confirming) return actor.may(Permission::bookings_write);
    return may_take(type, c.overrides, actor);
}

// Without a key, whoever made it.
bool may_use(const Book& c, const Hold& hold, const Actor& actor) {
    return is_stranger(actor) ? hold.is_anonymous && c.shows_token : may_write(actor, hold);
}

// Confirming asks for the answers alone, to the questions of the revision that was held.
Result<Agreed, Refusal> as_held(const Hold& hold, const MeetingType& type, const Answers& answers) {
    const auto& questions = questions_of(type, hold.type_revision);
    if (const auto refusal = check_answers(questions, answers)) return *refusal;
    Claiming claiming{joining(hold.when), hold.overridden};
    return Agreed{std::move(claiming), hold.type_revision, hold.approval};
}

Result<Agreed, Refusal> agree(const Book& c, const MeetingType& type, const Hold* live,
                              const Scope& scope, Instant now) {
    std::vector<MovedClaim> moving;
    if (live != nullptr) {
        moving = {moved(stream_of(live->id), live->meeting_type, live->when, scope, now)};
    }
    const SlotAsked asked{c.start, c.duration, c.party, c.overrides, moving, c.session};
    if (const auto refusal = check_offered(type, asked, scope)) return *refusal;
    if (const auto refusal = check_answers(type.terms->questions, c.answers)) return *refusal;
    auto claiming = take_slot(type, asked, scope, now);
    if (!claiming) return claiming.error();
    return Agreed{*std::move(claiming), type.revision, type.terms->approval};
}

// A hold that is gone counts for nothing, but says why the time is not there any more.
Refusal refusal_of(const Refusal& refusal, const Book& c, const Hold* live) {
    return c.hold && live == nullptr ? refuse(Rejection::hold_expired, "/hold_id") : refusal;
}

}  // namespace

void needs(const Book& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.make(c.booking);
    scope.make(c.session);
    want_guests(c.guests, scope);
    if (c.hold) want_hold(*c.hold, scope);
    if (const MeetingType* type = scope.want(c.meeting_type)) {
        want_calendars(*type, time_asked(*type, c.start, c.duration), scope);
    }
}

Decision decide(const Book& c, const Scope& scope, Instant now) {
    const MeetingType* type = scope.find(c.meeting_type);
    if (type == nullptr) return refuse(Rejection::not_found, "/meeting_type_id");
    if (const auto refusal = check_guests_exist(c.guests, scope)) return *refusal;
    const Hold* hold = c.hold ? scope.find(*c.hold) : nullptr;
    if (c.hold && hold == nullptr) return refuse(Rejection::not_found, "/hold_id");
    const bool is_held = confirms(c, hold, now);
    if (!may_book(c, *type, is_held, scope.actor())) {
        return refuse_forbidden(scope.actor(), c.overrides);
    }
    if (hold != nullptr && !may_use(c, *hold, scope.actor())) {
        return refuse(Rejection::forbidden, "/hold_token");
    }
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    const Hold* live = hold != nullptr && hold->is_live(now) ? hold : nullptr;
    auto agreed = is_held ? as_held(*hold, *type, c.answers) : agree(c, *type, live, scope, now);
    if (!agreed) return refusal_of(agreed.error(), c, live);
    if (const auto refusal = check_guests_kept(c.guests, scope)) {
        return refusal_of(*refusal, c, live);
    }
    return Events{booking_made(c, *std::move(agreed), live, scope, now)};
}

}  // namespace kalends
