#include "projections/audit/limits_proof.hpp"

#include <doctest/doctest.h>

#include "domain/planted_bugs.hpp"
#include "projections/audit/verify.hpp"
#include "tests/office/office.hpp"
#include "tests/projections/clean_log.hpp"

namespace limits_proof_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;
using kalends::testing::verify_clean;

namespace {

constexpr OrganisationId ours{IdBits{1, 1}};
constexpr MeetingTypeId talk{IdBits{2, 1}};
constexpr MeetingTypeId visit{IdBits{2, 2}};
constexpr HostId anna{IdBits{3, 1}};
constexpr HostId ben{IdBits{3, 2}};
const Instant now = at("2026-11-02T08:00:00Z");

Date date(std::string_view text) {
    return *parse_date(text);
}

// A claim of half an hour at nine on that date, which all zones agree on.
BookedTime time_on(Date date, MeetingTypeId type = talk, std::vector<HostId> hosts = {anna}) {
    const Instant nine{date.time_since_epoch() + Minutes{9 * 60}};
    const Interval time{nine, nine + Minutes{30}};
    BookedTime when{time,      CivilMinute{nine.time_since_epoch() / Minutes{1} * Minutes{1}},
                    "Etc/UTC", "test",
                    date,      {},
                    type};
    for (const auto host : hosts) when.hosts.push_back({host, time, date, date});
    return when;
}

// A log told by hand, event by event, of what the clinic would never do.
struct Told {
    explicit Told(std::vector<Limit> limits, DayName week_start = DayName::mon) {
        CHECK_FALSE(tell(OrganisationCreated{ours, {"Clinic", "Etc/UTC", week_start}}));
        limit_to(talk, std::move(limits));
        limit_to(visit, {});
    }

    void limit_to(MeetingTypeId type, std::vector<Limit> limits) {
        MeetingTypeChanged changed{type, {}};
        changed.terms.limits = std::move(limits);
        CHECK_FALSE(tell(changed));
    }
    std::optional<LimitUse> tell(const Event& event, Instant time = now) {
        StoredEvent stored{{}, event};
        stored.envelope.source = ours;
        stored.envelope.time = time;
        for (const auto stream : streams_of(event)) {
            stored.envelope.streams.emplace_back(stream, Revision{1});
        }
        return proof.take(stored);
    }
    std::optional<LimitUse> book(const BookedTime& when, std::vector<Rejection> overridden = {}) {
        BookingConfirmed confirmed;
        confirmed.booking = booking = BookingId{IdBits{6, ++ids}};
        confirmed.meeting_type = when.counted_by;
        confirmed.when = when;
        confirmed.overridden = std::move(overridden);
        return tell(confirmed);
    }
    std::optional<LimitUse> book(std::string_view on) { return book(time_on(date(on))); }
    HoldMade hold(std::string_view on, Minutes lasting = Minutes{10}) {
        HoldMade made;
        made.hold = HoldId{IdBits{7, ++ids}};
        made.meeting_type = talk;
        made.when = time_on(date(on));
        made.expires_at = now + lasting;
        return made;
    }

    LimitsProof proof;
    BookingId booking;  // the last one made
    std::uint64_t ids = 0;
};

constexpr LimitPeriod periods[] = {LimitPeriod::day, LimitPeriod::week, LimitPeriod::month,
                                   LimitPeriod::year};

}  // namespace

TEST_CASE("L1: one claim too many in a period is found, and none before or after the period") {
    struct Case {
        LimitPeriod period;
        std::string_view first, last, before, after;
    };
    // The second of November 2026 is a Monday.
    const Case cases[] = {
        {LimitPeriod::day, "2026-11-04", "2026-11-04", "2026-11-03", "2026-11-05"},
        {LimitPeriod::week, "2026-11-02", "2026-11-08", "2026-11-01", "2026-11-09"},
        {LimitPeriod::month, "2026-11-01", "2026-11-30", "2026-10-31", "2026-12-01"},
        {LimitPeriod::year, "2026-01-01", "2026-12-31", "2025-12-31", "2027-01-01"},
    };
    for (const auto scope : {LimitScope::type_on_host, LimitScope::type, LimitScope::host}) {
        for (const auto& [period, first, last, before, after] : cases) {
            CAPTURE(name_of(scope));
            CAPTURE(name_of(period));
            const Limit by_count{scope, period, 1, {}};
            Told told{{by_count}};
            CHECK_FALSE(told.book(first));
            CHECK_FALSE(told.book(before));
            CHECK_FALSE(told.book(after));
            const auto over = told.book(last);
            REQUIRE(over);
            const HostId host = scope == LimitScope::type ? HostId{} : anna;
            CHECK(*over == LimitUse{by_count, {date(first), date(last)}, {1, Minutes{30}}, host});
        }
    }
}

