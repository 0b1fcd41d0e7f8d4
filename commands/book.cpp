#include "commands/book.hpp"

#include <algorithm>

#include "commands/claiming.hpp"
#include "commands/guests.hpp"

namespace kalends {
namespace {

// A stranger cannot speak for a person whom the organisation knows.
bool names_nobody(const std::vector<GuestAsked>& guests) {
    return std::none_of(guests.begin(), guests.end(), [](const auto& g) { return g.is_known; });
}

// A guest's token is for the booking that it was given for (rule C1): with it, as without a key,
// only what is public can be booked.
bool may_book(const Book& c, const MeetingType& type, const Actor& actor) {
    if (!c.overrides.empty() && !actor.may(Permission::bookings_override)) return false;
    const bool is_stranger = actor.kind == ActorKind::anonymous || actor.role == Role::guest;
    if (is_stranger) return type.terms->is_public && names_nobody(c.guests);
    return actor.may(Permission::bookings_write) &&
           (actor.role != Role::host || actor.host == type.terms->hosts.fixed.front());
}

template <class Made>
Made made(const Book& c, const MeetingType& type, Claiming claiming) {
    Made event;
    event.booking = c.booking;
    event.meeting_type = c.meeting_type;
    event.type_revision = type.revision;
    event.when = std::move(claiming.when);
    event.party = c.party;
    event.guests = guests_of(c.guests);
    event.subjects = new_subjects(c.guests);
    event.overridden = std::move(claiming.overridden);
    return event;
}

}  // namespace

void needs(const Book& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.make(c.booking);
    want_guests(c.guests, scope);
    if (const MeetingType* type = scope.want(c.meeting_type)) want_calendars(*type, scope);
}

Decision decide(const Book& c, const Scope& scope, Instant now) {
    const MeetingType* type = scope.find(c.meeting_type);
    if (type == nullptr) return refuse(Rejection::not_found, "/meeting_type_id");
    if (const auto refusal = check_guests_exist(c.guests, scope)) return *refusal;
    if (!may_book(c, *type, scope.actor())) return refuse(Rejection::forbidden);
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    if (const auto refusal = check_active(*type, scope)) return *refusal;
    const Minutes duration = c.duration.value_or(type->terms->duration);
    if (duration != type->terms->duration) {
        return refuse(Rejection::invalid_duration, "/duration_minutes");
    }
    auto claiming = claim_start(*type, {c.start, duration, {}, c.overrides}, scope, now);
    if (!claiming) return claiming.error();
    if (c.party != 1) return refuse(Rejection::party_too_large, "/party");
    if (const auto refusal = check_guests_kept(c.guests, scope)) return *refusal;

    const Approval& approval = type->terms->approval;
    if (!approval.required) return Events{made<BookingConfirmed>(c, *type, *std::move(claiming))};
    auto requested = made<BookingRequested>(c, *type, *std::move(claiming));
    requested.expires_at = approval_deadline(approval, now, c.start);
    return Events{std::move(requested)};
}

}  // namespace kalends
