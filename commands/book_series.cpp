#include "commands/book_series.hpp"

#include <algorithm>
#include <utility>

#include "commands/agreed.hpp"
#include "commands/answers.hpp"
#include "commands/guests.hpp"
#include "commands/host_plan.hpp"
#include "commands/rights.hpp"
#include "commands/run.hpp"
#include "commands/seating.hpp"
#include "commands/taking.hpp"
#include "domain/availability/horizon.hpp"
#include "domain/recurrence/occurrences.hpp"

namespace kalends {
namespace {

Refusal invalid_recurrence(std::string_view detail) {
    return refuse(Rejection::invalid_recurrence, "/recurrence/rule", detail);
}

bool may_book(const Book& each, const MeetingType& type, const Actor& actor) {
    if (is_stranger(actor) && !names_nobody(each.guests)) return false;
    return may_take(type, each.overrides, actor);
}

// Civil times are the type's (rule C4).
Result<std::vector<Occurrence>, Refusal> occurrences_of(const BookSeries& c,
                                                        const MeetingType& type,
                                                        const Scope& scope) {
    const auto rule = parse_recurrence(c.rule);
    if (!rule) return invalid_recurrence(rule.error());
    const ZoneClock clock = scope.hours().zone(zone_of(type, scope));
    auto all = occurrences(*rule, c.each.start, clock);
    if (!all) return invalid_recurrence(all.error());
    ensure(all->size() <= std::min(c.bookings.size(), c.sessions.size()),
           "there are ids for each occurrence that can be");
    return *std::move(all);
}

// The sessions that occurrences may join (rule T2), once it is known when they start.
void want_joined(const BookSeries& c, const MeetingType& type, Scope& scope) {
    if (!type.terms->is_seated()) return;
    const auto all = occurrences_of(c, type, scope);
    if (!all) return;
    for (const auto& occurrence : *all) {
        want_sessions(type, time_asked(type, occurrence.start, c.each.duration), scope);
    }
}

// Takes the slots one after the other, and keeps what speaks against those that it cannot have.
class Taking {
  public:
    Taking(const BookSeries& c, const Scope& scope, Instant now)
        : command_{c}, each_{c.each}, run_{scope, now}, now_{now} {
        // The guests are made by the event of the series.
        for (auto& guest : each_.guests) guest.is_known = true;
        each_.series = c.series;
    }

    void take(const Occurrence& occurrence) {
        each_.booking = command_.bookings[made_.size()];
        const SessionId session = command_.sessions[made_.size()];
        each_.start = occurrence.start;
        // As those before it have left the type and its hosts.
        const MeetingType& type = *run_.scope().find(each_.meeting_type);
        // A rotating host is chosen for the first, and kept where it is free (rule C4).
        const BookedTime* kept = first_ ? &*first_ : nullptr;
        const SlotAsked asked{each_.start, each_.duration, each_.party, each_.overrides,
                              {},          session,        kept,        &known_};
        auto claiming = take_slot(type, asked, run_.scope(), now_);
        if (!claiming) return refuse_one(occurrence, claiming.error());
        if (!first_) first_ = claiming->when;
        known_.note_taken();
        made_.push_back(each_.booking);
        Agreed agreed{*std::move(claiming), type.revision, type.terms->approval};
        run_.add(booking_made(each_, std::move(agreed), nullptr, run_.scope(), now_));
    }

    // Nothing if the series can be made.
    [[nodiscard]] std::optional<Refusal> refusal() const {
        if (refused_.empty() || (command_.skips_refused && !made_.empty())) return std::nullopt;
        auto refusal = first_refusal_;
        refusal.occurrences = refused_;
        return refusal;
    }
    [[nodiscard]] std::vector<BookingId> take_made() { return std::move(made_); }
    [[nodiscard]] std::vector<RefusedOccurrence> take_refused() { return std::move(refused_); }
    [[nodiscard]] Events take_events() { return run_.take_events(); }

  private:
    void refuse_one(const Occurrence& occurrence, Refusal refusal) {
        refused_.push_back({occurrence.start, occurrence.civil_start, refusal.reason});
        if (refused_.size() > 1) return;
        const bool is_about_rule =
            refusal.field == "/start" && occurrence.start != command_.each.start;
        if (is_about_rule) refusal.field = "/recurrence/rule";
        first_refusal_ = std::move(refusal);
    }

    const BookSeries& command_;
    Book each_;
    Run run_;
    Instant now_;
    KnownHorizon known_;
    std::optional<BookedTime> first_;
    std::vector<BookingId> made_;
    std::vector<RefusedOccurrence> refused_;
    Refusal first_refusal_;
};

}  // namespace

void needs(const BookSeries& c, Scope& scope) {
    const Organisation* organisation = scope.want(scope.organisation_id());
    scope.make(c.series);
    for (const auto booking : c.bookings) scope.make(booking);
    for (const auto session : c.sessions) scope.make(session);
    want_guests(c.each.guests, scope);
    const MeetingType* type = want_with_hosts(c.each.meeting_type, scope);
    if (organisation != nullptr && type != nullptr) want_joined(c, *type, scope);
}

Decision decide(const BookSeries& c, const Scope& scope, Instant now) {
    const Book& each = c.each;
    const MeetingType* type = scope.find(each.meeting_type);
    if (type == nullptr) return refuse(Rejection::not_found, "/meeting_type_id");
    if (const auto refusal = check_guests_exist(each.guests, scope)) return *refusal;
    if (!may_book(each, *type, scope.actor())) {
        return refuse_forbidden(scope.actor(), each.overrides);
    }
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    const SlotAsked asked{each.start, each.duration, each.party, each.overrides};
    if (const auto refusal = check_offered(*type, asked, scope)) return *refusal;
    const auto all = occurrences_of(c, *type, scope);
    if (!all) return all.error();
    if (const auto refusal = check_answers(type->terms->questions, each.answers)) return *refusal;
    Taking taking{c, scope, now};
    for (const auto& occurrence : *all) taking.take(occurrence);
    if (const auto refusal = taking.refusal()) return *refusal;
    if (const auto refusal = check_guests_kept(each.guests, scope)) return *refusal;

    SeriesMade made;
    made.series = c.series;
    made.meeting_type = each.meeting_type;
    made.rule = c.rule;
    made.start = each.start;
    made.civil_start = all->front().civil_start;
    made.zone = zone_of(*type, scope);
    made.zone_data = scope.zones().version();
    made.skips_refused = c.skips_refused;
    made.bookings = taking.take_made();
    made.refused = taking.take_refused();
    made.subjects = new_subjects(each.guests);
    Events events{std::move(made)};
    for (auto& event : taking.take_events()) events.push_back(std::move(event));
    return events;
}

}  // namespace kalends