TEST_CASE("L1: minutes are counted as claims are") {
    for (const auto period : periods) {
        Told told{{{LimitScope::type, period, {}, Minutes{60}}}};
        CHECK_FALSE(told.book("2026-11-04"));
        CHECK_FALSE(told.book("2026-11-04"));
        CHECK(told.book("2026-11-04"));
    }
}

TEST_CASE("L1: a scope counts its own claims, and no others") {
    const auto on = date("2026-11-04");
    const auto broken_by = [&](LimitScope scope, MeetingTypeId type, HostId host) {
        Told told{{{scope, LimitPeriod::day, 1, {}}}};
        CHECK_FALSE(told.book(time_on(on, type, {host})));
        return told.book(time_on(on)).has_value();
    };
    CHECK(broken_by(LimitScope::type_on_host, talk, anna));
    CHECK_FALSE(broken_by(LimitScope::type_on_host, talk, ben));
    CHECK_FALSE(broken_by(LimitScope::type_on_host, visit, anna));
    CHECK(broken_by(LimitScope::type, talk, ben));
    CHECK_FALSE(broken_by(LimitScope::type, visit, anna));
    CHECK(broken_by(LimitScope::host, visit, anna));
    CHECK_FALSE(broken_by(LimitScope::host, talk, ben));
}

TEST_CASE("L1: a claim of several hosts counts once for its type and once for each host") {
    const auto on = date("2026-11-04");
    Told of_type{{{LimitScope::type, LimitPeriod::day, 2, {}}}};
    CHECK_FALSE(of_type.book(time_on(on, talk, {anna, ben})));
    CHECK_FALSE(of_type.book(time_on(on, talk, {anna, ben})));
    CHECK(of_type.book(time_on(on, talk, {anna, ben})));
    Told of_host{{{LimitScope::host, LimitPeriod::day, 1, {}}}};
    CHECK_FALSE(of_host.book(time_on(on, visit, {anna, ben})));
    const auto over = of_host.book(time_on(on, talk, {ben}));
    REQUIRE(over);
    CHECK(over->host == ben);
}

TEST_CASE("L1: a session counts once, from its first claim to its last") {
    const Limit once{LimitScope::host, LimitPeriod::day, 1, {}};
    Told told{{once}};
    auto when = time_on(date("2026-11-04"));
    when.seats = SeatsTaken{SessionId{IdBits{8, 1}}, 1, 3, true};
    CHECK_FALSE(told.book(when));
    const auto first = told.booking;
    when.seats->opens = false;
    CHECK_FALSE(told.book(when));
    const auto second = told.booking;
    CHECK_FALSE(told.tell(BookingCancelled{first, claimed(when), {}}));
    CHECK(told.book(time_on(date("2026-11-04"))));
    CHECK_FALSE(told.tell(BookingCancelled{told.booking, claimed(when), {}}));
    CHECK_FALSE(told.tell(BookingCancelled{second, claimed(when, &when), {}}));
    CHECK_FALSE(told.book("2026-11-04"));
}

TEST_CASE("L1: a session that is reassigned counts on the host that is new to it alone") {
    const std::vector<Limit> limits{{LimitScope::host, LimitPeriod::day, 1, {}}};
    for (const bool is_taken : {false, true}) {
        Told told{{}};
        auto when = time_on(date("2026-11-03"), talk, {anna});
        when.seats = SeatsTaken{SessionId{IdBits{7, 1}}, 1, 3, true};
        CHECK_FALSE(told.book(when));
        const auto first = told.booking;
        auto other_day = time_on(date("2026-11-03"), visit, {anna});
        CHECK_FALSE(told.book(other_day));
        if (is_taken) CHECK_FALSE(told.book(time_on(date("2026-11-03"), visit, {ben})));
        told.limit_to(talk, limits);
        SessionMoved moved{when.seats->session, claimed(when, &when), {first}};
        CHECK_FALSE(told.tell(moved));
        BookingReassigned reassigned;
        reassigned.booking = first;
        reassigned.meeting_type = talk;
        reassigned.released = {when.time, {}, {}, {}, SeatsOf{when.seats->session, false}};
        reassigned.when = when;
        reassigned.when.hosts.push_back(time_on(date("2026-11-03"), talk, {ben}).hosts.front());
        CHECK(told.tell(reassigned).has_value() == is_taken);
    }
}

