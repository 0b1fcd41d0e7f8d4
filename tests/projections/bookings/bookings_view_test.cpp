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
    CHECK(office.ids(query).empty());
    query.text.clear();
    CHECK(office.ids(query).empty());
}

TEST_CASE("what is erased is absent, and found no more when the view is made again") {
    Followed office;
    const auto id = office.book(at("2026-11-09T09:00:00Z"),
                                R"({"name":"Ann","email":"ann@example.org"})", R"({"a":"b"})");
    Followed again;
    again.is_erased = true;
    again.book(at("2026-11-09T09:00:00Z"), R"({"name":"Ann","email":"ann@example.org"})",
               R"({"a":"b"})");
    const auto listed = again.view.list(again.query()).value().bookings;
    REQUIRE(listed.size() == 1);
    CHECK_FALSE(listed[0].opened.guests[0].details);
    CHECK_FALSE(listed[0].opened.answers);
    CHECK(again.count("ann") == 0);
    CHECK(office.ids(office.query()) == std::vector{id});
    CHECK(again.view.search({.organisation = again.office.organisation, .text = "ann"})
              .guests.empty());
}

}  // namespace kalends
