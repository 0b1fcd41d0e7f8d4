#include <doctest/doctest.h>

#include <set>
#include <string>

#include "tests/api/practice.hpp"

namespace holds_test {

using namespace kalends::api;

namespace {

constexpr std::string_view ten = "2026-12-01T10:00:00+01:00";
constexpr std::string_view eleven = "2026-12-01T11:00:00+01:00";

std::string hold_of(std::string_view type, std::string_view start, std::string_view more = "") {
    return json("{'meeting_type_id':'" + std::string{type} + "','start':'" + std::string{start} +
                "'" + std::string{more} + "}");
}

std::string booking_of(std::string_view type, std::string_view start, const Reply& hold,
                       std::string_view more = "") {
    return json("{'meeting_type_id':'" + std::string{type} + "','start':'" + std::string{start} +
                "','guests':[{'name':'Grace'}],'hold_id':'" + hold.text("id") + "'" +
                std::string{more} + "}");
}

std::string path(const Reply& hold) {
    return "/v1/holds/" + hold.text("id");
}

HeaderLines key(std::string_view last) {
    return {{"Idempotency-Key", "0123456789abcdef" + std::string{last}}};
}

// A practice whose type anybody may hold and book, with nobody's key in use.
struct OpenPractice : Office {
    std::string owner = found_organisation();
    std::string host = hire();
    std::string type = offer(host, ",'public':true");