TEST_CASE("L1: weeks begin when the organisation says so") {
    Told told{{{LimitScope::type, LimitPeriod::week, 1, {}}}, DayName::sun};
    CHECK_FALSE(told.book("2026-11-07"));
    CHECK_FALSE(told.book("2026-11-08"));
    CHECK(told.book("2026-11-09"));
}

TEST_CASE("L2: each scope counts by the date that was recorded for it") {
    const auto broken_by = [](LimitScope scope, auto move_date) {
        Told told{{{scope, LimitPeriod::day, 1, {}}}};
        auto when = time_on(date("2026-11-04"));
        move_date(when);
        CHECK_FALSE(told.book(when));
        return told.book("2026-11-04").has_value();
    };
    const auto next_type_date = [](BookedTime& when) { when.type_date += std::chrono::days{1}; };
    const auto next_schedule_date = [](BookedTime& when) {
        when.hosts.front().schedule_date += std::chrono::days{1};
    };
    const auto next_host_date = [](BookedTime& when) {
        when.hosts.front().host_date += std::chrono::days{1};
    };
    CHECK_FALSE(broken_by(LimitScope::type, next_type_date));
    CHECK(broken_by(LimitScope::type, next_schedule_date));
    CHECK_FALSE(broken_by(LimitScope::type_on_host, next_schedule_date));
    CHECK(broken_by(LimitScope::type_on_host, next_host_date));
    CHECK_FALSE(broken_by(LimitScope::host, next_host_date));
    CHECK(broken_by(LimitScope::host, next_type_date));
}

TEST_CASE("L2: what stops claiming stops counting") {
    const std::vector<Limit> one_a_day{{LimitScope::type_on_host, LimitPeriod::day, 1, {}}};
    const auto on = date("2026-11-04");
    SUBCASE("cancelled") {
        Told told{one_a_day};
        CHECK_FALSE(told.book(time_on(on)));
        CHECK_FALSE(told.tell(BookingCancelled{told.booking, claimed(time_on(on)), {}}));
        CHECK_FALSE(told.book(time_on(on)));
        CHECK(told.book(time_on(on)));
    }
    SUBCASE("moved") {
        Told told{one_a_day};
        CHECK_FALSE(told.book(time_on(on)));
        BookingRescheduled moved;
        moved.booking = told.booking;
        moved.meeting_type = talk;
        moved.when = time_on(on);
        CHECK_FALSE(told.tell(moved));  // it does not count against itself (rule L3)
        moved.when = time_on(on + std::chrono::days{1});
        CHECK_FALSE(told.tell(moved));
        CHECK_FALSE(told.book(time_on(on)));
        moved.when = time_on(on);
        CHECK(told.tell(moved));
    }
    SUBCASE("a hold that has run out, once that is written") {
        Told told{one_a_day};
        const auto held = told.hold("2026-11-04");
        CHECK_FALSE(told.tell(held));
        const auto other = told.hold("2026-11-04", Minutes{60});
        CHECK(told.tell(other, held.expires_at));
        told = Told{one_a_day};
        CHECK_FALSE(told.tell(held));
        CHECK_FALSE(told.tell(HoldExpired{held.hold, claimed(held.when), held.expires_at},
                              held.expires_at));
        CHECK_FALSE(told.tell(other, held.expires_at));
    }
}

TEST_CASE(
    "L1: the limit in force when the claim was made is what counts, and an override lets by") {
    const auto on = date("2026-11-04");
    Told told{{}};
    CHECK_FALSE(told.book(time_on(on)));
    CHECK_FALSE(told.book(time_on(on)));
    told.limit_to(talk, {{LimitScope::host, LimitPeriod::day, 2, {}}});
    CHECK(told.book(time_on(on), {Rejection::too_soon}));
    CHECK_FALSE(told.book(time_on(on), {Rejection::too_soon, Rejection::limit_reached}));
    told.limit_to(talk, {{LimitScope::host, LimitPeriod::day, 5, {}}});
    CHECK_FALSE(told.book(time_on(on)));
    CHECK(told.book(time_on(on)));
}

