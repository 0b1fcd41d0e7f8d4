#include "projections/bookings/bookings_view.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "eventstore/record.hpp"
#include "tests/office/office.hpp"

namespace kalends {
namespace {

using testing::at;
using testing::Office;
using Sort = BookingsQuery::Sort;

// The view of an office's bookings, as far as it has followed.
struct Followed {
    void follow() {
        office.log.scan(next_, [this](RecordNumber number, std::string_view bytes) {
            const auto record = parse_record(bytes);
            REQUIRE(record.has_value());
            for (const auto event : record->events) {
                view.apply({decode_event(event), event, number});
            }
            next_ = next(number);
            return true;
        });
    }
    BookingId book(Instant start, std::string details, std::string answers = {},
                   std::vector<SubjectId> known = {}) {
        auto book = office.book(start);
        if (!known.empty()) book.guests = {{known.front(), true, ""}};
        book.personal.guests = {Clear{std::move(details)}};
        if (!answers.empty()) book.personal.answers = Clear{std::move(answers)};
        REQUIRE(std::holds_alternative<Accepted>(office.ask(book)));
        follow();
        return book.booking;
    }
    BookingsQuery query() const { return {.organisation = office.organisation}; }
    std::vector<BookingId> ids(const BookingsQuery& query) {
        std::vector<BookingId> found;
        for (const auto& one : view.list(query)) found.push_back(one.booking.id);
        return found;
    }
    std::size_t count(std::string text) {
        auto asked = query();
        asked.text = std::move(text);
        return view.list(asked).size();
    }

    Office office;
    bool is_erased = false;
    Database database{":memory:"};
    BookingsView view{database,
                      [this](EventId event, std::string_view field, const Sealed& sealed) {
                          if (is_erased) return std::optional<std::string>{};
                          return office.engine->open_durable(event, field, sealed);
                      }};
    bool is_made = (view.make_tables(), true);

