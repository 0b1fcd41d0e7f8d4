#include <doctest/doctest.h>

#include "tests/api/office.hpp"

namespace api_keys_test {

using namespace kalends::api;

TEST_CASE("a key is shown once, and works until it is revoked") {
    Office office;
    const auto owner = office.found_organisation();
    const auto body = json("{'label':'site','role':'viewer'}");
    const HeaderLines key{{"Idempotency-Key", "site"}};
    const auto issued = office.post("/v1/api-keys", body, key);
    REQUIRE_EQ(issued.status, 201);
    const auto at = "/v1/api-keys/" + issued.text("id");
    CHECK_EQ(issued.header("Location"), at);
    CHECK(issued.body.find("digest") == std::string::npos);
    const auto again = office.post("/v1/api-keys", body, key);
    CHECK_EQ(again.text("id"), issued.text("id"));
    CHECK_EQ(again.text("secret"), "");
    CHECK_FALSE(office.get("/v1/api-keys").has("items/0/secret"));

    office.use(issued.text("secret"));
    CHECK_EQ(office.get("/v1/hosts").status, 200);
    office.use(owner);
    const auto revoked = office.del(at);
    CHECK_EQ(revoked.status, 200);
    CHECK_EQ(revoked.text("revoked_at"), Office::opening);
    office.use(issued.text("secret"));
    CHECK_EQ(office.get("/v1/hosts").status, 401);
}

TEST_CASE("nobody hands out more than they have") {
    Office office;
    office.found_organisation();
    office.use(office.issue_key("'role':'admin','scopes':['api-keys:write','hosts:read']"));
    CHECK_EQ(office.post("/v1/api-keys", json("{'label':'x','role':'owner'}")).status, 403);
    CHECK_EQ(
        office.post("/v1/api-keys", json("{'label':'x','role':'admin','scopes':['hosts:read']}"))
            .status,
        201);
}

TEST_CASE("keys are listed in pages") {
    Office office;
    office.found_organisation();
    for (int i = 0; i < 4; ++i) office.issue_key("'role':'viewer'");
    const auto first = office.get("/v1/api-keys?limit=3");
    CHECK(first.has("items/2"));
    CHECK_FALSE(first.has("items/3"));
    const auto last = office.get(first.text("next"));
    CHECK(last.has("items/1"));
    CHECK_FALSE(last.has("items/2"));
}

TEST_CASE("a key is revoked only as it was seen, if its reader asks for that") {
    Office office;
    office.found_organisation();
    const auto issued = office.post("/v1/api-keys", json("{'label':'site','role':'viewer'}"));
    CHECK_EQ(issued.header("ETag"), "\"1\"");
    const auto at = "/v1/api-keys/" + issued.text("id");
    CHECK_EQ(office.del(at, {{"If-Match", "\"2\""}}).status, 412);
    const auto revoked = office.del(at, {{"If-Match", issued.header("ETag")}});
    CHECK_EQ(revoked.header("ETag"), "\"2\"");
    CHECK_EQ(revoked.text("revision"), "2");
    CHECK_EQ(office.del(at, {{"If-Match", issued.header("ETag")}}).status, 412);
    CHECK_EQ(office.del(at, {{"If-Match", "*"}}).status, 200);
}

TEST_CASE("a key that is not there cannot be revoked") {
    Office office;
    office.found_organisation();
    CHECK_EQ(office.del("/v1/api-keys/key_00000000000000000000000000").status, 404);
    CHECK_EQ(office.del("/v1/api-keys/nonsense").status, 404);
}

}  // namespace api_keys_test