TEST_CASE("B5: what moves with a series counts where it goes, and no more where it was") {
    const auto monday = date("2026-11-02");
    const auto on = [&](int days, HostId host) {
        return time_on(monday + std::chrono::days{days}, talk, {host});
    };
    Told told{{{LimitScope::type_on_host, LimitPeriod::week, 1, {}}}};
    CHECK_FALSE(told.book(on(0, anna)));
    const auto first = told.booking;
    CHECK_FALSE(told.book(on(1, ben)));
    const auto second = told.booking;
    CHECK_FALSE(told.tell(SeriesMoved{{}, SeriesScope::all, {}, {}, {second, first}}));
    const auto move = [&told](BookingId booking, const BookedTime& when) {
        BookingRescheduled moved;
        moved.booking = booking;
        moved.meeting_type = talk;
        moved.when = when;
        return told.tell(moved);
    };
    // Ben is not free on the day after, and Anna is not on Monday any more.
    CHECK_FALSE(move(second, on(2, anna)));
    CHECK_FALSE(move(first, on(1, ben)));
    CHECK(told.book(on(3, ben)));
    CHECK(told.book(on(3, anna)));
}

TEST_CASE("confirming a live hold is never beyond a limit, but moving its time may be") {
    Told told{{}};
    const auto held = told.hold("2026-11-04");
    CHECK_FALSE(told.tell(held));
    told.limit_to(talk, {{LimitScope::type, LimitPeriod::day, 0, {}}});
    BookingConfirmed confirmed;
    confirmed.booking = BookingId{IdBits{6, 99}};
    confirmed.meeting_type = talk;
    confirmed.when = held.when;
    confirmed.hold = HoldTaken{held.hold, claimed(held.when)};
    SUBCASE("at its time") {
        CHECK_FALSE(told.tell(confirmed));
    }
    SUBCASE("at another") {
        confirmed.when = time_on(date("2026-11-05"));
        CHECK(told.tell(confirmed));
    }
    SUBCASE("once it has run out") {
        CHECK(told.tell(confirmed, held.expires_at));
    }
    SUBCASE("once it was extended") {
        const auto later = held.expires_at + Minutes{5};
        CHECK_FALSE(told.tell(HoldExtended{held.hold, claimed(held.when), later}));
        CHECK_FALSE(told.tell(confirmed, held.expires_at));
    }
    SUBCASE("though the clock stepped back before it was written that it had run out") {
        CHECK_FALSE(told.tell(HoldExpired{HoldId{IdBits{7, 98}}, {}, {}}, held.expires_at));
        CHECK_FALSE(told.tell(confirmed, now));
    }
}

namespace {

// An office that lets two talks a day be booked, and what becomes of that in a day.
struct LimitedOffice : Office {
    LimitedOffice() {
        ChangeMeetingType change;
        change.meeting_type = meeting_type;
        change.limits = {{LimitScope::type, LimitPeriod::day, 2, Minutes{90}},
                         {LimitScope::host, LimitPeriod::week, 4, {}}};
        (void)ask(change);
        for (int i = 0; i < 12; ++i) {
            auto booking = book(at("2026-11-03T09:00:00Z") + Minutes{60 * 5 * i});
            if (i % 5 == 4) booking.overrides = {Rejection::limit_reached};
            (void)ask(booking);
            if (i % 3 == 0) (void)ask(Cancel{booking.booking, {}});
            if (i % 4 == 0) (void)ask(Reschedule{booking.booking, booking.start + Minutes{30}});
            if (i % 6 == 1) ask_for_series(booking.start + Minutes{60});
        }
    }

    // As much of it as can be had, two days later.
    void ask_for_series(Instant start) {
        auto asked = book_series(start, "FREQ=DAILY;COUNT=4");
        asked.skips_refused = true;
        (void)ask(asked);
        const auto made = engine->find(organisation, asked.series);
        if (!made) return;
        const auto first = made->bookings.front();
        const OccurrencesAsked all{asked.series, SeriesScope::all, first};
        const auto from = engine->find(organisation, first)->when.time.start;
        (void)ask(move_series(all, from + std::chrono::days{2}));
    }
};

}  // namespace

TEST_CASE("L1: a log that the engine wrote under limits is clean, whatever was asked") {
    LimitedOffice office;
    const auto report = verify_clean(office.log);
    CHECK(report.bookings > 4);
    CHECK(report.bookings < 12);
}

#ifdef KALENDS_PLANTED_BUGS
TEST_CASE("L1: a log by an engine that lets one more be booked is not clean") {
    plant(PlantedBug::limit_lets_one_more);
    LimitedOffice office;
    plant(PlantedBug::none);
    const auto report = verify(office.log);
    REQUIRE_FALSE(report.is_clean());
    CHECK(report.faults.front().what.starts_with("limit broken"));
}
#endif

}  // namespace limits_proof_test
