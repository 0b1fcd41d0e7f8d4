#include <doctest/doctest.h>

#include "tests/api/office.hpp"

using namespace kalends::api;

TEST_CASE("an organisation is made with its owner's key, which is shown once") {
    Office office;
    office.use(office.operator_key());
    const auto body = json("{'name':'Acme','time_zone':'Europe/Luxembourg'}");
    const HeaderLines key{{"Idempotency-Key", "acme"}};
    const auto made = office.post("/v1/organisations", body, key);
    REQUIRE_EQ(made.status, 201);
    CHECK_EQ(made.header("Location"), "/v1/organisations/" + made.text("id"));
    CHECK_EQ(made.text("name"), "Acme");

    const auto again = office.post("/v1/organisations", body, key);
    CHECK_EQ(again.status, 201);
    CHECK_EQ(again.text("id"), made.text("id"));
    CHECK_EQ(again.text("owner_key/secret"), "");
    CHECK_EQ(again.header("Idempotency-Replayed"), "true");

    office.use(made.text("owner_key/secret"));
    CHECK_EQ(office.get(made.header("Location")).status, 200);
}

TEST_CASE("an organisation says something else of itself") {
    Office office;
    office.found_organisation();
    const auto at = "/v1/organisations/" + office.get("/v1/organisations").text("items/0/id");
    const auto changed = office.patch(at, json("{'name':'Acme & Sons'}"), {{"If-Match", "1"}});
    CHECK_EQ(changed.status, 200);
    CHECK_EQ(changed.text("name"), "Acme & Sons");
    CHECK_EQ(changed.header("ETag"), "\"2\"");
    CHECK_EQ(office.get(at).body, changed.body);
    CHECK_EQ(office.patch(at, json("{'name':'X'}"), {{"If-Match", "1"}}).status, 412);
    const auto wrong = office.patch(at, json("{'time_zone':'Europe/Atlantis'}"));
    CHECK_EQ(wrong.status, 400);
    CHECK_EQ(wrong.pointer(), "/time_zone");
}

TEST_CASE("the operator lists all organisations, page by page, an owner only its own") {
    Office office;
    for (const auto* name : {"One", "Two", "Three"}) office.found_organisation(name);
    CHECK_EQ(office.get("/v1/organisations").text("items/0/name"), "Three");
    CHECK_FALSE(office.get("/v1/organisations").has("items/1"));

    office.use(office.operator_key());
    const auto first = office.get("/v1/organisations?limit=2");
    CHECK(first.has("items/1"));
    CHECK_FALSE(first.has("items/2"));
    const auto last = office.get(first.text("next"));
    CHECK(last.has("items/0"));
    CHECK_FALSE(last.has("items/1"));
    CHECK_EQ(last.text("next"), "");
    CHECK(last.text("items/0/id") > first.text("items/1/id"));
}