    OpenPractice() { use(""); }
};

}  // namespace

TEST_CASE("a slot is held, read, extended and released") {
    Practice office;
    const auto held = office.post("/v1/holds", hold_of(office.type, ten));
    REQUIRE_EQ(held.status, 201);
    CHECK_EQ(held.text("status"), "live");
    CHECK_EQ(held.text("expires_at"), "2026-11-30T08:10:00Z");
    CHECK_EQ(held.header("Location"), path(held));
    CHECK_EQ(held.header("ETag"), "\"1\"");
    CHECK_FALSE(held.has("hold_token"));
    CHECK_EQ(office.get(path(held)).body, held.body);

    office.set_clock("2026-11-30T08:05:00Z");
    const auto longer = office.patch(path(held), json("{'lasting_minutes':12}"));
    CHECK_EQ(longer.status, 200);
    CHECK_EQ(longer.text("expires_at"), "2026-11-30T08:17:00Z");
    CHECK_EQ(office.patch(path(held), json("{'lasting_minutes':30}")).text("expires_at"),
             "2026-11-30T08:30:00Z");
    CHECK_EQ(office.get(path(held)).header("ETag"), "\"3\"");

    const auto released = office.del(path(held));
    CHECK_EQ(released.text("status"), "released");
    CHECK_EQ(office.del(path(held)).body, released.body);
    CHECK_EQ(office.patch(path(held), "{}").code(), "hold-expired");
    CHECK_EQ(office.book(office.type, ten).status, 201);
}

TEST_CASE("holds are listed page by page, those that are gone too") {
    Practice office;
    const auto first = office.post("/v1/holds", hold_of(office.type, ten));
    office.set_clock("2026-11-30T08:01:00Z");
    const auto second = office.post("/v1/holds", hold_of(office.type, eleven));
    REQUIRE_EQ(office.del(path(first)).status, 200);
    const auto page = office.get("/v1/holds?limit=1");
    CHECK_EQ(page.text("items/0/status"), "released");
    CHECK_EQ(office.get(page.text("next")).text("items/0/id"), second.text("id"));
    CHECK_EQ(office.get("/v1/holds?limit=0").pointer(), "limit");
}

TEST_CASE("C1: a host's key sees and changes the holds with that host alone") {
    Practice office;
    const auto other = office.hire("Ben");
    const auto held = office.post("/v1/holds", hold_of(office.type, ten));
    office.use(office.issue_key("'role':'host','host_id':'" + other + "'"));
    CHECK_EQ(office.get(path(held)).status, 403);
    CHECK_EQ(office.del(path(held)).status, 403);
    CHECK_FALSE(office.get("/v1/holds").has("items/0"));
}

TEST_CASE("a held time is refused to others, with other starts to choose from") {
    Practice office;
    const auto held = office.post("/v1/holds", hold_of(office.type, ten));
    const auto taken = office.post("/v1/holds", hold_of(office.type, ten));
    CHECK_EQ(taken.status, 409);
    CHECK_EQ(taken.code(), "claimed");
    CHECK_EQ(taken.text("alternatives/0"), "2026-12-01T09:30:00Z");
    const auto why =
        office.get("/v1/meeting-types/" + office.type + "/explain?start=2026-12-01T09:00:00Z");
    CHECK_EQ(why.text("items/0/causes/0/holder_id"), held.text("id"));
    CHECK_EQ(
        office.post("/v1/holds", hold_of(office.type, ten, ",'overrides':['not-first']")).code(),
        "claimed");
}

TEST_CASE("C3: a hold that ran out is shown so, and its time listed, before anything is written") {
    Practice office;
    const auto held = office.post("/v1/holds", hold_of(office.type, ten));
    const auto listed = [&office] {
        return office
            .get("/v1/meeting-types/" + office.type +
                 "/slots?from=2026-12-01T09:00:00Z&to=2026-12-01T09:30:00Z")
            .has("items/0");
    };
    CHECK_FALSE(listed());
    office.set_clock("2026-11-30T08:10:00Z");
    CHECK_EQ(office.get(path(held)).text("status"), "expired");
    CHECK(listed());
    CHECK_EQ(office.del(path(held)).code(), "hold-expired");
    CHECK_EQ(office.get(path(held)).text("status"), "expired");
}

TEST_CASE("confirming a hold cannot lose, whatever happened to its type") {
    Practice office;
    const auto held = office.post("/v1/holds", hold_of(office.type, ten));
    REQUIRE_EQ(office.del("/v1/meeting-types/" + office.type).status, 200);
    const auto booked = office.post("/v1/bookings", booking_of(office.type, ten, held));
    CHECK_EQ(booked.status, 201);
    CHECK_EQ(booked.text("meeting_type_revision"), "1");
    const auto gone = office.get(path(held));
    CHECK_EQ(gone.text("status"), "booked");
    CHECK_EQ(gone.text("booking_id"), booked.text("id"));
    const auto again = office.post("/v1/bookings", booking_of(office.type, ten, held));
    CHECK_EQ(again.status, 409);
    CHECK_EQ(again.code(), "hold-expired");
    CHECK_EQ(again.pointer(), "/hold_id");
}

TEST_CASE("a hold that is gone is refused with other starts to choose from") {
    Practice office;
    const auto held = office.post("/v1/holds", hold_of(office.type, ten));
    REQUIRE_EQ(office.del(path(held)).status, 200);
    REQUIRE_EQ(office.book(office.type, ten).status, 201);
    const auto late = office.post("/v1/bookings", booking_of(office.type, ten, held));
    CHECK_EQ(late.code(), "hold-expired");
    CHECK_EQ(late.text("alternatives/0"), "2026-12-01T09:30:00Z");
}

TEST_CASE("the feed tells of holds, and the funnel counts them") {
    Practice office;
    const auto held = office.post("/v1/holds", hold_of(office.type, ten));
    REQUIRE_EQ(office.patch(path(held), json("{'lasting_minutes':20}")).status, 200);
    REQUIRE_EQ(office.post("/v1/bookings", booking_of(office.type, ten, held)).status, 201);
    const auto events =
        office.get("/v1/events?types=hold.made.v1,hold.extended.v1&host=" + office.host);
    CHECK_EQ(events.text("items/0/subject"), held.text("id"));
    CHECK_EQ(events.text("items/1/type"), "hold.extended.v1");
    const auto funnel = office.get("/v1/analytics/funnel?from=2026-11-30&to=2026-12-01");
    CHECK_EQ(funnel.text("items/0/held"), "1");
    CHECK_EQ(funnel.text("items/0/booked"), "1");
}

TEST_CASE(
    "C1: without a key a hold comes with a token, which reads, extends, releases and books it") {
    OpenPractice office;
    const auto held = office.post("/v1/holds", hold_of(office.type, ten), key("1"));
    REQUIRE_EQ(held.status, 201);
    const auto token = held.text("hold_token");
    CHECK(token.starts_with("kalh_"));
    CHECK_EQ(office.post("/v1/holds", hold_of(office.type, ten), key("1")).body, held.body);
    CHECK_EQ(office.get(path(held)).status, 401);
    CHECK_EQ(office.patch(path(held), "{}", key("2")).status, 401);
    const auto other = office.post("/v1/holds", hold_of(office.type, eleven), key("3"));

    office.use(token);
    CHECK_EQ(office.get(path(held)).status, 200);
    CHECK_FALSE(office.get(path(held)).has("hold_token"));
    CHECK_EQ(office.patch(path(held), json("{'lasting_minutes':20}"), key("4")).status, 200);
    CHECK_EQ(office.patch(path(held), "{}").pointer(), "Idempotency-Key");
    CHECK_EQ(office.get(path(other)).status, 403);
    CHECK_EQ(office.del(path(other), key("5")).status, 403);
    CHECK_EQ(office.get("/v1/bookings").status, 403);
    CHECK_EQ(office.get("/v1/holds").status, 403);
    CHECK_EQ(office.post("/v1/holds", hold_of(office.type, ten), key("6")).status, 403);

    office.use("");
    const auto no_token = office.post("/v1/bookings", booking_of(office.type, ten, held), key("7"));
    CHECK_EQ(no_token.status, 403);
    CHECK_EQ(no_token.pointer(), "/hold_token");
    const auto of_other = ",'hold_token':'" + other.text("hold_token") + "'";
    CHECK_EQ(
        office.post("/v1/bookings", booking_of(office.type, ten, held, of_other), key("8")).status,
        403);
    const auto shown = ",'hold_token':'" + token + "'";
    const auto booked =
        office.post("/v1/bookings", booking_of(office.type, ten, held, shown), key("9"));
    CHECK_EQ(booked.status, 201);

    office.use(other.text("hold_token"));
    CHECK_EQ(office.del(path(other), key("10")).text("status"), "released");
    office.reopen();
    CHECK_EQ(office.get(path(other)).text("status"), "released");
}

TEST_CASE("what was held without a key is booked even if its type is not public any more") {
    OpenPractice office;
    const auto held = office.post("/v1/holds", hold_of(office.type, ten), key("1"));
    const auto shown = ",'hold_token':'" + held.text("hold_token") + "'";
    office.use(office.owner);
    const auto type = "/v1/meeting-types/" + office.type;
    REQUIRE_EQ(office.patch(type, json("{'public':false}")).status, 200);
    office.use("");
    CHECK_EQ(office.post("/v1/holds", hold_of(office.type, eleven), key("2")).status, 401);
    const auto booked =
        office.post("/v1/bookings", booking_of(office.type, ten, held, shown), key("3"));
    CHECK_EQ(booked.status, 201);
}

TEST_CASE("a token of a hold that is changed in any digit opens nothing") {
    OpenPractice office;
    const auto held = office.post("/v1/holds", hold_of(office.type, ten), key("1"));
    const auto token = held.text("hold_token");
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto other = token;
        other[i] = other[i] == '0' ? '1' : '0';
        if (other == token) continue;
        CAPTURE(i);
        office.use(other);
        CHECK_EQ(office.get(path(held)).status, 401);
    }
    office.use("kalg_" + token.substr(5));
    CHECK_EQ(office.get(path(held)).status, 401);
}

