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

TEST_CASE("a key says what it may do, whether it was narrowed or not") {
    Office office;
    office.found_organisation();
    const auto asked = [&office](std::string_view members) {
        const auto body = "{'label':'x'," + std::string{members} + "}";
        const auto made = office.post("/v1/api-keys", json(body));
        const auto read = office.get("/v1/api-keys/" + made.text("id"));
        for (int i = 0; i < 12; ++i) {
            const auto place = "scopes/" + std::to_string(i);
            CHECK_EQ(read.text(place), made.text(place));
        }
        return read;
    };
    const auto viewer = asked("'role':'viewer'");
    CHECK_EQ(viewer.text("scopes/0"), "organisation:read");
    CHECK_EQ(viewer.text("scopes/3"), "bookings:read");
    CHECK_FALSE(viewer.has("scopes/4"));
    const auto narrowed = asked("'role':'admin','scopes':['hosts:write']");
    CHECK_EQ(narrowed.text("scopes/0"), "hosts:write");
    CHECK_FALSE(narrowed.has("scopes/1"));
    CHECK_EQ(asked("'role':'admin'").text("scopes/11"), "bookings:override");
    const auto owner = office.get("/v1/api-keys").text("items/0/scopes/11");
    CHECK_EQ(owner, "bookings:override");
}

TEST_CASE("a key that ends beyond the years that can be written is not made, nor stored") {
    Office office;
    office.found_organisation();
    const auto refused = office.post("/v1/api-keys", json("{'label':'x','role':'viewer',"
                                                          "'expires_at':"
                                                          "'2999-12-31T23:59:59-12:00'}"));
    CHECK_EQ(refused.status, 400);
    CHECK_EQ(refused.pointer(), "/expires_at");
    office.reopen();
    CHECK_FALSE(office.get("/v1/api-keys").has("items/1"));
}

TEST_CASE("C7: nobody hands out more than they have") {
    Office office;
    office.found_organisation();
    office.use(office.issue_key("'role':'admin','scopes':['api-keys:write','hosts:read']"));
    const auto beyond = office.post("/v1/api-keys", json("{'label':'x','role':'admin'}"));
    CHECK_EQ(beyond.status, 403);
    CHECK_EQ(beyond.pointer(), "/role");
    const auto scope = json("{'label':'x','role':'admin','scopes':['hosts:write']}");
    CHECK_EQ(office.post("/v1/api-keys", scope).pointer(), "/scopes");
    const auto above = json("{'label':'x','role':'owner','scopes':['hosts:read']}");
    CHECK_EQ(office.post("/v1/api-keys", above).pointer(), "/role");
    CHECK_EQ(
        office.post("/v1/api-keys", json("{'label':'x','role':'admin','scopes':['hosts:read']}"))
            .status,
        201);
}

TEST_CASE("an organisation that revoked its last key gets another one from the operator") {
    Office office;
    office.found_organisation();
    const auto organisation = office.get("/v1/organisations").text("items/0/id");
    REQUIRE_EQ(office.del("/v1/api-keys/" + office.get("/v1/api-keys").text("items/0/id")).status,
               200);
    REQUIRE_EQ(office.get("/v1/api-keys").status, 401);

    office.use(office.operator_key());
    const auto asking = "?organisation_id=" + organisation;
    CHECK(office.get("/v1/api-keys" + asking).has("items/0/revoked_at"));
    const auto body = json("{'label':'again','role':'owner'}");
    CHECK_EQ(office.post("/v1/api-keys", body).pointer(), "organisation_id");
    CHECK_EQ(office.post("/v1/api-keys?organisation_id=org_nonsense", body).status, 404);
    CHECK_EQ(office.post("/v1/api-keys" + asking, json("{'label':'x','role':'king'}")).pointer(),
             "/role");
    CHECK_EQ(office.del("/v1/api-keys/nonsense" + asking).status, 404);
    CHECK_EQ(office.get("/v1/api-keys?organisation_id=org_nonsense").status, 404);

    const auto issued = office.post("/v1/api-keys" + asking, body);
    REQUIRE_EQ(issued.status, 201);
    const auto first = office.get("/v1/api-keys" + asking + "&limit=1");
    const auto second = office.get(first.text("next"));
    CHECK_NE(second.text("items/0/id"), first.text("items/0/id"));
    CHECK(second.has("items/0/id"));
    office.use(issued.text("secret"));
    CHECK_EQ(office.get("/v1/hosts").status, 200);
    CHECK_EQ(office.post("/v1/api-keys" + asking, body).pointer(), "organisation_id");

    office.use(office.operator_key());
    CHECK_EQ(office.del("/v1/api-keys/" + issued.text("id") + asking).status, 200);
    office.use(issued.text("secret"));
    CHECK_EQ(office.get("/v1/hosts").status, 401);
}

