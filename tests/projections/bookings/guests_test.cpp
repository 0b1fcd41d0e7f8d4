#include "projections/bookings/bookings_view.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/projections/bookings/followed.hpp"

namespace kalends {
namespace {

using testing::at;
using testing::Followed;

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
    const auto all = office.view.list(office.query()).value().bookings;
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
