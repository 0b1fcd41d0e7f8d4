#include "api/asked_calendar.hpp"

#include <algorithm>
#include <utility>

#include "commands/seating.hpp"
#include "commands/session_guards.hpp"

namespace kalends::api {

std::optional<AskedCalendar> AskedCalendar::find(Engine& engine, OrganisationId organisation,
                                                 MeetingTypeId type) {
    AskedCalendar asked;
    asked.type_ = engine.find(organisation, type);
    if (!asked.type_) return std::nullopt;
    asked.organisation_ = engine.find(organisation, organisation);
    ensure(asked.organisation_ != nullptr, "a meeting type is of an organisation that exists");
    for (const auto host : hosts_of(asked.type_->terms->hosts)) {
        asked.shares_.push_back(engine.find(organisation, host));
        ensure(asked.shares_.back() != nullptr, "a meeting type names hosts that exist");
        asked.hosts_.push_back(asked.shares_.back().get());
    }
    asked.duration_ = asked.type_->terms->duration;
    asked.reads_ = &engine.last_reads();
    return asked;
}

void AskedCalendar::move(Engine& engine, std::span<const std::shared_ptr<const Booking>> bookings) {
    for (const auto& booking : bookings) {
        leave_out(engine, stream_of(booking->id), booking->meeting_type, {booking, &booking->when});
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
    const auto session =
        when->seats ? engine.find(organisation_->id, when->seats->session) : nullptr;
    const auto claim = moved(holder, type, *when, session.get(), engine.reading_time());
    moving_.insert(std::ranges::upper_bound(moving_, holder, {}, &MovedClaim::holder), claim);
    moved_.push_back(std::move(when));
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
    return question;
}

std::vector<Instant> AskedCalendar::first_starts(Engine& engine, Instant from, Instant now,
                                                 std::chrono::days days, std::size_t count) const {
    const Instant until = std::min<Instant>(from + days, bookable_years.end);
    const auto found = first_slots(question(now), {from, until}, count, engine.hours());
    std::vector<Instant> starts;
    for (const auto& slot : found) starts.push_back(slot.time.start);
    return starts;
}

}  // namespace kalends::api