TEST_CASE("a key is not made when its time is over already") {
    Office office;
    office.found_organisation();
    const auto expiring = [&](std::string_view at) {
        return office.post("/v1/api-keys", json("{'label':'x','role':'viewer','expires_at':'" +
                                                std::string{at} + "'}"));
    };
    const auto refused = expiring(Office::opening);
    CHECK_EQ(refused.code(), "already-over");
    CHECK_EQ(refused.pointer(), "/expires_at");
    CHECK_EQ(expiring("2026-11-30T08:00:01Z").status, 201);
}

TEST_CASE("C7: a key that runs out makes none that runs out later, or never") {
    Office office;
    office.found_organisation();
    office.use(office.issue_key("'role':'owner','expires_at':'2026-11-30T09:00:00Z'"));
    const auto never = office.post("/v1/api-keys", json("{'label':'x','role':'viewer'}"));
    CHECK_EQ(never.status, 403);
    CHECK_EQ(never.pointer(), "/expires_at");
    office.issue_key("'role':'viewer','expires_at':'2026-11-30T09:00:00Z'");
}

TEST_CASE("a key that ended long ago is let go of, and its request still gets its answer") {
    Office office;
    office.found_organisation();
    const auto body = json("{'label':'first','role':'viewer'}");
    const HeaderLines retried{{"Idempotency-Key", "first"}};
    const auto first = office.post("/v1/api-keys", body, retried);
    const auto at = first.header("Location");
    REQUIRE_EQ(office.del(at).status, 200);
    for (int i = 0; i < 999; ++i) {
        office.issue_key("'role':'viewer','expires_at':'2026-11-30T09:00:00Z'");
    }
    const auto label = json("{'label':'x','role':'viewer'}");
    CHECK_EQ(office.post("/v1/api-keys", label).code(), "too-many");
    office.set_clock("2026-11-30T09:00:00Z");
    const auto next = office.post("/v1/api-keys", label);
    REQUIRE_EQ(next.status, 201);
    CHECK_EQ(office.del(at).status, 200);
    REQUIRE_EQ(office.del(next.header("Location")).status, 200);
    office.issue_key("'role':'viewer'");

    CHECK_EQ(office.del(at).status, 404);
    office.renew_secret();
    const auto again = office.post("/v1/api-keys", body, retried);
    CHECK_EQ(again.status, 201);
    CHECK_EQ(again.text("id"), first.text("id"));
    office.use(first.text("secret"));
    CHECK_EQ(office.get("/v1/hosts").status, 401);
}

TEST_CASE("a parameter that a command does not have is refused by name") {
    Office office;
    office.found_organisation();
    const auto refused =
        office.post("/v1/hosts?colour=red", json("{'name':'Ann','time_zone':'Etc/UTC'}"));
    CHECK_EQ(refused.status, 400);
    CHECK_EQ(refused.pointer(), "colour");
    CHECK_FALSE(office.get("/v1/hosts").has("items/0"));
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

TEST_CASE("a key is read where its making says that it is") {
    Office office;
    office.found_organisation();
    const auto organisation = office.get("/v1/organisations").text("items/0/id");
    const auto issued = office.post("/v1/api-keys", json("{'label':'site','role':'viewer'}"));
    const auto at = issued.header("Location");
    const auto read = office.get(at);
    REQUIRE_EQ(read.status, 200);
    CHECK_EQ(read.text("id"), issued.text("id"));
    CHECK_EQ(read.text("label"), "site");
    CHECK_EQ(read.header("ETag"), "\"1\"");
    CHECK_FALSE(read.has("secret"));
    const auto revoked = office.del(at);
    CHECK_EQ(office.get(at).body, revoked.body);
    CHECK_EQ(office.get(at).header("ETag"), "\"2\"");
    CHECK_EQ(office.get("/v1/api-keys/key_00000000000000000000000000").status, 404);
    CHECK_EQ(office.get("/v1/api-keys/nonsense").status, 404);

    office.found_organisation("Other");
    CHECK_EQ(office.get(at).status, 404);
    office.use(office.operator_key());
    CHECK_EQ(office.get(at).pointer(), "organisation_id");
    CHECK_EQ(office.get(at + "?organisation_id=" + organisation).body, revoked.body);
    CHECK_EQ(office.get(at + "?organisation_id=org_nonsense").status, 404);
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
