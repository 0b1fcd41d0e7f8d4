#include "projections/sessions/sessions_view.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "eventstore/record.hpp"
#include "projections/sessions/sessions_statement.hpp"
#include "tests/office/office.hpp"

namespace sessions_view_test {

using namespace kalends;
using testing::at;

namespace {

using Chance = std::mt19937_64;

// An office whose two types have three seats, and the view of its sessions.
struct School {
    School() {
        MeetingTypeTerms terms;
        terms.name = "Course";
        terms.hosts.fixed = {other_host};
        terms.seats = 3;
        (void)office.ask(
            CreateHost{other_host, {HostSort::room, "", "Etc/UTC"}, new_id<SubjectId>(), {}});
        terms.zone = "Etc/UTC";
        const WeeklyRule always{Weekdays{127}, {Minutes{0}, minutes_per_day}, {}};
        terms.schedule = Schedule{"Etc/UTC", {always}, {}, {}};
        (void)office.ask(CreateMeetingType{course, terms});
        terms.hosts.fixed = {office.host};
        (void)office.ask(CreateMeetingType{class_of_first, terms});
        view.make_tables();
    }

    template <class SomeId>
    SomeId new_id() {
        return office.new_id<SomeId>();
    }
    void follow() {
        office.log.scan(next_, [this](RecordNumber number, std::string_view bytes) {
            const auto record = parse_record(bytes);
            REQUIRE(record.has_value());
            for (const auto bytes_of_event : record->events) {
                const auto event = decode_event(bytes_of_event);
                for (const auto& [stream, revision] : event.envelope.streams) {
                    if (stream.kind == StreamKind::session) sessions.insert(SessionId{stream.id});
                }
                view.apply({event, bytes_of_event, number});
            }
            next_ = next(number);
            return true;
        });
    }
    bool accepts(Command command) {
        return std::holds_alternative<Accepted>(office.ask(std::move(command)));
    }
    SessionsQuery query() const {
        return {.organisation = office.organisation, .now = office.clock.now()};
    }
    // Every session, as the engine has it, by its id.
    std::vector<Session> all() {
        std::vector<Session> found;
        found.reserve(sessions.size());
        for (const auto id : sessions) {
            found.push_back(*office.engine->find(office.organisation, id));
        }
        return found;
    }

    testing::Office office;
    HostId other_host{IdBits{2, 2}};
    MeetingTypeId course{IdBits{3, 2}};
    MeetingTypeId class_of_first{IdBits{3, 3}};
    Database database{":memory:"};
    SessionsView view{database};
    std::vector<BookingId> bookings;
    std::vector<HoldId> holds;
    std::set<SessionId> sessions;  // that events were of, as far as the view has followed

