#include <doctest/doctest.h>

#include "tests/office/office.hpp"

namespace engine_zones_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

namespace {

const Instant nine = at("2026-11-03T09:00:00Z");

// An office whose host's hours are in a zone that only another machine has.
struct MovedOffice : Office {
    MovedOffice() { set_zone("Moon/Tranquility"); }

    void set_zone(std::string zone) {
        const WeeklyRule always{Weekdays{127}, {Minutes{0}, minutes_per_day}, {}};
        const auto set = ask(
            SetSchedule{host, std::string{default_schedule}, {std::move(zone), {always}, {}, {}}});
        REQUIRE(std::holds_alternative<Accepted>(set));
    }
};

bool lacks_zone(const Outcome& outcome) {
    const auto* no = std::get_if<Unavailable>(&outcome);
    return no != nullptr && no->reason == Unavailable::Reason::zone_missing;
}

}  // namespace

TEST_CASE(
    "W0: where the zone of a host's hours is missing, nothing is booked and the rest goes on") {
    MovedOffice office;
    const auto last = office.log.last();
    CHECK(lacks_zone(office.ask(office.book(nine))));
    CHECK(office.log.last() == last);
    const HostId other{IdBits{2, 2}};
    const MeetingTypeId type{IdBits{3, 2}};
    (void)office.ask(
        CreateHost{other, {HostSort::room, "", "Etc/UTC"}, office.new_id<SubjectId>(), {}});
    MeetingTypeTerms terms;
    terms.name = "Room";
    terms.hosts.fixed = {other};
    terms.schedule =
        Schedule{"Etc/UTC", {{Weekdays{127}, {Minutes{0}, minutes_per_day}, {}}}, {}, {}};
    (void)office.ask(CreateMeetingType{type, terms});
    auto book = office.book(nine);
    book.meeting_type = type;
    CHECK(std::holds_alternative<Accepted>(office.ask(book)));
}

TEST_CASE("W0: a booking whose zone is missing is not moved, and is cancelled") {
    MovedOffice office;
    office.set_zone("Etc/UTC");
    const auto book = office.book(nine);
    REQUIRE(std::holds_alternative<Accepted>(office.ask(book)));
    office.set_zone("Moon/Tranquility");
    CHECK(lacks_zone(office.ask(Reschedule{.booking = book.booking, .start = nine + Minutes{60}})));
    CHECK(std::holds_alternative<Accepted>(office.ask(Cancel{book.booking, {}})));
}

TEST_CASE("W0: a series of seats is not booked where the zone is missing that dates are meant in") {
    MovedOffice office;
    const auto series = office.book_series(nine, "FREQ=DAILY;COUNT=2");
    ChangeMeetingType change;
    change.meeting_type = office.meeting_type;
    change.seats = 3;
    change.zone = "Moon/Tranquility";
    REQUIRE(std::holds_alternative<Accepted>(office.ask(change)));
    CHECK(lacks_zone(office.ask(series)));
    change.zone = "Etc/UTC";
    (void)office.ask(change);
    office.set_zone("Etc/UTC");
    REQUIRE(std::holds_alternative<Accepted>(office.ask(series)));
    change.zone = "Moon/Tranquility";
    (void)office.ask(change);
    const OccurrencesAsked all{series.series, SeriesScope::all, series.bookings.front()};
    CHECK(lacks_zone(office.ask(office.move_series(all, nine + Minutes{60}))));
    CHECK(std::holds_alternative<Accepted>(office.ask(CancelSeries{all, {}})));
}

TEST_CASE("P6: what could not be decided for want of a zone leaves its key unused") {
    MovedOffice office;
    const Idempotency key{"key-1", "book"};
    const auto book = office.book(nine);
    CHECK(lacks_zone(office.ask(book, key)));
    office.set_zone("Etc/UTC");
    const auto outcome = office.ask(book, key);
    REQUIRE(std::holds_alternative<Accepted>(outcome));
    CHECK_FALSE(std::get<Accepted>(outcome).is_replay);
}

}  // namespace engine_zones_test
