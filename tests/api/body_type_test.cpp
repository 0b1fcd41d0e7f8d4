#include "api/body_type.hpp"

#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace body_type_test {

using namespace kalends;
using namespace kalends::api;

namespace {

bool takes(std::string_view type) {
    http::Request request;
    request.body = "{}";
    request.headers.add("Content-Type", type);
    return !check_body_type(request);
}

}  // namespace

TEST_CASE("a body is JSON in UTF-8") {
    for (const auto* type :
         {"application/json", "Application/JSON", "application/json; charset=utf-8",
          "application/json;charset=UTF-8", "application/json ;\tCharset=\"utf-8\"",
          "application/json;", "application/json; charset=utf-8;"}) {
        CAPTURE(type);
        CHECK(takes(type));
    }
}

TEST_CASE("a body that is said to be anything else is not looked at") {
    for (const auto* type :
         {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
          "application/jsonx", "application/problem+json", "application/merge-patch+json",
          "application/json-patch+json", "application/json; charset=latin1",
          "application/json; profile=x", "application/json charset=utf-8", "*/*",
          "text/json, application/json"}) {
        CAPTURE(type);
        CHECK_FALSE(takes(type));
    }
}

TEST_CASE("a body without a type, or in a coding, is refused, and none needs none") {
    http::Request request;
    CHECK_FALSE(check_body_type(request));
    request.body = "{}";
    CHECK(check_body_type(request));
    request.headers.add("Content-Type", "application/json");
    request.headers.add("Content-Encoding", "gzip");
    CHECK(check_body_type(request));
}

TEST_CASE("a parameter that nothing asks for is refused by its name") {
    Office office;
    office.found_organisation();
    const auto body = json("{'name':'Eve','time_zone':'Etc/UTC'}");
    const auto refused = office.post("/v1/hosts?dry_run=true", body);
    CHECK_EQ(refused.status, 400);
    CHECK_EQ(refused.pointer(), "dry_run");
    CHECK_EQ(office.post("/v1/hosts?", body).status, 201);
    CHECK_EQ(office.get("/healthz?verbose").pointer(), "verbose");
    CHECK_EQ(office.get("/readyz?verbose").pointer(), "verbose");
    office.use(office.operator_key());
    const auto running = json("{'running':true}");
    CHECK_EQ(office.put("/v1/test-clock?for=1h", running).pointer(), "for");
}

TEST_CASE("a change without a body is refused, and a removal with one") {
    Practice office;
    const auto booked = office.book(office.type, "2026-12-01T10:00:00+01:00");
    const auto held = office.post("/v1/holds", json("{'meeting_type_id':'" + office.type +
                                                    "','start':'2026-12-01T11:00:00+01:00'}"));
    const auto organisation = office.get("/v1/organisations").text("items/0/id");
    for (const auto& path : {"/v1/organisations/" + organisation, "/v1/hosts/" + office.host,
                             "/v1/meeting-types/" + office.type,
                             "/v1/bookings/" + booked.text("id"), "/v1/holds/" + held.text("id")}) {
        CAPTURE(path);
        const auto refused = office.patch(path, "");
        CHECK_EQ(refused.status, 400);
        CHECK_EQ(refused.code(), "malformed");
        CHECK_EQ(refused.text("errors/0/detail"), "must have a body: an object with what changes");
        CHECK_EQ(office.patch(path, "{}").status, 200);
    }
    const auto type = "/v1/meeting-types/" + office.type;
    const auto heard = office.ask(http::Method::del, type, json("{'reason':'Old'}"));
    CHECK_EQ(heard.status, 400);
    CHECK_EQ(heard.text("errors/0/detail"), "must have no body");
    CHECK_EQ(office.get(type).text("active"), "true");
    CHECK_EQ(office.del(type).status, 200);
}

TEST_CASE("whoever sends another type is told which one to send") {
    Office office;
    office.found_organisation();
    const auto host = "/v1/hosts/" + office.hire();
    const HeaderLines merge_patch{{"Content-Type", "application/merge-patch+json"}};
    const auto patched = office.patch(host, json("{'kind':'room'}"), merge_patch);
    CHECK_EQ(patched.status, 415);
    CHECK_EQ(patched.code(), "unsupported-media-type");
    CHECK_EQ(patched.header("Accept"), "application/json");
    CHECK_EQ(office.get(host).text("kind"), "person");
    const HeaderLines form{{"Content-Type", "application/x-www-form-urlencoded"}};
    CHECK_EQ(office.post("/v1/hosts", "name=Eve", form).status, 415);
    office.use("");
    CHECK_EQ(office.post("/v1/hosts", "name=Eve", form).status, 401);
}

}  // namespace body_type_test
