#include "tests/office/office.hpp"

#include <utility>

namespace kalends::testing {
namespace {

class Ear : public Waiter {
  public:
    explicit Ear(std::shared_ptr<Heard> heard) : heard_{std::move(heard)} {}

    void decided(const Outcome& outcome) override { heard_->outcome = outcome; }
    void settled() override { heard_->is_settled = true; }
    void unknown() override { heard_->is_unknown = true; }

  private:
    std::shared_ptr<Heard> heard_;
};

Schedule around_the_clock() {
    const WeeklyRule always{Weekdays{127}, {Minutes{0}, minutes_per_day}, {}};
    return {"Etc/UTC", {always}, {}, {}};
}

}  // namespace

Instant at(std::string_view text) {
    const auto instant = parse_instant(text);
    ensure(instant.has_value(), "a test names instants that are");
    return *instant;
}

Office::Office() : Office{log} {}

Office::Office(LogStore& on)
    : zones{ZoneNames::parse("# version test\nZ Etc/UTC 0 - UTC\n")}, log_in_use_{&on} {
    clock.set(at("2026-11-02T08:00:00Z"));
    limits.key_slots_per_block = 64;
    reopen();
    const Actor owner = std::exchange(actor, {.kind = ActorKind::operator_,
                                              .role = Role::operator_,
                                              .scopes = scopes_of(Role::operator_)});
    (void)ask(CreateOrganisation{organisation, {"Office", "Etc/UTC"}, ApiKeyId{IdBits{4, 1}}, "0"});
    actor = owner;
    (void)ask(CreateHost{host, {HostSort::person, "", "Etc/UTC"}, new_id<SubjectId>(), {}});
    (void)ask(SetSchedule{host, std::string{default_schedule}, around_the_clock()});
    MeetingTypeTerms terms;
    terms.name = "Talk";
    terms.hosts.fixed = {host};
    (void)ask(CreateMeetingType{meeting_type, terms});
}

void Office::reopen() {
    engine.reset();
    engine = std::make_unique<Engine>(
        World{*log_in_use_, disk, clock, randomness, zones, {}, make_loader}, limits);
}

void Office::reopen(LogStore& on) {
    log_in_use_ = &on;
    reopen();
}

void Office::finish() {
    for (;;) {
        engine->step();
        auto commit = engine->take();
        if (!commit) return;
        engine->commit(*commit);
    }
}

std::shared_ptr<Heard> Office::submit(Command command, std::optional<Idempotency> key,
                                      std::optional<std::uint64_t> expected_revision) {
    auto heard = std::make_shared<Heard>();
    engine->submit({.organisation = organisation,
                    .actor = actor,
                    .command = std::move(command),
                    .idempotency = std::move(key),
                    .expected_revision = expected_revision,
                    .correlation = "test",
                    .origin = origin,
                    .waiter = std::make_unique<Ear>(heard),
                    .batch = batch});
    return heard;
}

Outcome Office::ask(Command command, std::optional<Idempotency> key,
                    std::optional<std::uint64_t> expected_revision) {
    const auto heard = submit(std::move(command), std::move(key), expected_revision);
    finish();
    ensure(heard->is_settled && heard->outcome.has_value(), "a command that was asked is answered");
    return *heard->outcome;
}

Book Office::book(Instant start) {
    Book book;
    book.booking = new_id<BookingId>();
    book.meeting_type = meeting_type;
    book.start = start;
    book.guests = {{new_id<SubjectId>(), false, ""}};
    book.personal.guests = {Clear{R"({"name":"Ann"})"}};
    return book;
}

BookSeries Office::book_series(Instant start, std::string rule) {
    BookSeries series;
    series.series = new_id<SeriesId>();
    series.rule = std::move(rule);
    for (int i = 0; i < occurrences_max; ++i) {
        series.bookings.push_back(new_id<BookingId>());
        series.sessions.push_back(new_id<SessionId>());
    }
    series.each = book(start);
    return series;
}

RescheduleSeries Office::move_series(const OccurrencesAsked& asked, Instant to) {
    RescheduleSeries move;
    move.occurrences = asked;
    move.start = to;
    for (int i = 0; i < occurrences_max; ++i) move.sessions.push_back(new_id<SessionId>());
    return move;
}

}  // namespace kalends::testing