TEST_CASE("holds are found by status as it stands now, by type and by host") {
    Practice office;
    const auto other_host = office.hire("Ben");
    const auto other_type = office.offer(other_host);
    const auto gone = office.post("/v1/holds", hold_of(office.type, ten, ",'lasting_minutes':5"));
    const auto released = office.post("/v1/holds", hold_of(office.type, eleven));
    REQUIRE_EQ(office.del(path(released)).status, 200);
    office.set_clock("2026-11-30T08:05:00Z");
    const auto live = office.post("/v1/holds", hold_of(other_type, ten));
    const auto ids = [&office](const std::string& query) {
        const auto page = office.get("/v1/holds?" + query);
        CHECK_EQ(page.status, 200);
        std::set<std::string> found;
        for (const auto* at : {"items/0/id", "items/1/id", "items/2/id"}) {
            if (page.has(at)) found.insert(page.text(at));
        }
        return found;
    };
    using Ids = std::set<std::string>;
    CHECK(ids("status=live") == Ids{live.text("id")});
    CHECK(ids("status=expired") == Ids{gone.text("id")});
    CHECK(ids("status=expired,released") == Ids{gone.text("id"), released.text("id")});
    CHECK(ids("status=booked").empty());
    CHECK(ids("meeting_type_id=" + other_type) == Ids{live.text("id")});
    const auto of_host = "host_id=" + office.host;
    CHECK(ids(of_host + "&status=released") == Ids{released.text("id")});
    const auto first = office.get("/v1/holds?limit=1&" + of_host);
    const auto second = office.get(first.text("next"));
    CHECK(Ids{first.text("items/0/id"), second.text("items/0/id")} ==
          Ids{gone.text("id"), released.text("id")});
    for (const auto* name : {"status", "meeting_type_id", "host_id"}) {
        for (const auto* faulty : {"=", "=held"}) {
            CHECK_EQ(office.get("/v1/holds?" + std::string{name} + faulty).pointer(), name);
        }
    }
    office.use(office.issue_key("'role':'host','host_id':'" + other_host + "'"));
    CHECK(ids("status=live,expired") == Ids{live.text("id")});
    CHECK_EQ(office.get("/v1/holds?host_id=" + office.host).status, 403);
}

