#include "commands/change_host.hpp"

#include "tests/commands/given.hpp"

namespace change_host_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

ChangeHost to_tokyo(HostId host) {
    return {.host = host, .zone = "Asia/Tokyo"};
}

}  // namespace

TEST_CASE("a host is described otherwise, and what is absent stays") {
    CHECK(given().when(to_tokyo(anna)) ==
          Events{HostChanged{anna, {HostSort::person, {}, "Asia/Tokyo"}, {}}});
    CHECK(given().when(ChangeHost{.host = anna, .sort = HostSort::room}) ==
          Events{HostChanged{anna, {HostSort::room, {}, "UTC"}, {}}});
    CHECK(given().when(ChangeHost{.host = anna, .zone = "UTC"}) == Events{});
}

TEST_CASE("all attributes of a host are put in place of those that it had") {
    const std::vector<HostAttribute> german{{"language", {"de"}}};
    HostTerms terms{HostSort::person, {}, "UTC"};
    terms.attributes = german;
    ChangeHost described{.host = anna};
    described.attributes = german;
    CHECK(given().when(described) == Events{HostChanged{anna, terms, {}}});
    const auto known = given({HostChanged{anna, terms, {}}});
    CHECK(known.when(described) == Events{});
    terms.sort = HostSort::room;
    CHECK(known.when(ChangeHost{.host = anna, .sort = HostSort::room}) ==
          Events{HostChanged{anna, terms, {}}});
    terms.attributes = {{"floor", {"2"}}};
    terms.sort = HostSort::person;
    described.attributes = terms.attributes;
    CHECK(known.when(described) == Events{HostChanged{anna, terms, {}}});
    described.attributes.emplace();
    CHECK(known.when(described) == Events{HostChanged{anna, {HostSort::person, {}, "UTC"}, {}}});
}

TEST_CASE("a host's name alone can be changed, which only the seal shows") {
    ChangeHost renamed{.host = anna};
    renamed.personal.host_details = Clear{R"({"name":"Anna B."})"};
    CHECK(given().when(renamed) == Events{HostChanged{anna, {HostSort::person, {}, "UTC"}, {}}});
}

TEST_CASE("W0: a new zone moves no booking") {
    const auto booked = confirmed(booking, tuesday(9));
    auto asked = given({booked});
    const auto decided = asked.when(to_tokyo(anna));
    REQUIRE(decided);
    asked.happened(*decided);
    CHECK(asked.state(booking).when == booked.when);
    CHECK(asked.state(anna).calendar.find(stream_of(booking), tuesday(9)) != nullptr);
}

TEST_CASE("C2: reasons against changing a host come in their order") {
    const auto gone = given({HostRetired{anna}}).happened(founded_elsewhere(), opened_at, theirs);
    CHECK(gone.as(viewer()).if_match(9).when(to_tokyo(their_host)) == refuse(Rejection::not_found));
    CHECK(gone.as(viewer()).if_match(9).when(to_tokyo(anna)) == refuse(Rejection::forbidden));
    CHECK(gone.if_match(9).when(to_tokyo(anna)) == refuse(Rejection::stale_revision));
    CHECK(gone.when(to_tokyo(anna)) == refuse(Rejection::not_active));
}

TEST_CASE("C1: a host changes itself and no other") {
    CHECK(given().as(as_host(anna)).when(to_tokyo(anna)));
    for (const auto& actor : {as_host(ben), viewer(), guest(anna_as_person), anonymous()}) {
        CHECK(given().as(actor).when(to_tokyo(anna)) == refuse(Rejection::forbidden));
    }
}

}  // namespace change_host_test
