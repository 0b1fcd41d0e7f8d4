#include "api/asked_calendar.hpp"

#include <algorithm>
#include <utility>

#include "commands/seating.hpp"
#include "commands/session_guards.hpp"

namespace kalends::api {
namespace {

// Nothing else looks at hosts that a type names no more.
bool is_limited_over_hosts(const MeetingTypeTerms& terms) {
    return std::ranges::count(terms.limits, LimitScope::type, &Limit::scope) > 0;
}

}  // namespace

std::optional<AskedCalendar> AskedCalendar::find(Engine& engine, OrganisationId organisation,
                                                 MeetingTypeId type) {
    AskedCalendar asked;
    asked.type_ = engine.find(organisation, type);
    if (!asked.type_) return std::nullopt;
    asked.organisation_ = engine.find(organisation, organisation);
    ensure(asked.organisation_ != nullptr, "a meeting type is of an organisation that exists");
    for (const auto host : hosts_of(asked.type_->terms->hosts)) {
        asked.hosts_.push_back(asked.share_of(engine, host));
    }
    if (asked.type_->former_hosts && is_limited_over_hosts(*asked.type_->terms)) {
        for (const auto& former : *asked.type_->former_hosts) {
            asked.former_.push_back(asked.share_of(engine, former.host));
        }
    }
    asked.duration_ = asked.type_->terms->duration;
    asked.reads_ = &engine.last_reads();
    return asked;
}

const Host* AskedCalendar::share_of(Engine& engine, HostId id) {
    shares_.push_back(engine.find(organisation_->id, id));
    ensure(shares_.back() != nullptr, "a meeting type names hosts that exist");
    return shares_.back().get();
}

void AskedCalendar::move(Engine& engine, std::span<const std::shared_ptr<const Booking>> bookings) {
    for (const auto& booking : bookings) {
        leave_out(engine, stream_of(booking->id), booking->meeting_type, {booking, &booking->when});
    }
    for (const auto& booking : bookings) {
        const auto& seats = booking->when.seats;
        if (!seats) continue;
        const auto session = engine.find(organisation_->id, seats->session);
        ensure(session != nullptr, "a booking has seats of a session that exists");
        take_count_along(moving_, *session, engine.reading_time());
    }
    duration_ = minutes_of(bookings.front()->when.time);
    party_ = bookings.front()->party;
}

void AskedCalendar::move(const std::shared_ptr<const Session>& session) {
    const std::shared_ptr<const BookedTime> when{session, &session->when};
    moved_.push_back(when);
    moving_ = claims_of(*session);
    duration_ = minutes_of(session->when.time);
    seats_moved_ = session->seats;
    joins_ = false;
}

void AskedCalendar::give_way(Engine& engine, const Hold& hold) {
    leave_out(engine, stream_of(hold.id), hold.meeting_type,
              std::make_shared<const BookedTime>(hold.when));
}

void AskedCalendar::leave_out(Engine& engine, StreamId holder, MeetingTypeId type,
                              std::shared_ptr<const BookedTime> when) {
    const auto& seats = when->seats;
    const auto session = seats ? engine.find(organisation_->id, seats->session) : nullptr;
    const auto claim = moved(holder, type, *when, session.get(), engine.reading_time());
    moving_.insert(std::ranges::upper_bound(moving_, holder, {}, &MovedClaim::holder), claim);
    moved_.push_back(std::move(when));
    if (session) moved_.emplace_back(session, &session->when);
}

bool AskedCalendar::ask_duration(Minutes duration) {
    if (!offers(*type_->terms, duration) && duration != duration_) return false;
    duration_ = duration;
    return true;
}

Question AskedCalendar::question(Instant now) const {
    auto question = question_of(*type_, hosts_, *organisation_, duration_, now);
    question.moving = moving_;
    question.overrides = overrides_;
    question.reads = reads_;
    question.own = own_;
    question.party = party_;
    question.joins = joins_;
    question.former = former_;
    return question;
}

std::vector<Instant> AskedCalendar::first_starts(Engine& engine, Instant from, Instant now,
                                                 std::chrono::days days, std::size_t count) const {
    const Instant until = std::min<Instant>(from + days, bookable_years.end);
    const auto found = first_slots(question(now), {from, until}, count, engine.hours());
    std::vector<Instant> starts;
    starts.reserve(found.size());
    for (const auto& slot : found) starts.push_back(slot.time.start);
    return starts;
}

}  // namespace kalends::api
