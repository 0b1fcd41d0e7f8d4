#include "api/authentication.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/api/every_endpoint.hpp"

namespace authentication_test {

using namespace kalends::api;
using kalends::http::Method;

TEST_CASE("without a key nothing is said") {
    Office office;
    office.found_organisation();
    const auto all = every_endpoint(office);
    office.use("");
    for (const auto& [method, target, body] : all) {
        CAPTURE(target);
        const auto reply =
            office.ask(method, target, body, {{"Idempotency-Key", "0123456789abcdef"}});
        CHECK_EQ(reply.status, 401);
        CHECK_EQ(reply.code(), "unauthorised");
        CHECK_EQ(reply.header("WWW-Authenticate"), "Bearer");
    }
}

TEST_CASE("another organisation's key finds nothing of this one") {
    Office office;
    office.found_organisation();
    const auto all = every_endpoint(office);
    office.found_organisation("Other");
    for (const auto& [method, target, body] : all) {
        CAPTURE(target);
        const bool is_counted = target.starts_with("/v1/analytics/");
        const bool names_one = !is_counted && std::ranges::count(target, '/') > 2;
        const auto reply = office.ask(method, target, body);
        if (names_one) CHECK_EQ(reply.status, 404);
        if (!names_one && method == Method::get) CHECK_FALSE(reply.has("items/1"));
        if (is_counted) CHECK_FALSE(reply.has("items/0"));
    }
}

TEST_CASE("a viewer reads and changes nothing, not even by a body that is wrong") {
    Office office;
    office.found_organisation();
    const auto all = every_endpoint(office);
    office.use(office.issue_key("'role':'viewer'"));
    const auto head = office.engine().position();
    for (const auto& [method, target, body] : all) {
        CAPTURE(target);
        const auto reply = office.ask(method, target, method == Method::get ? "" : "{");
        const bool is_of_owners =
            target.starts_with("/v1/api-keys") || target.starts_with("/v1/events");
        const bool is_read = method == Method::get && !is_of_owners;
        CHECK_EQ(reply.status, is_read ? 200 : 403);
        if (!is_read) CHECK_EQ(reply.code(), "forbidden");
    }
    CHECK(office.engine().position() == head);
}

TEST_CASE("keys that are unknown, wrong, revoked or expired get one and the same answer") {
    Office office;
    const auto owner = office.found_organisation();
    const auto answer_to = [&](const std::string& key) {
        office.use(key);
        return office.get("/v1/hosts").body;
    };
    const auto revoked = office.issue_key("'role':'admin'");
    const auto listed = office.get("/v1/api-keys");
    const bool is_first = listed.text("items/0/role") == "admin";
    const auto id = listed.text(is_first ? "items/0/id" : "items/1/id");
    const auto expiring = office.issue_key("'role':'admin','expires_at':'2026-11-30T09:00:00Z'");
    REQUIRE_EQ(office.del("/v1/api-keys/" + id).status, 200);

    const auto expected = answer_to("nonsense");
    auto wrong_secret = owner;
    wrong_secret[80] = wrong_secret[80] == '0' ? '1' : '0';
    auto other_organisation = owner;
    other_organisation[20] = other_organisation[20] == '0' ? '1' : '0';
    auto other_key = owner;
    other_key[45] = other_key[45] == '0' ? '1' : '0';
    for (const auto& key : {wrong_secret, other_organisation, other_key, revoked, owner + "0",
                            std::string{"kal_"}, std::string{"kalop_abc"}}) {
        CHECK_EQ(answer_to(key), expected);
    }
    CHECK(answer_to(expiring) != expected);
    office.set_clock("2026-11-30T09:00:00Z");
    CHECK_EQ(answer_to(expiring), expected);
    CHECK(answer_to(owner) != expected);
}

TEST_CASE("a key's scopes narrow its role") {
    Office office;
    office.found_organisation();
    office.use(office.issue_key("'role':'admin','scopes':['hosts:read']"));
    CHECK_EQ(office.get("/v1/hosts").status, 200);
    CHECK_EQ(office.get("/v1/meeting-types").status, 403);
    CHECK_EQ(office.post("/v1/hosts", "{}").status, 403);
}

TEST_CASE("a key without an endpoint's scope is refused there") {
    Office office;
    office.found_organisation();
    const auto all = every_endpoint(office);
    office.use(office.issue_key("'role':'admin','scopes':['bookings:override']"));
    for (const auto& [method, target, body] : all) {
        CAPTURE(target);
        CHECK_EQ(office.ask(method, target, body).code(), "forbidden");
    }
}

TEST_CASE("a host's key reads its own bookings and no one else's") {
    Office office;
    office.found_organisation();
    const auto ada = office.hire("Ada");
    const auto bob = office.hire("Bob");
    const auto hers = office.book(office.offer(ada), "2026-12-01T10:00:00+01:00").text("id");
    const auto his = office.book(office.offer(bob), "2026-12-01T10:00:00+01:00").text("id");
    office.use(office.issue_key("'role':'host','host_id':'" + ada + "'"));
    CHECK_EQ(office.get("/v1/bookings/" + hers).status, 200);
    CHECK_EQ(office.get("/v1/bookings/" + his).status, 403);
    CHECK_EQ(office.get("/v1/bookings/" + his + "/history").status, 403);
    CHECK_EQ(office.post("/v1/bookings/" + his + "/cancel", "").status, 403);
}

TEST_CASE("the operator makes organisations and sees nothing in them") {
    Office office;
    office.found_organisation();
    office.use(office.operator_key());
    CHECK_EQ(office.get("/v1/hosts").status, 403);
    CHECK_EQ(office.post("/v1/bookings", "{}").status, 403);
    CHECK_EQ(office.get("/v1/organisations").status, 200);
}

TEST_CASE("an owner's key makes no organisations and sets no clock") {
    Office office;
    office.found_organisation();
    CHECK_EQ(office.post("/v1/organisations", "{}").status, 403);
    CHECK_EQ(office.put("/v1/test-clock", "{}").status, 403);
    CHECK_EQ(office.get("/v1/test-clock").status, 403);
    office.use("");
    CHECK_EQ(office.post("/v1/organisations", "{}").status, 401);
    CHECK_EQ(office.put("/v1/test-clock", "{}").status, 401);
    CHECK_EQ(office.get("/v1/test-clock").status, 401);
}

TEST_CASE("a public type is looked at and booked without a key, any other is not") {
    Office office;
    const auto owner = office.found_organisation();
    const auto host = office.hire();
    const auto open = office.offer(host, ",'public':true");
    const auto closed = office.offer(host);
    office.use("");
    const std::string day = "/slots?from=2026-12-01&to=2026-12-02";
    CHECK_EQ(office.get("/v1/meeting-types/" + open + day).status, 200);
    CHECK_EQ(office.get("/v1/meeting-types/" + closed + day).status, 401);
    const HeaderLines key{{"Idempotency-Key", "0123456789abcdef"}, {"User-Agent", "curl/8"}};
    const auto booked = office.book(open, "2026-12-01T10:00:00+01:00", key);
    CHECK_EQ(booked.status, 201);
    CHECK_EQ(office.book(open, "2026-12-01T10:00:00+01:00", key).body, booked.body);
    CHECK_EQ(office.book(closed, "2026-12-01T11:00:00+01:00", key).status, 401);
    CHECK_EQ(office.get("/v1/bookings/" + booked.text("id")).status, 401);
    office.use(owner);
    const auto history = office.get("/v1/bookings/" + booked.text("id") + "/history");
    CHECK_EQ(history.text("items/0/actor"), "guest:" + booked.text("guests/0/guest_id"));
    CHECK_EQ(history.text("items/0/origin/address"), "192.0.2.1");
    CHECK_EQ(history.text("items/0/origin/user_agent"), "curl/8");
}

TEST_CASE("callers without a key must send an idempotency key that nobody else has") {
    Office office;
    office.found_organisation();
    const auto type = office.offer(office.hire(), ",'public':true");
    office.use("");
    for (const auto& headers : {HeaderLines{}, HeaderLines{{"Idempotency-Key", "short"}}}) {
        const auto reply = office.book(type, "2026-12-01T10:00:00+01:00", headers);
        CHECK_EQ(reply.status, 400);
        CHECK_EQ(reply.pointer(), "Idempotency-Key");
    }
}

}  // namespace authentication_test
