#include "projections/bookings/bookings_view.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "projections/bookings/words.hpp"
#include "tests/projections/bookings/followed.hpp"

namespace kalends {
namespace {

using testing::at;
using testing::Followed;

std::string details_of(std::string_view name) {
    return R"({"name":")" + std::string{name} + R"(","email":")" + std::string{name} +
           R"(@example.org"})";
}

// The next half hour.
void book_for(Followed& office, std::string_view name) {
    const auto made = static_cast<int>(office.ids(office.query()).size());
    office.book(at("2026-11-09T00:00:00Z") + Minutes{30 * made}, details_of(name));
}

void amend(Followed& office, BookingId booking, const GuestAsked& guest, std::string details) {
    Amend amend{.booking = booking, .guests = {{guest}}};
    amend.personal.guests = {Clear{std::move(details)}};
    REQUIRE(std::holds_alternative<Accepted>(office.office.ask(amend)));
    office.follow();
}

Clear any_details(std::mt19937_64& chance) {
    const std::string name = std::array{"Ada A", "Adam", "Ben", "a Cid"}[chance() % 4];
    if (chance() % 4 == 0) return Clear{R"({"name":")" + name + R"("})"};
    return Clear{R"({"name":")" + name + R"(","email":")" + std::to_string(chance() % 9) +
                 R"(@example.org"})"};
}

std::vector<std::string> persons_of(const GuestsPage& page) {
    std::vector<std::string> persons;
    for (const auto& guest : page.guests) {
        persons.push_back(to_text(guest.booking) + " " + person_of(guest.subject, guest.opened));
    }
    return persons;
}

}  // namespace

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
        const auto page = office.view.search(asked);
        for (const auto& one : page.guests) {
            found.push_back(one.opened.details->substr(9, 4));
        }
        return found;
    };
    CHECK(names(query) == std::vector<std::string>{"Anna", "Anni", "Ann "});
    query.limit = 1;
    query.after = office.view.search(query).next;
    query.limit = 2;
    CHECK(names(query) == std::vector<std::string>{"Anni", "Ann "});
    CHECK(names({.organisation = office.office.organisation, .address = "ann@example.org"}) ==
          std::vector<std::string>{"Ann "});
    CHECK(names({.organisation = office.office.organisation, .text = "ben anna"}).empty());
}

TEST_CASE("a guest who books while pages are read is on one of them all the same") {
    Followed office;
    book_for(office, "Ann");
    book_for(office, "Ben");
    book_for(office, "Cid");
    GuestsQuery query{.organisation = office.office.organisation, .text = "example", .limit = 1};
    std::vector<std::string> seen;
    for (int page = 0; page < 3; ++page) {
        const auto found = office.view.search(query);
        REQUIRE(found.guests.size() == 1);
        seen.push_back(*found.guests.front().opened.details);
        book_for(office, "Ann");
        query.after = found.next;
    }
    CHECK_FALSE(query.after.has_value());
    CHECK(seen == std::vector{details_of("Cid"), details_of("Ben"), details_of("Ann")});
}

TEST_CASE("however short its pages, a search finds each person once, and none who came since") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 chance{seed};
    Followed office;
    int made = 0;
    const auto book_some = [&](int many) {
        for (int i = 0; i < many; ++i) {
            auto book = office.office.book(at("2026-11-09T00:00:00Z") + Minutes{30 * made++});
            book.guests.push_back({office.office.new_id<SubjectId>(), false, ""});
            book.personal.guests = {any_details(chance), any_details(chance)};
            REQUIRE(std::holds_alternative<Accepted>(office.office.ask(book)));
        }
        office.follow();
    };
    for (int round = 0; round < 12; ++round) {
        book_some(4);
        GuestsQuery query{.organisation = office.office.organisation, .text = "a", .limit = 1'000};
        query.guests_max = 100'000;
        if (chance() % 2 == 0) query.text = "ada";
        const auto expected = persons_of(office.view.search(query));
        query.limit = 1 + chance() % 4;
        query.guests_max = 1 + chance() % 6;
        std::vector<std::string> found;
        do {
            const auto page = office.view.search(query);
            REQUIRE(page.guests.size() <= query.limit);
            std::ranges::copy(persons_of(page), std::back_inserter(found));
            query.after = page.next;
            if (chance() % 8 == 0) book_some(1);
        } while (query.after);
        REQUIRE(found == expected);
    }
}