  private:
    RecordNumber next_{1};
};

Instant start_by(Chance& chance) {
    return at("2026-11-09T00:00:00Z") + Minutes{30 * (chance() % 60)};
}

template <class Some>
Some one_of(Chance& chance, const std::vector<Some>& all) {
    return all.empty() ? Some{} : all[chance() % all.size()];
}

void take_seats(School& school, Chance& chance) {
    const auto type = chance() % 2 == 0 ? school.course : school.class_of_first;
    if (chance() % 3 == 0) {
        MakeHold hold{.hold = school.new_id<HoldId>(), .meeting_type = type};
        hold.start = start_by(chance);
        hold.session = school.new_id<SessionId>();
        if (school.accepts(hold)) school.holds.push_back(hold.hold);
        return;
    }
    auto book = school.office.book(start_by(chance));
    book.meeting_type = type;
    book.session = school.new_id<SessionId>();
    if (school.accepts(book)) school.bookings.push_back(book.booking);
}

// Seats are taken, given up, moved and held by chance, while time goes by.
void live_on(School& school, Chance& chance) {
    const auto booking = one_of(chance, school.bookings);
    switch (chance() % 10) {
        case 0:
            (void)school.accepts(Cancel{booking, {}});
            return;
        case 1: {
            Reschedule move{.booking = booking, .start = start_by(chance)};
            move.session = school.new_id<SessionId>();
            (void)school.accepts(move);
            return;
        }
        case 2:
            (void)school.accepts(ReleaseHold{one_of(chance, school.holds)});
            return;
        case 3: {
            RescheduleSession move{.session = one_of(chance, school.all()).id};
            move.start = start_by(chance);
            (void)school.accepts(move);
            return;
        }
        case 4:
            (void)school.accepts(CancelSession{one_of(chance, school.all()).id, {}});
            return;
        case 5:
            school.office.clock.set(school.office.clock.now() + Minutes{chance() % 9});
            return;
        default:
            take_seats(school, chance);
    }
}

SessionsQuery random_query(const School& school, Chance& chance) {
    auto query = school.query();
    if (chance() % 2 == 0) query.host = chance() % 2 == 0 ? school.other_host : school.office.host;
    if (chance() % 3 == 0) query.meeting_type = school.course;
    if (chance() % 2 == 0) query.is_open = chance() % 2 == 0;
    if (chance() % 2 == 0) query.from = start_by(chance) + Minutes{chance() % 30};
    if (chance() % 2 == 0) query.to = start_by(chance) + Minutes{chance() % 30};
    query.is_latest_first = chance() % 2 == 0;
    query.limit = 1 + chance() % 5;
    if (chance() % 2 == 0) query.rows_max = 1 + chance() % 20;
    return query;
}

bool is_wanted(const Session& session, const SessionsQuery& query) {
    const auto hosts = hosts_of(session.when);
    return (!query.host || std::ranges::count(hosts, *query.host) > 0) &&
           (!query.meeting_type || session.meeting_type == *query.meeting_type) &&
           (!query.is_open || session.is_open(query.now) == *query.is_open) &&
           (!query.from || session.when.time.end > *query.from) &&
           (!query.to || session.when.time.start < *query.to);
}

// Those of pages, one after the other.
std::vector<Session> in_pages(School& school, SessionsQuery query) {
    std::vector<Session> found;
    for (;;) {
        auto page = school.view.list(query);
        REQUIRE(page.sessions.size() <= query.limit);
        for (auto& session : page.sessions) found.push_back(std::move(session));
        if (!page.next) return found;
        query.after = page.next;
    }
}

void check(School& school, const SessionsQuery& query) {
    auto expected = school.all();
    std::erase_if(expected, [&](const Session& one) { return !is_wanted(one, query); });
    auto found = in_pages(school, query);
    REQUIRE(std::ranges::is_sorted(found, [&](const Session& a, const Session& b) {
        const auto earlier = a.when.time.start < b.when.time.start;
        const auto later = b.when.time.start < a.when.time.start;
        return query.is_latest_first ? later : earlier;
    }));
    std::ranges::sort(found, {}, &Session::id);
    REQUIRE(found == expected);
}

std::string plan_of(School& school, const SessionsQuery& query) {
    const WantedSessions wanted{query};
    std::string plan;
    school.database.query("EXPLAIN QUERY PLAN " + selection_of(wanted).text(), {},
                          [&plan](const SqlRow& row) {
                              plan.append(row.text(3)).append("\n");
                              return true;
                          });
    return plan;
}

}  // namespace

TEST_CASE("whatever became of sessions, pages give those that the engine has, as it has them") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    Chance chance{seed};
    School school;
    std::size_t most = 0;
    for (int round = 0; round < 40; ++round) {
        for (int i = 0; i < 12; ++i) live_on(school, chance);
        school.follow();
        for (int i = 0; i < 10; ++i) check(school, random_query(school, chance));
        most = std::max(most, school.all().size());
    }
    CHECK(most > 20);
}

TEST_CASE("sessions are listed for their own organisation alone, whatever host is named") {
    School school;
    Chance chance{1};
    while (school.bookings.size() < 3) take_seats(school, chance);
    school.follow();
    auto theirs = school.query();
    REQUIRE_FALSE(school.view.list(theirs).sessions.empty());
    theirs.organisation = OrganisationId{IdBits{1, 2}};
    CHECK(school.view.list(theirs).sessions.empty());
    theirs.host = school.office.host;
    CHECK(school.view.list(theirs).sessions.empty());
    theirs.host = school.other_host;
    CHECK(school.view.list(theirs).sessions.empty());
}

TEST_CASE("a session that only a hold keeps open is closed when that runs out, written or not") {
    School school;
    MakeHold hold{.hold = school.new_id<HoldId>(), .meeting_type = school.course};
    hold.start = at("2026-11-09T09:00:00Z");
    hold.session = school.new_id<SessionId>();
    REQUIRE(school.accepts(hold));
    school.follow();
    auto query = school.query();
    query.is_open = true;
    CHECK(school.view.list(query).sessions.size() == 1);
    query.now += hold_minutes_default;
    CHECK(school.view.list(query).sessions.empty());
    query.is_open = false;
    CHECK(school.view.list(query).sessions.size() == 1);
}

TEST_CASE("a list of sessions walks one index from where it goes on, and sorts nothing") {
    School school;
    for (const bool is_latest_first : {false, true}) {
        for (const bool is_of_host : {false, true}) {
            auto query = school.query();
            query.is_latest_first = is_latest_first;
            if (is_of_host) query.host = school.office.host;
            query.from = at("2026-11-09T00:00:00Z");
            query.to = at("2026-11-10T00:00:00Z");
            query.after = {at("2026-11-09T09:00:00Z"), 7};
            const auto plan = plan_of(school, query);
            CAPTURE(plan);
            CHECK(plan.find("TEMP B-TREE") == std::string::npos);
            CHECK(plan.find("SCAN sessions") == std::string::npos);
            CHECK(plan.find("SCAN hosts") == std::string::npos);
        }
    }
}

}  // namespace sessions_view_test
