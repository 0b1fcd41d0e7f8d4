#include "projections/bookings/list_statement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "tests/projections/bookings/followed.hpp"

namespace kalends {
namespace {

using testing::at;
using testing::Followed;
using Sort = BookingsQuery::Sort;

// Nothing if the first page is refused; then there is no other.
std::optional<std::vector<BookingId>> ids_in_pages(Followed& office, BookingsQuery query) {
    std::vector<BookingId> found;
    auto page = office.view.list(query);
    if (!page) return std::nullopt;
    while (true) {
        REQUIRE(page->bookings.size() <= query.limit);
        for (const auto& one : page->bookings) found.push_back(one.booking.id);
        if (!page->next) return found;
        query.after = page->next;
        page = office.view.list(query);
        REQUIRE(page.has_value());
    }
}

bool mentions(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// What the query asks for, looked for among all.
std::vector<BookingId> ids_by_hand(std::vector<ListedBooking> all, const BookingsQuery& query) {
    std::erase_if(all, [&](const ListedBooking& one) {
        const auto& booking = one.booking;
        const auto& details = *one.opened.guests.front().details;
        const auto has_status = std::ranges::find(query.statuses, booking.status);
        return (query.from && booking.when.time.end <= *query.from) ||
               (query.to && booking.when.time.start >= *query.to) ||
               (query.host && booking.when.hosts.front().host != *query.host) ||
               (query.meeting_type && booking.meeting_type != *query.meeting_type) ||
               (query.series && booking.series != *query.series) ||
               (query.guest && booking.guests.front() != *query.guest) ||
               (query.address && !mentions(details, *query.address)) ||
               !mentions(details, query.text) ||
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

std::string name_by(std::mt19937_64& chance) {
    return std::array{"Ada", "Ben", "Cid"}[chance() % 3];
}

std::string address_by(std::mt19937_64& chance) {
    return std::array{"x@example.org", "y@example.org"}[chance() % 2];
}

Clear details_by(std::mt19937_64& chance) {
    return Clear{R"({"name":")" + name_by(chance) + R"(","email":")" + address_by(chance) +
                 R"("})"};
}

// Books, moves and cancels by chance.
void live_on(Followed& office, std::mt19937_64& chance, std::vector<BookingId>& made) {
    const auto start = at("2026-11-09T00:00:00Z") + Minutes{30 * (chance() % 400)};
    const auto any = made.empty() ? BookingId{} : made[chance() % made.size()];
    switch (made.empty() ? 0 : chance() % 5) {
        case 0:
        case 1: {
            auto book = office.office.book(start);
            book.personal.guests = {details_by(chance)};
            if (std::holds_alternative<Accepted>(office.office.ask(book))) {
                made.push_back(book.booking);
            }
            return;
        }
        case 2: {
            auto series = office.office.book_series(start, "FREQ=DAILY;COUNT=3");
            series.each.personal.guests = {details_by(chance)};
            const auto outcome = office.office.ask(series);
            if (const auto* accepted = std::get_if<Accepted>(&outcome)) {
                for (const auto& part : accepted->parts) made.push_back(part->as<Booking>()->id);
            }
            return;
        }
        case 3:
            (void)office.office.ask(Cancel{any, {}});
            return;
        default:
            (void)office.office.ask(Reschedule{.booking = any, .start = start});
    }
}

BookingsQuery random_query(const Followed& office, std::mt19937_64& chance,
                           const std::vector<ListedBooking>& all) {
    const auto is_one_of = [&chance](int many) {
        return chance() % static_cast<std::uint64_t>(many) == 0;
    };
    auto query = office.query();
    query.sort = static_cast<Sort>(chance() % 4);
    if (is_one_of(2)) query.host = office.office.host;
    if (is_one_of(3)) query.statuses = {BookingStatus::cancelled};
    if (is_one_of(4)) query.statuses.push_back(BookingStatus::confirmed);
    if (is_one_of(4)) query.meeting_type = office.office.meeting_type;
    if (is_one_of(4)) query.text = name_by(chance);
    if (is_one_of(4)) query.address = address_by(chance);
    const auto series = all[chance() % all.size()].booking.series;
    if (is_one_of(8) && !series.is_nil()) query.series = series;
    if (is_one_of(8)) query.guest = all[chance() % all.size()].booking.guests.front();
    if (is_one_of(2)) {
        query.from = at("2026-11-09T00:00:00Z") + Minutes{30 * (chance() % 400)};
        if (is_one_of(2)) query.to = *query.from + Minutes{chance() % 4'000};
    }
    return query;
}

std::string plan_of(Followed& office, const Selection& selection) {
    std::string plan;
    office.database.query("EXPLAIN QUERY PLAN " + selection.text(), {}, [&plan](const SqlRow& row) {
        plan.append(row.text(3)).append("\n");
        return true;
    });
    return plan;
}

// Of the list, and of what is counted to choose its source.
std::string plan_of(Followed& office, const BookingsQuery& query, bool has_few) {
    const WantedBookings wanted{query};
    std::string plan;
    const auto source = source_of(wanted, [&](Source counted) {
        plan.append(plan_of(office, count_of(wanted, counted)));
        return has_few;
    });
    return plan.append(source ? plan_of(office, selection_of(wanted, *source)) : "refused");
}

}  // namespace

// Whether there are more with the words that are asked for than it may look at; a series has few.
bool is_too_broad(const BookingsQuery& query, const std::vector<ListedBooking>& all) {
    auto words = BookingsQuery{.organisation = query.organisation, .text = query.text};
    return !query.text.empty() && query.is_by_start() && !query.series &&
           ids_by_hand(all, words).size() > query.rows_max;
}

void check_pages(Followed& office, BookingsQuery query, const std::vector<ListedBooking>& all,
                 std::mt19937_64& chance) {
    const auto expected = ids_by_hand(all, query);
    query.limit = 1 + chance() % 5;
    REQUIRE(ids_in_pages(office, query) == expected);
    query.rows_max = 1 + chance() % 60;
    const auto listed = ids_in_pages(office, query);
    REQUIRE(listed.has_value() != is_too_broad(query, all));
    if (listed) REQUIRE(*listed == expected);
}

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
        const auto all = office.view.list(everything).value().bookings;
        REQUIRE(all.size() == made.size());
        for (int i = 0; i < 10; ++i)
            check_pages(office, random_query(office, chance, all), all, chance);
    }
}

TEST_CASE("a page ends early rather than that it looks at more bookings than it may") {
    Followed office;
    BookingId last;
    for (int hour = 1; hour <= 5; ++hour) {
        last = office.book(at("2026-11-09T09:00:00Z") + Minutes{60 * hour}, R"({"name":"Ann"})");
    }
    (void)office.office.ask(Cancel{last, {}});
    office.follow();
    auto query = office.query();
    query.statuses = {BookingStatus::cancelled};
    query.rows_max = 2;
    for (int page = 0; page < 2; ++page) {
        const auto short_page = office.view.list(query).value();
        CHECK(short_page.bookings.empty());
        REQUIRE(short_page.next.has_value());
        query.after = short_page.next;
    }
    CHECK(office.ids(query) == std::vector{last});
    CHECK_FALSE(office.view.list(query)->next.has_value());
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
    while (true) {
        const auto page = office.view.list(query).value();
        for (const auto& one : page.bookings) seen.push_back(one.booking.id);
        if (!page.next) break;
        query.after = page.next;
        if (made.size() < 60) live_on(office, chance, made);
        office.follow();
    }
    CHECK(seen == made);
}

TEST_CASE("no list walks through more than it must") {
    Followed office;
    auto query = office.query();
    const auto walks = [&](std::string_view by, bool has_few = true) {
        const auto plan = plan_of(office, query, has_few);
        CAPTURE(plan);
        CHECK(mentions(plan, by));
        return plan;
    };
    const auto in_order = [&](std::string_view by) {
        for (const bool has_few : {true, false}) {
            CHECK_FALSE(mentions(walks(by, has_few), "TEMP B-TREE FOR ORDER BY"));
        }
    };
    in_order("bookings_by_start (organisation=?)");
    query.from = query.to = at("2026-11-09T09:00:00Z");
    in_order("bookings_by_start (organisation=? AND start>? AND start<?)");
    query.after = {at("2026-11-09T09:00:00Z"), 1};
    in_order("bookings_by_start (organisation=? AND start>? AND start<?)");
    query.statuses = {BookingStatus::pending};
    in_order("bookings_pending (organisation=? AND start>? AND start<?)");
    query.statuses = {};
    query.host = office.office.host;
    in_order("SEARCH hosts USING PRIMARY KEY (host=? AND start>? AND start<?)");
    query.session = SessionId{IdBits{1, 1}};
    in_order("bookings_by_session (organisation=? AND session=?");
    query.sort = Sort::created;
    walks("bookings_by_session (organisation=? AND session=?");
    walks("bookings_by_creation (organisation=?", false);
    query.sort = Sort::start;
    query.session.reset();
    query.text = "ann";
    walks("SCAN texts VIRTUAL TABLE");
    walks("refused", false);
    query.address = "ann@example.org";
    walks("guests_by_address (organisation=? AND address=?)");
    query.guest = SubjectId{IdBits{1, 1}};
    walks("SEARCH guests USING PRIMARY KEY (subject=?)");
    query.series = SeriesId{IdBits{1, 1}};
    in_order("bookings_by_series (organisation=? AND series=?");
    query = office.query();
    query.sort = Sort::created_descending;
    in_order("bookings_by_creation (organisation=?");
    query.text = "ann";
    in_order("SCAN texts VIRTUAL TABLE");
    query.text = {};
    query.after = {at("2026-11-09T09:00:00Z"), 1};
    query.address = "ann@example.org";
    in_order("guests_by_address (organisation=? AND address=? AND booking<?)");
    query.guest = SubjectId{IdBits{1, 1}};
    in_order("SEARCH guests USING PRIMARY KEY (subject=? AND booking<?)");
}

TEST_CASE("whatever filters a list has, the bookings that it looks at are found by an index") {
    Followed office;
    for (unsigned chosen = 0; chosen < 1U << 10U; ++chosen) {
        const auto has = [chosen](unsigned filter) { return (chosen >> filter & 1U) != 0; };
        auto query = office.query();
        query.sort = static_cast<Sort>(chosen & 3U);
        if (has(2)) query.host = office.office.host;
        if (has(3)) query.meeting_type = office.office.meeting_type;
        if (has(4)) query.statuses = {BookingStatus::pending};
        if (has(5)) query.guest = SubjectId{IdBits{1, 1}};
        if (has(6)) query.address = "ann@example.org";
        if (has(7)) query.from = query.to = at("2026-11-09T09:00:00Z");
        if (has(8)) query.text = "ann";
        if (has(9)) query.after = {at("2026-11-09T09:00:00Z"), 1};
        for (const bool has_few : {true, false}) {
            const auto plan = plan_of(office, query, has_few);
            CAPTURE(plan);
            for (const auto* table : {"bookings", "hosts", "guests"}) {
                CHECK_FALSE(mentions(plan, std::string{"SCAN "} + table));
            }
            if (!has_few) CHECK_FALSE(mentions(plan, "TEMP B-TREE FOR ORDER BY"));
        }
    }
}

TEST_CASE("which statuses are asked for, and in which order, is no statement of its own") {
    const Followed office;
    auto query = office.query();
    const auto statement = [&query] {
        return selection_of(WantedBookings{query}, Source::organisation).text();
    };
    query.statuses = {BookingStatus::expired};
    const auto one = statement();
    query.statuses = {BookingStatus::rejected, BookingStatus::expired, BookingStatus::expired};
    CHECK_EQ(statement(), one);
}

}  // namespace kalends