  private:
    RecordNumber next_{1};
};

std::vector<BookingId> ids_in_pages(Followed& office, BookingsQuery query, std::size_t limit) {
    std::vector<BookingId> found;
    query.limit = limit;
    while (true) {
        const auto page = office.view.list(query);
        for (const auto& one : page) found.push_back(one.booking.id);
        if (page.size() < limit) return found;
        query.after = {page.back().booking.when.time.start, page.back().number};
    }
}

// What the query asks for, looked for among all.
std::vector<BookingId> ids_by_hand(std::vector<ListedBooking> all, const BookingsQuery& query) {
    std::erase_if(all, [&](const ListedBooking& one) {
        const auto& booking = one.booking;
        const auto has_status = std::ranges::find(query.statuses, booking.status);
        return (query.from && booking.when.time.end <= *query.from) ||
               (query.to && booking.when.time.start >= *query.to) ||
               (query.host && booking.when.hosts.front().host != *query.host) ||
               (!query.statuses.empty() && has_status == query.statuses.end());
    });
    std::ranges::stable_sort(all, [&](const auto& a, const auto& b) {
        const auto key = [&](const ListedBooking& one) {
            const auto start = query.is_by_start() ? one.booking.when.time.start : Instant{};
            return std::pair{start, one.number};
        };
        return query.is_descending() ? key(b) < key(a) : key(a) < key(b);
    });
    std::vector<BookingId> found;
    for (const auto& one : all) found.push_back(one.booking.id);
    return found;
}

// Books, moves and cancels by chance.
void live_on(Followed& office, std::mt19937_64& chance, std::vector<BookingId>& made) {
    const auto start = at("2026-11-09T00:00:00Z") + Minutes{30 * (chance() % 400)};
    const auto any = made.empty() ? BookingId{} : made[chance() % made.size()];
    switch (made.empty() ? 0 : chance() % 4) {
        case 0:
        case 1: {
            const auto book = office.office.book(start);
            if (std::holds_alternative<Accepted>(office.office.ask(book))) {
                made.push_back(book.booking);
            }
            return;
        }
        case 2:
            (void)office.office.ask(Cancel{any, {}});
            return;
        default:
            (void)office.office.ask(Reschedule{.booking = any, .start = start});
    }
}

BookingsQuery random_query(const Followed& office, std::mt19937_64& chance) {
    auto query = office.query();
    query.sort = static_cast<Sort>(chance() % 4);
    if (chance() % 2 == 0) query.host = office.office.host;
    if (chance() % 3 == 0) query.statuses = {BookingStatus::cancelled};
    if (chance() % 4 == 0) query.statuses.push_back(BookingStatus::confirmed);
    if (chance() % 2 == 0) {
        query.from = at("2026-11-09T00:00:00Z") + Minutes{30 * (chance() % 400)};
        if (chance() % 2 == 0) query.to = *query.from + Minutes{chance() % 4'000};
    }
    query.limit = 10'000;
    return query;
}

std::string plan_of(Followed& office, const BookingsQuery& query) {
    std::string plan;
    const auto statement = "EXPLAIN QUERY PLAN " + statement_of(query);
    office.database.query(statement, {}, [&plan](const SqlRow& row) {
        plan.append(row.text(3)).append("\n");
        return true;
    });
    return plan;
}

bool mentions(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("whatever is asked of random bookings, pages give what a look at all of them gives") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 chance{seed};
    Followed office;
    std::vector<BookingId> made;
    for (int round = 0; round < 40; ++round) {
        for (int i = 0; i < 8; ++i) live_on(office, chance, made);
        office.follow();
        auto everything = office.query();
        everything.limit = 10'000;
        const auto all = office.view.list(everything);
        REQUIRE(all.size() == made.size());
        const auto query = random_query(office, chance);
        const auto expected = ids_by_hand(all, query);
        CAPTURE(statement_of(query));
        REQUIRE(office.ids(query) == expected);
        REQUIRE(ids_in_pages(office, query, 1 + chance() % 5) == expected);
    }
}

TEST_CASE("pages in the order of making go on where they were, whatever is moved meanwhile") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 chance{seed};
    Followed office;
    std::vector<BookingId> made;
    while (made.size() < 30) live_on(office, chance, made);
    office.follow();
    auto query = office.query();
    query.sort = Sort::created;
    query.limit = 3;
    std::vector<BookingId> seen;
    for (auto page = office.view.list(query); !page.empty(); page = office.view.list(query)) {
        for (const auto& one : page) seen.push_back(one.booking.id);
        query.after = {page.back().booking.when.time.start, page.back().number};
        if (made.size() < 60) live_on(office, chance, made);
        office.follow();
    }
    CHECK(seen == made);
}

TEST_CASE("whatever stands in a search, it is words and nothing else") {
    Followed office;
    office.book(at("2026-11-09T09:00:00Z"),
                R"({"name":"Zoë Müller-O'Brien","email":"zoe@example.org"})",
                R"({"topic":"AND the knee; no. 7","note":"王伟"})");
    office.book(at("2026-11-09T10:00:00Z"), R"({"name":"Ann"})");
    for (const auto* found :
         {"zoe", "ZOË", "muller", "müll", "o'brien", "\"Müller-O'Brien\"", "AND", "knee* (",
          "zoe -", "zoe NOT", "7", "王", "zoe@example.org", "mülle\x01"}) {
        CAPTURE(found);
        CHECK(office.count(found) == (std::string{found} == "zoe NOT" ? 0 : 1));
    }
    for (const auto* nothing : {"guests:zoe x", "NEAR(zoe ann)", "brien-müller", "z", "^zo x"}) {
        CAPTURE(nothing);
        CHECK(office.count(nothing) == 0);
    }
    for (const auto* no_word : {"", "-", "*", "\" \"", "( )", "\t\x7f"}) {
        CAPTURE(no_word);
        CHECK(office.count(no_word) == 2);
    }
    CHECK(office.count(std::string("zoe\0\"", 5)) == 1);
    CHECK_NOTHROW(office.count("é\xff"));
    CHECK(office.count(std::string(200, 'z')) == 0);
    std::string many;
    for (int i = 0; i < 100; ++i) many += "z ";
    CHECK(office.count(many) == 0);
}

TEST_CASE("an organisation's search does not find what another's guests wrote") {
    Followed office;
    office.book(at("2026-11-09T09:00:00Z"), R"({"name":"Ann"})");
    BookingsQuery query{.organisation = OrganisationId{IdBits{1, 2}}};
    query.text = "ann";
    CHECK(office.view.list(query).empty());
    query.text.clear();
    CHECK(office.view.list(query).empty());
}

TEST_CASE("what is erased is absent, and found no more when the view is made again") {
    Followed office;
    const auto id = office.book(at("2026-11-09T09:00:00Z"),
                                R"({"name":"Ann","email":"ann@example.org"})", R"({"a":"b"})");
    Followed again;
    again.is_erased = true;
    again.book(at("2026-11-09T09:00:00Z"), R"({"name":"Ann","email":"ann@example.org"})",
               R"({"a":"b"})");
    const auto listed = again.view.list(again.query());
    REQUIRE(listed.size() == 1);
    CHECK_FALSE(listed[0].opened.guests[0].details);
    CHECK_FALSE(listed[0].opened.answers);
    CHECK(again.count("ann") == 0);
    CHECK(office.ids(office.query()) == std::vector{id});
    CHECK(again.view.search({.organisation = again.office.organisation, .text = "ann"}).empty());
}

TEST_CASE("no list walks through more than it must") {
    Followed office;
    auto query = office.query();
    const auto walks = [&](std::string_view by) {
        const auto plan = plan_of(office, query);
        CAPTURE(plan);
        CHECK(mentions(plan, by));
        CHECK_FALSE(mentions(plan, "SCAN bookings"));
        return plan;
    };
    const auto in_order = [&](std::string_view by) {
        CHECK_FALSE(mentions(walks(by), "TEMP B-TREE FOR ORDER BY"));
    };
    in_order("bookings_by_start (organisation=?)");
    query.from = query.to = at("2026-11-09T09:00:00Z");
    in_order("bookings_by_start (organisation=? AND start>? AND start<?)");
    query.after = {at("2026-11-09T09:00:00Z"), 1};
    in_order("bookings_by_start (organisation=? AND start>? AND start<?)");
    query.statuses = {BookingStatus::pending};
    in_order("bookings_pending");
    query.statuses = {};
    query.host = office.office.host;
    in_order("SEARCH hosts USING PRIMARY KEY (host=? AND start>? AND start<?)");
    query.text = "ann";
    walks("SCAN texts VIRTUAL TABLE");
    query.address = "ann@example.org";
    walks("guests_by_address");
    query.guest = SubjectId{IdBits{1, 1}};
    walks("SEARCH guests USING PRIMARY KEY (subject=?)");
    query = office.query();
    query.sort = Sort::created_descending;
    in_order("bookings_by_creation (organisation=?");
    query.text = "ann";
    in_order("SCAN texts VIRTUAL TABLE");
}

TEST_CASE("which statuses are asked for, and in which order, is no statement of its own") {
    const Followed office;
    auto query = office.query();
    query.statuses = {BookingStatus::expired};
    const auto statement = statement_of(query);
    query.statuses = {BookingStatus::rejected, BookingStatus::expired, BookingStatus::expired};
    CHECK_EQ(statement_of(query), statement);
}

TEST_CASE("a guest is found once, as the latest booking that was looked for knows them") {
    Followed office;
    office.book(at("2026-11-09T09:00:00Z"), R"({"name":"Ann","email":"ann@example.org"})");
    office.book(at("2026-11-09T10:00:00Z"), R"({"name":"Ann Lee","email":"Ann@Example.org"})");
    office.book(at("2026-11-09T11:00:00Z"), R"({"name":"Annika"})");
    auto both = office.office.book(at("2026-11-09T12:00:00Z"));
    both.guests.push_back({office.office.new_id<SubjectId>(), false, ""});
    both.personal.guests = {Clear{R"({"name":"Ben"})"}, Clear{R"({"name":"Anna"})"}};
    REQUIRE(std::holds_alternative<Accepted>(office.office.ask(both)));
    office.follow();
    GuestsQuery query{.organisation = office.office.organisation, .text = "ann"};
    const auto names = [&](const GuestsQuery& asked) {
        std::vector<std::string> found;
        for (const auto& one : office.view.search(asked)) {
            found.push_back(one.opened.details->substr(9, 4));
        }
        return found;
    };
    CHECK(names(query) == std::vector<std::string>{"Anna", "Anni", "Ann "});
    query.limit = 1;
    query.after = office.view.search(query).front().place;
    query.limit = 2;
    CHECK(names(query) == std::vector<std::string>{"Anni", "Ann "});
    CHECK(names({.organisation = office.office.organisation, .address = "ann@example.org"}) ==
          std::vector<std::string>{"Ann "});
    CHECK(names({.organisation = office.office.organisation, .text = "ben anna"}).empty());
}

TEST_CASE("a guest is held with all that an address links") {
    Followed office;
    const auto first =
        office.book(at("2026-11-09T09:00:00Z"), R"({"name":"Ann","email":"ann@example.org"})");
    const auto second =
        office.book(at("2026-11-09T10:00:00Z"), R"({"name":"Ann Lee","email":"ANN@example.org"})");
    office.book(at("2026-11-09T11:00:00Z"), R"({"name":"Ben","email":"ben@example.org"})");
    const auto all = office.view.list(office.query());
    const auto ann = all[0].booking.guests[0];
    const auto held = office.view.find_guest(office.office.organisation, ann);
    REQUIRE(held.has_value());
    CHECK(held->linked == std::vector{all[1].booking.guests[0], ann});
    CHECK(held->opened.details == R"({"name":"Ann","email":"ann@example.org"})");
    CHECK(held->known_as.size() == 2);
    CHECK(held->bookings_count == 2);
    CHECK(held->bookings[0].booking.id == second);
    CHECK(held->bookings[1].booking.id == first);
    CHECK_FALSE(office.view.find_guest(OrganisationId{IdBits{1, 2}}, ann));
    CHECK_FALSE(office.view.find_guest(office.office.organisation, SubjectId{IdBits{8, 8}}));
}

}  // namespace kalends
