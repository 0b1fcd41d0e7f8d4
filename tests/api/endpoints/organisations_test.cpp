#include <doctest/doctest.h>

#include "tests/api/office.hpp"

namespace organisations_test {

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

TEST_CASE("nobody without the store's secret can tell which organisation a key made") {
    const auto made_with = [](bool renewed) {
        Office office;
        if (renewed) office.renew_secret();
        office.use(office.operator_key());
        const auto made = office.post("/v1/organisations", json("{'name':'A','time_zone':'UTC'}"),
                                      {{"Idempotency-Key", "acme"}});
        REQUIRE_EQ(made.status, 201);
        return made.text("id");
    };
    CHECK_EQ(made_with(false), made_with(false));
    CHECK_NE(made_with(false), made_with(true));
}

TEST_CASE("what was made under a secret that is retired since is not made again") {
    Office office;
    office.use(office.operator_key());
    const auto body = json("{'name':'Acme','time_zone':'Europe/Luxembourg'}");
    const HeaderLines key{{"Idempotency-Key", "acme"}};
    const auto made = office.post("/v1/organisations", body, key);
    office.use(made.text("owner_key/secret"));
    const auto site = json("{'label':'site','role':'viewer'}");
    const auto issued = office.post("/v1/api-keys", site, key);
    office.renew_secret();
    const auto issued_again = office.post("/v1/api-keys", site, key);
    CHECK_EQ(issued_again.status, 201);
    CHECK_EQ(issued_again.text("id"), issued.text("id"));
    CHECK_EQ(issued_again.header("Idempotency-Replayed"), "true");
    office.use(office.operator_key());
    const auto again = office.post("/v1/organisations", body, key);
    CHECK_EQ(again.status, 201);
    CHECK_EQ(again.text("id"), made.text("id"));
    CHECK_EQ(again.header("Idempotency-Replayed"), "true");
    CHECK_FALSE(office.get("/v1/organisations").has("items/1"));
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

}  // namespace organisations_test