TEST_CASE("a guest is held with all that an address links") {
    Followed office;
    const auto first =
        office.book(at("2026-11-09T09:00:00Z"), R"({"name":"Ann","email":"ann@example.org"})");
    const auto second =
        office.book(at("2026-11-09T10:00:00Z"), R"({"name":"Ann Lee","email":"ANN@example.org"})");
    office.book(at("2026-11-09T11:00:00Z"), R"({"name":"Ben","email":"ben@example.org"})");
    const auto all = office.view.list(office.query()).value().bookings;
    const auto ann = all[0].booking.guests[0];
    const auto held = office.view.find_guest(office.office.organisation, ann);
    REQUIRE(held.has_value());
    CHECK(held->linked == std::vector{all[1].booking.guests[0], ann});
    CHECK(held->opened.details == R"({"name":"Ann","email":"ann@example.org"})");
    CHECK(held->known_as.size() == 2);
    CHECK(held->linked_count == 2);
    CHECK(held->booking_count == 2);
    CHECK_FALSE(held->has_more);
    CHECK(held->bookings[0].booking.id == second);
    CHECK(held->bookings[1].booking.id == first);
    CHECK_FALSE(office.view.find_guest(OrganisationId{IdBits{1, 2}}, ann));
    CHECK_FALSE(office.view.find_guest(office.office.organisation, SubjectId{IdBits{8, 8}}));
}

TEST_CASE("of what is held on a guest the latest is told, and that there is more") {
    Followed office;
    for (int i = 0; i < 5; ++i) {
        const auto start = at("2026-11-09T09:00:00Z") + Minutes{60 * i};
        office.book(start, R"({"name":")" + std::to_string(i) + R"(","email":"ann@example.org"})");
    }
    const auto all = office.view.list(office.query()).value().bookings;
    const auto first = all.front().booking.guests.front();
    const HeldBounds bounds{.bookings = 3, .bookings_shown = 2, .linked = 2, .known_as = 1};
    const auto held = office.view.find_guest(office.office.organisation, first, bounds);
    REQUIRE(held.has_value());
    CHECK(held->opened == all.front().opened.guests.front());
    CHECK(held->has_more);
    CHECK(held->booking_count == 3);
    CHECK(held->bookings.size() == 2);
    CHECK(held->bookings.front().booking.id == all.back().booking.id);
    CHECK(held->linked_count == 3);
    CHECK(held->linked.size() == 2);
    CHECK(held->known_as.size() == 1);
}

TEST_CASE("an address that was amended links whoever has it to who had it") {
    Followed office;
    const auto first = office.book(at("2026-11-09T09:00:00Z"), details_of("ann"));
    office.book(at("2026-11-09T10:00:00Z"), details_of("ann"));
    const auto all = office.view.list(office.query()).value().bookings;
    const auto ann = all[0].booking.guests[0];
    const auto other = all[1].booking.guests[0];
    amend(office, first, {ann, true, ""}, details_of("lee"));
    for (const auto guest : {ann, other}) {
        const auto held = office.view.find_guest(office.office.organisation, guest);
        REQUIRE(held.has_value());
        CHECK(held->linked == std::vector{other, ann});
        CHECK(held->booking_count == 2);
        CHECK(held->known_as.size() == 2);
        CHECK(held->opened.details == details_of(guest == ann ? "lee" : "ann"));
    }
}

TEST_CASE("a guest in whose place another came is held still, and the other is none of it") {
    Followed office;
    const auto booking = office.book(at("2026-11-09T09:00:00Z"), details_of("ann"));
    const auto ann = office.view.list(office.query())->bookings[0].booking.guests[0];
    const auto ben = office.office.new_id<SubjectId>();
    amend(office, booking, {ben, false, ""}, details_of("ben"));
    const auto held = office.view.find_guest(office.office.organisation, ann);
    REQUIRE(held.has_value());
    CHECK(held->opened.details == details_of("ann"));
    CHECK(held->linked == std::vector{ann});
    CHECK(held->booking_count == 1);
    CHECK(office.view.find_guest(office.office.organisation, ben)->linked == std::vector{ben});
}

}  // namespace kalends