TEST_CASE("each field of a hold is refused by name, and nothing is held") {
    Practice office;
    const auto head = office.engine().position();
    const auto refused = [&office](std::string_view more) {
        return office.post("/v1/holds", hold_of(office.type, ten, more));
    };
    CHECK_EQ(office.post("/v1/holds", "{}").pointer(), "/meeting_type_id");
    CHECK_EQ(office.post("/v1/holds", hold_of(office.type, "10:00")).pointer(), "/start");
    CHECK_EQ(refused(",'duration_minutes':0").pointer(), "/duration_minutes");
    CHECK_EQ(refused(",'party':0").pointer(), "/party");
    CHECK_EQ(refused(",'lasting_minutes':31").pointer(), "/lasting_minutes");
    CHECK_EQ(refused(",'overrides':['claimed']").pointer(), "/overrides/0");
    CHECK_EQ(refused(",'guests':[]").pointer(), "/guests");
    CHECK_EQ(refused(",'party':2").code(), "party-too-large");
    CHECK_EQ(refused(",'duration_minutes':45").code(), "invalid-duration");
    CHECK_EQ(office.post("/v1/holds", hold_of("mtg_00000000000000000000000001", ten)).status, 404);
    CHECK_EQ(office.get("/v1/holds/hld_00000000000000000000000001").status, 404);
    CHECK_EQ(office.patch("/v1/holds/hld_00000000000000000000000001", "{}").status, 404);
    CHECK_EQ(office.del("/v1/holds/hld_00000000000000000000000001").status, 404);
    CHECK_EQ(office.del("/v1/holds/x").status, 404);
    CHECK(office.engine().position() == head);
    const auto held = office.post("/v1/holds", hold_of(office.type, ten));
    CHECK_EQ(office.patch(path(held), json("{'lasting_minutes':0}")).pointer(), "/lasting_minutes");
    CHECK_EQ(office.get(path(held)).body, held.body);
}

}  // namespace holds_test
