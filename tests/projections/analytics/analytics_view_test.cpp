#include "projections/analytics/analytics_view.hpp"

#include <doctest/doctest.h>

#include "projections/analytics/chosen_cells.hpp"
#include "projections/sqlite/values.hpp"
#include "tests/office/office.hpp"

namespace analytics_view_test {

using namespace kalends;
using kalends::testing::at;

namespace {

constexpr OrganisationId organisation{IdBits{1, 1}};
constexpr HostId ada{IdBits{2, 1}};
constexpr HostId ben{IdBits{2, 2}};
constexpr MeetingTypeId talk{IdBits{3, 1}};

Date date(std::string_view text) {
    return *parse_date(text);
}

// A view fed with events that are written here.
struct Fed {
    Database database{":memory:"};
    AnalyticsView view{database};

    Fed() { view.make_tables(); }

    void happened(std::string_view time, Event event, Role role = Role::owner) {
        const StoredEvent stored{{.source = organisation, .time = at(time), .role = role},
                                 std::move(event)};
        view.apply({stored, "", RecordNumber{1}});
    }
    std::vector<StartedRow> started(const CountsQuery& query) { return *view.started(query); }
    // So many cells of as many meeting types, as if bookings were counted in them.
    void fill(std::string_view on, BookingStatus status, std::size_t cells) {
        const IdBytes firm{organisation.bits()};
        const IdBytes all{IdBits{}};
        const std::string types =
            "WITH RECURSIVE types (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM types WHERE n < ?5) "
            "INSERT INTO ";
        database.run(types +
                         "starts SELECT ?1, ?2, ?4, ?3, CAST(printf('%016d', n) AS BLOB), "
                         "0, 0, 0, 1, 30, 0, 0, 30 FROM types",
                     firm.blob(), all.blob(), day_number(date(on)), static_cast<int>(status),
                     cells);
        database.run(types +
                         "made SELECT ?1, ?2, ?3, CAST(printf('%016d', n) AS BLOB), 0, 1, "
                         "?4 * 0, 0 FROM types",
                     firm.blob(), all.blob(), day_number(date(on)), static_cast<int>(status),
                     cells);
    }
};

CountsQuery window(std::string_view from, std::string_view to) {
    CountsQuery query;
    query.organisation = organisation;
    query.from = date(from);
    query.to = date(to);
    return query;
}

// A collective booking of half an hour that starts on two dates, by the clocks of its hosts.
BookedTime with_both(std::string_view start, std::string_view of_ada, std::string_view of_ben) {
    const Interval time{at(start), at(start) + Minutes{30}};
    return {time,
            {},
            "Etc/UTC",
            "test",
            date(of_ada),
            {{ada, time, date(of_ada), date(of_ada)}, {ben, time, date(of_ben), date(of_ben)}}};
}

BookingConfirmed confirmed(std::uint64_t number, const BookedTime& when) {
    BookingConfirmed event;
    event.booking = BookingId{IdBits{8, number}};
    event.meeting_type = talk;
    event.when = when;
    return event;
}

HostCreated created(std::uint64_t number) {
    HostCreated event;
    event.host = HostId{IdBits{2, number}};
    return event;
}

Schedule around_the_clock(std::string zone) {
    return {std::move(zone), {{Weekdays{127}, {Minutes{0}, minutes_per_day}, {}}}, {}, {}};
}

KeptHost employed(std::string zone, Schedule hours, Interval life) {
    Host host;
    host.terms = std::make_shared<const HostTerms>(HostTerms{{}, "", std::move(zone)});
    const auto shared = std::make_shared<const Schedule>(std::move(hours));
    host.schedules = std::make_shared<const Schedules>(
        Schedules{{std::string{default_schedule}, KeptSchedule{shared}}});
    return {host, life};
}

const Interval for_ever{Instant::min(), Instant::max()};

}  // namespace

TEST_CASE("a booking of two hosts counts once, and once for each on the date that it has there") {
    Fed fed;
    const auto when = with_both("2026-12-01T23:30:00Z", "2026-12-01", "2026-12-02");
    fed.happened("2026-12-01T20:00:00Z", confirmed(1, when));
    auto query = window("2026-12-01", "2026-12-03");
    REQUIRE_EQ(fed.started(query).size(), 1);
    CHECK_EQ(fed.started(query)[0].totals.all.bookings, 1);
    query.host = ben;
    REQUIRE_EQ(fed.started(query).size(), 1);
    CHECK(fed.started(query)[0].group.date == date("2026-12-02"));
    query.to = date("2026-12-02");
    CHECK(fed.started(query).empty());
}

TEST_CASE("how early a booking was made and cancelled is kept in steps") {
    Fed fed;
    const auto when = with_both("2026-12-08T12:00:00Z", "2026-12-08", "2026-12-08");
    fed.happened("2026-12-01T12:00:00Z", confirmed(1, when));
    fed.happened("2026-12-01T12:00:01Z", confirmed(2, when));
    fed.happened("2026-12-08T13:00:00Z",
                 BookingCancelled{BookingId{IdBits{8, 2}}, claimed(when), {}}, Role::guest);
    const auto totals = fed.started(window("2026-12-08", "2026-12-09")).at(0).totals;
    CHECK(totals.all == StartCounts{2, 60, 20'159, 0});
    CHECK_EQ(totals.leads[ahead_step_of(10'080)], 1);
    CHECK_EQ(totals.leads[ahead_step_of(10'079)], 1);
    CHECK_NE(ahead_step_of(10'080), ahead_step_of(10'079));
    CHECK_EQ(totals.cancelled, 1);
    CHECK_EQ(totals.cancelled_by[static_cast<std::size_t>(Role::guest)], 1);
    CHECK_EQ(totals.notices[0], 1);
}

TEST_CASE("weeks are named by their Monday and months by their first day") {
    CHECK(first_of(Period::day, date("2027-01-03")) == date("2027-01-03"));
    CHECK(first_of(Period::week, date("2027-01-03")) == date("2026-12-28"));
    CHECK(first_of(Period::week, date("2027-01-04")) == date("2027-01-04"));
    CHECK(first_of(Period::month, date("2028-02-29")) == date("2028-02-01"));
}

TEST_CASE("what nothing is counted in any more leaves no row behind, whenever it was written") {
    for (const bool is_written_between : {true, false}) {
        Fed fed;
        const auto when = with_both("2026-12-08T12:00:00Z", "2026-12-08", "2026-12-08");
        fed.happened("2026-12-01T12:00:00Z", confirmed(1, when));
        if (is_written_between) fed.view.write_kept_back();
        fed.happened("2026-12-01T13:00:00Z",
                     BookingRejected{BookingId{IdBits{8, 1}}, claimed(when), {}});
        fed.view.write_kept_back();
        const auto rows = fed.database.first("SELECT COUNT(*) FROM starts",
                                             [](const SqlRow& row) { return row.integer(0); });
        CHECK_EQ(rows.value(), 3);
    }
}

TEST_CASE("an hour that a clock skips is not open, and one that it repeats is open twice") {
    const auto host =
        employed("Europe/Luxembourg", around_the_clock("Europe/Luxembourg"), for_ever);
    CHECK(open_minutes(host, date("2026-03-28"), date("2026-03-30")) ==
          std::vector<std::int64_t>{1'440, 1'380});
    CHECK(open_minutes(host, date("2026-10-25"), date("2026-10-27")) ==
          std::vector<std::int64_t>{1'500, 1'440});
}

TEST_CASE("open time is cut at the host's midnights, and to the time that there is a host") {
    Schedule evening{
        "America/New_York", {{Weekdays{127}, {Minutes{18 * 60}, Minutes{20 * 60}}, {}}}, {}, {}};
    const auto host = employed("Etc/UTC", evening, {at("2026-12-02T00:15:00Z"), Instant::max()});
    CHECK(open_minutes(host, date("2026-12-01"), date("2026-12-04")) ==
          std::vector<std::int64_t>{0, 45 + 60, 120});
    const auto nobody = employed("Etc/UTC", evening, {at("2026-12-09T00:00:00Z"), Instant::max()});
    CHECK(open_minutes(nobody, date("2026-12-01"), date("2026-12-02")) ==
          std::vector<std::int64_t>{0});
}

TEST_CASE("W5, W6: closed dates and absences are not open, save for what is booked of them") {
    auto host = employed("Etc/UTC", around_the_clock("Etc/UTC"), for_ever);
    const auto to = date("2026-12-04");
    host.closed = {std::make_shared<const HolidayTerms>(
        HolidayTerms{"Feasts", {{date("2026-12-02"), "Feast"}}})};
    CHECK(open_minutes(host, date("2026-12-01"), to) == std::vector<std::int64_t>{1'440, 0, 1'440});
    const Interval evening{at("2026-12-01T18:00:00Z"), at("2026-12-03T00:15:00Z")};
    host.host.absences = std::make_shared<const Absences>(Absences{{{{}, evening, {}}}});
    CHECK(open_minutes(host, date("2026-12-01"), to) == std::vector<std::int64_t>{1'080, 0, 1'425});
    const MinutesByDate booked{{date("2026-12-01"), 1'100}, {date("2026-12-02"), 30}};
    CHECK(open_minutes(host, date("2026-12-01"), to, booked) ==
          std::vector<std::int64_t>{1'100, 30, 1'425});
    const MinutesByDate beyond{{date("2026-12-02"), 2'000}};
    CHECK(open_minutes(host, date("2026-12-01"), to, beyond)[1] == 1'440);
}

TEST_CASE("a host keeps the holidays that it follows now") {
    Fed fed;
    const HolidayCalendarId feasts{IdBits{9, 1}};
    auto hired = created(1);
    hired.terms = {{}, "", "Etc/UTC", {feasts}};
    fed.happened("2026-11-01T00:00:00Z", hired);
    fed.happened("2026-11-01T00:00:00Z", ScheduleSet{hired.host, std::string{default_schedule},
                                                     around_the_clock("Etc/UTC")});
    const auto open = [&] {
        return fed.view.utilisation(window("2026-12-01", "2026-12-02"))->size();
    };
    CHECK_EQ(open(), 1);
    fed.happened("2026-11-02T00:00:00Z",
                 HolidayCalendarSet{organisation, feasts, {"Feasts", {{date("2026-12-01"), ""}}}});
    CHECK_EQ(open(), 0);
    fed.happened("2026-11-03T00:00:00Z", HolidayCalendarRemoved{organisation, feasts});
    CHECK_EQ(open(), 1);
}

TEST_CASE("an answer of too many rows is not given") {
    Fed fed;
    for (std::uint64_t i = 0; i <= AnalyticsBounds::rows_max; ++i) {
        auto event = confirmed(i, with_both("2026-12-01T12:00:00Z", "2026-12-01", "2026-12-01"));
        event.meeting_type = MeetingTypeId{IdBits{3, i}};
        fed.happened("2026-12-01T11:00:00Z", event);
    }
    auto query = window("2026-12-01", "2026-12-02");
    CHECK_EQ(fed.started(query).size(), 1);
    query.is_by_meeting_type = true;
    CHECK(fed.view.started(query) == TooMuch::rows);
    CHECK(fed.view.made(query) == TooMuch::rows);
}

TEST_CASE("what a filter leaves out is not read, so it may be more than an answer adds up") {
    Fed fed;
    const auto when = with_both("2026-12-08T12:00:00Z", "2026-12-08", "2026-12-08");
    fed.happened("2026-12-08T11:00:00Z", confirmed(1, when));
    fed.view.write_kept_back();
    fed.fill("2026-12-08", BookingStatus::cancelled, AnalyticsBounds::cells_read_max);
    auto query = window("2026-12-01", "2026-12-31");
    CHECK(fed.view.started(query) == TooMuch::cells);
    CHECK(fed.view.made(query) == TooMuch::cells);
    query.statuses = {BookingStatus::confirmed, BookingStatus::expired};
    CHECK_EQ(fed.started(query).at(0).totals.all.bookings, 1);
    query.statuses = {BookingStatus::cancelled, BookingStatus::confirmed};
    CHECK(fed.view.started(query) == TooMuch::cells);
    query.meeting_type = talk;
    CHECK_EQ(fed.started(query).at(0).totals.all.bookings, 1);
    CHECK_EQ((*fed.view.made(query)).at(0).totals.booked, 1);
}

TEST_CASE("a meeting type is looked up for no more hosts and dates than an answer may take") {
    Fed fed;
    const auto hosts = AnalyticsBounds::lookups_max / (366 * booking_statuses);
    for (std::uint64_t i = 0; i < hosts; ++i) fed.happened("2026-12-01T11:00:00Z", created(i));
    auto query = window("2026-12-01", "2027-12-02");
    query.is_by_host = true;
    query.meeting_type = talk;
    CHECK(fed.view.started(query));
    fed.happened("2026-12-01T11:00:00Z", created(hosts));
    CHECK(fed.view.started(query) == TooMuch::hosts);
    CHECK(fed.view.made(query));
    query.statuses = {BookingStatus::pending, BookingStatus::pending};
    CHECK(fed.view.started(query));
    query = window("2026-12-01", "2027-12-02");
    query.is_by_host = true;
    CHECK(fed.view.started(query));
}

// SQLite must not come to prefer a walk through all of a host's dates.
TEST_CASE("cells are found by all of their key that is asked for") {
    Fed fed;
    auto query = window("2026-12-01", "2026-12-31");
    const auto plan_of = [&](const CellsTable& table) {
        std::string plan;
        fed.database.query("EXPLAIN QUERY PLAN " + statement_of(table, query), {},
                           [&plan](const SqlRow& row) {
                               plan.append(row.text(3)).append("; ");
                               return true;
                           });
        return plan;
    };
    const auto finds = [&](const CellsTable& table, std::string_view by) {
        CAPTURE(plan_of(table));
        CHECK(plan_of(table).find("USING PRIMARY KEY (" + std::string{by} + ")") !=
              std::string::npos);
        CHECK(plan_of(table).find("TEMP B-TREE") == std::string::npos);
    };
    for (const bool is_by_host : {false, true}) {
        query.is_by_host = is_by_host;
        query.meeting_type.reset();
        finds(start_cells, "organisation=? AND host=? AND status=? AND date>? AND date<?");
        finds(made_cells, "organisation=? AND host=? AND date>? AND date<?");
        query.meeting_type = talk;
        finds(start_cells, "organisation=? AND host=? AND status=? AND date=? AND meeting_type=?");
        finds(made_cells, "organisation=? AND host=? AND date=? AND meeting_type=?");
    }
}

TEST_CASE("counters that a full disk left half written are never taken for whole") {
    Fed fed;
    const auto when = with_both("2026-12-08T12:00:00Z", "2026-12-08", "2026-12-08");
    for (std::uint64_t i = 0; i < 400; ++i) {
        auto event = confirmed(i, when);
        event.meeting_type = MeetingTypeId{IdBits{3, i}};
        fed.happened("2026-12-01T12:00:00Z", event);
    }
    fed.database.script("PRAGMA max_page_count = 1");  // no more than there are
    CHECK_THROWS_AS(fed.view.write_kept_back(), DatabaseFailed);
    fed.database.script("PRAGMA max_page_count = 100000");
    CHECK_THROWS_AS(fed.view.write_kept_back(), DatabaseFailed);
}

}  // namespace analytics_view_test
