#include <doctest/doctest.h>

#include "tests/api/every_endpoint.hpp"
#include "tests/api/practice.hpp"

namespace tokens_test {

using namespace kalends::api;
using kalends::http::Method;

namespace {

constexpr std::string_view ten = "2026-12-01T10:00:00+01:00";
constexpr std::string_view eleven = "2026-12-01T11:00:00+01:00";

std::string path(const Reply& booking, std::string_view action = "") {
    return "/v1/bookings/" + booking.text("id") + std::string{action};
}

std::string start_at(std::string_view start) {
    return json("{'start':'" + std::string{start} + "'}");
}

// Two bookings, and the token of the first in use.
struct Invited : Practice {
    Reply own = book(type, ten);
    Reply other = book(type, eleven);

    Invited() { use(own.text("guest_token")); }
};

}  // namespace

TEST_CASE("C1: a booking is answered with its guests' token, and a replay shows the same") {
    Practice office;
    const HeaderLines key{{"Idempotency-Key", "k"}};
    const auto booked = office.book(office.type, ten, key);
    const auto token = booked.text("guest_token");
    CHECK(token.starts_with("kalg_"));
    CHECK_FALSE(office.get(path(booked)).has("guest_token"));
    office.reopen();
    CHECK_EQ(office.book(office.type, ten, key).text("guest_token"), token);
    CHECK_NE(office.book(office.type, eleven).text("guest_token"), token);
}

TEST_CASE("C1: a guest reads, amends, moves and cancels its own booking") {
    Invited office;
    CHECK_EQ(office.get(path(office.own)).text("guests/0/name"), "Grace");
    CHECK_EQ(office.get("/v1/bookings/" + office.own.text("reference")).status, 200);
    CHECK_EQ(office.patch(path(office.own), json("{'location':'Room 4'}")).text("location"),
             "Room 4");
    const auto moved =
        office.post(path(office.own, "/reschedule"), start_at("2026-12-01T14:00:00+01:00"));
    CHECK_EQ(moved.text("start"), "2026-12-01T13:00:00Z");
    CHECK_EQ(office.post(path(office.own, "/cancel"), "").text("status"), "cancelled");
    office.use(office.owner);
    const auto history = office.get(path(office.own, "/history"));
    CHECK_EQ(history.text("items/1/actor"), "guest:" + office.own.text("guests/0/guest_id"));
    CHECK_EQ(history.text("items/1/role"), "guest");
    for (const std::string item : {"items/1", "items/2", "items/3"}) {
        CHECK_EQ(history.text(item + "/origin/address"), "192.0.2.1");
    }
}

TEST_CASE("a guest must send an idempotency key that nobody else has") {
    Invited office;
    const auto position = office.engine().position();
    for (const auto* key : {"", "short"}) {
        const auto refused =
            office.post(path(office.own, "/cancel"), "", {{"Idempotency-Key", key}});
        CHECK_EQ(refused.status, 400);
        CHECK_EQ(refused.pointer(), "Idempotency-Key");
    }
    CHECK(office.engine().position() == position);
    const HeaderLines key{{"Idempotency-Key", "0123456789abcdef"}};
    const auto cancelled = office.post(path(office.own, "/cancel"), "", key);
    CHECK_EQ(cancelled.status, 200);
    CHECK_EQ(office.post(path(office.own, "/cancel"), "", key).body, cancelled.body);
}

TEST_CASE("P6: a guest's retry is known again, whoever the first guest is by then") {
    Invited office;
    const HeaderLines key{{"Idempotency-Key", "0123456789abcdef"}};
    const auto guests = json("{'guests':[{'name':'Hedy'}]}");
    const auto amended = office.patch(path(office.own), guests, key);
    REQUIRE_EQ(amended.status, 200);
    CHECK_NE(amended.text("guests/0/guest_id"), office.own.text("guests/0/guest_id"));
    const auto head = office.engine().position();
    const auto again = office.patch(path(office.own), guests, key);
    CHECK_EQ(again.body, amended.body);
    CHECK_EQ(again.header("Idempotency-Replayed"), "true");
    CHECK(office.engine().position() == head);
}

TEST_CASE("C1: a guest's token opens no other booking") {
    Invited office;
    const auto head = office.engine().position();
    CHECK_EQ(office.get(path(office.other)).status, 403);
    CHECK_EQ(office.patch(path(office.other), "{}").status, 403);
    CHECK_EQ(office.post(path(office.other, "/cancel"), "").status, 403);
    CHECK_EQ(office.post(path(office.other, "/reschedule"), start_at(ten)).status, 403);
    CHECK(office.engine().position() == head);
}

TEST_CASE("C1: a guest's token opens nothing but what it is for") {
    Office office;
    office.found_organisation();
    const auto all = every_endpoint(office);
    const auto type = office.offer(office.hire());
    const auto own = office.book(type, ten);
    REQUIRE_EQ(own.status, 201);
    const auto head = office.engine().position();
    office.use(own.text("guest_token"));
    for (const auto& asked : all) {
        CAPTURE(asked.target);
        CHECK_EQ(office.ask(asked.method, asked.target, asked.body).status, 403);
    }
    CHECK_EQ(office.post(path(own, "/approve"), "").status, 403);
    CHECK_EQ(office.get(path(own, "/history")).status, 403);
    CHECK(office.engine().position() == head);
}

TEST_CASE("C1: a guest sees where its own booking could go, though its type is not public") {
    Invited office;
    const auto slots = "/v1/meeting-types/" + office.type +
                       "/slots?from=2026-12-01T09:00:00Z&to=2026-12-01T10:30:00Z";
    const auto own = office.get(slots + "&moving=" + office.own.text("id"));
    CHECK_EQ(own.text("items/0/start"), "2026-12-01T09:00:00Z");
    CHECK_EQ(office.get(slots + "&moving=" + office.other.text("id")).status, 403);
    CHECK_EQ(office.get(slots).text("items/0/start"), "2026-12-01T09:30:00Z");
}

TEST_CASE("C1: a guest reads what its booking is of, and what everybody may read") {
    Invited office;
    const auto type = "/v1/meeting-types/" + office.type;
    const auto token = office.own.text("guest_token");
    const auto seen = office.get(type);
    CHECK_EQ(seen.status, 200);
    CHECK_EQ(seen.text("name"), "Intro");
    CHECK_EQ(seen.header("ETag"), "");
    CHECK_FALSE(seen.has("hosts"));

    office.use(office.owner);
    const auto hidden = "/v1/meeting-types/" + office.offer(office.host);
    office.found_organisation("Other");
    const auto host = office.hire();
    const auto open = "/v1/meeting-types/" + office.offer(host, ",'public':true");
    const auto hidden_elsewhere = "/v1/meeting-types/" + office.offer(host);
    office.use({});
    const auto in_public = office.get(open);
    office.use(token);
    CHECK_EQ(office.get(open).status, 200);
    CHECK_EQ(office.get(open).body, in_public.body);
    const std::string unknown = "/v1/meeting-types/mtg_00000000000000000000000004";
    for (const auto& path : {hidden, hidden_elsewhere, unknown}) {
        CAPTURE(path);
        CHECK_EQ(office.get(path).status, 403);
        CHECK_EQ(office.get(path).text("detail"), office.get(unknown).text("detail"));
    }
}

TEST_CASE("P1: a guest is shown no slots to move to where it may not move") {
    Practice office;
    const auto late = office.offer(office.host, ",'reschedule_notice_minutes':60");
    const auto firm = office.offer(office.hire("Ben"), ",'guests_may_reschedule':false");
    office.set_clock("2026-12-01T07:30:00Z");
    for (const auto& [type, booked] :
         {std::pair{late, office.book(late, ten)}, std::pair{firm, office.book(firm, ten)}}) {
        const auto slots = "/v1/meeting-types/" + type +
                           "/slots?from=2026-12-02&to=2026-12-03&moving=" + booked.text("id");
        office.set_clock("2026-12-01T08:30:00Z");
        CHECK_EQ(office.get(slots).status, 200);
        office.use(booked.text("guest_token"));
        const auto refused = office.get(slots);
        CHECK_EQ(refused.status, 409);
        CHECK_EQ(refused.code(), "not-reschedulable");
        CHECK_EQ(refused.pointer(), "moving");
        office.use(office.owner);
    }
}

TEST_CASE("C1: guests neither see nor set the metadata of a booking") {
    Practice office;
    office.type = office.offer(office.host, ",'public':true");
    const auto own = office.book(office.type, ten);
    const auto noted = office.patch(path(own), json("{'metadata':{'crm':'77'}}"));
    CHECK_EQ(noted.text("metadata/crm"), "77");
    office.use(own.text("guest_token"));
    CHECK_FALSE(office.get(path(own)).has("metadata"));
    for (const auto* metadata : {"null", "{'crm':'78'}"}) {
        const auto refused =
            office.patch(path(own), json("{'metadata':" + std::string{metadata} + "}"));
        CHECK_EQ(refused.status, 403);
        CHECK_EQ(refused.pointer(), "/metadata");
    }
    CHECK_FALSE(office.patch(path(own), json("{'location':'Room 4'}")).has("metadata"));
    CHECK_FALSE(office.post(path(own, "/reschedule"), start_at(eleven)).has("metadata"));
    const auto booking = [&](const HeaderLines& key) {
        return office.post(
            "/v1/bookings",
            json("{'meeting_type_id':'" + office.type + "','start':'" + std::string{ten} +
                 "','guests':[{'name':'Grace'}],'metadata':{'crm':'78'}}"),
            key);
    };
    const HeaderLines key{{"Idempotency-Key", "0123456789abcdef"}};
    office.use("");
    const auto refused = booking(key);
    CHECK_EQ(refused.code(), "forbidden");
    CHECK_EQ(refused.pointer(), "/metadata");
    office.use(office.owner);
    CHECK_EQ(office.get(path(own)).text("metadata/crm"), "77");
}

TEST_CASE("C1: what is noted of a no-show is not shown to the guest, why it was moved is") {
    Practice office;
    const auto own = office.book(office.type, ten);
    const auto token = own.text("guest_token");
    const auto reason_shown_to_guest = [&] {
        office.use(token);
        const auto shown = office.get(path(own)).text("reason");
        office.use(office.owner);
        return shown;
    };
    office.post(path(own, "/reschedule"),
                json("{'start':'2026-12-01T11:00:00+01:00','reason':'Flu'}"));
    CHECK_EQ(reason_shown_to_guest(), "Flu");
    office.set_clock("2026-12-02T08:00:00Z");
    office.post(path(own, "/no-show"), json("{'reason':'Drunk again'}"));
    CHECK_EQ(office.get(path(own)).text("reason"), "Drunk again");
    CHECK_EQ(reason_shown_to_guest(), "");
    office.post(path(own, "/undo-no-show"), json("{'reason':'Was another'}"));
    CHECK_EQ(office.get(path(own)).text("reason"), "Was another");
    CHECK_EQ(reason_shown_to_guest(), "");
}

TEST_CASE("N1: notices and policies bind guests, not the organisation's people") {
    Practice office;
    office.type =
        office.offer(office.host, ",'cancel_notice_minutes':60,'reschedule_notice_minutes':60");
    const auto own = office.book(office.type, ten);
    const auto firm = office.offer(office.hire("Ben"),
                                   ",'guests_may_cancel':false,'guests_may_reschedule':false");
    const auto other = office.book(firm, ten);
    REQUIRE_EQ(other.status, 201);
    office.use(other.text("guest_token"));
    CHECK_EQ(office.post(path(other, "/cancel"), "").code(), "not-cancellable");
    CHECK_EQ(office.post(path(other, "/reschedule"), start_at(eleven)).code(), "not-reschedulable");

    office.set_clock("2026-12-01T08:30:00Z");
    office.use(own.text("guest_token"));
    CHECK_EQ(office.post(path(own, "/cancel"), "").code(), "not-cancellable");
    CHECK_EQ(office.post(path(own, "/reschedule"), start_at(eleven)).code(), "not-reschedulable");
    CHECK_EQ(office.patch(path(own), json("{'location':'Room 4'}")).status, 200);
    office.use(office.owner);
    CHECK_EQ(office.post(path(own, "/reschedule"), start_at(eleven)).status, 200);
    CHECK_EQ(office.post(path(own, "/cancel"), "").status, 200);
}

TEST_CASE("C1: a guest's token is good until thirty days after the end of its booking") {
    Invited office;
    office.set_clock("2026-12-31T09:29:59Z");
    CHECK_EQ(office.get(path(office.own)).status, 200);
    CHECK_EQ(office.post(path(office.own, "/cancel"), "").code(), "already-over");
    office.set_clock("2026-12-31T09:30:00Z");
    CHECK_EQ(office.get(path(office.own)).status, 401);
}

TEST_CASE("a guest's token that is changed in any digit opens nothing") {
    Invited office;
    const auto token = office.own.text("guest_token");
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto other = token;
        other[i] = other[i] == '0' ? '1' : '0';
        CAPTURE(i);
        office.use(other);
        CHECK_EQ(office.get(path(office.own)).status, 401);
    }
    for (const auto& other :
         {token + "0", token.substr(0, token.size() - 1), std::string{"kalg_"}}) {
        office.use(other);
        CHECK_EQ(office.get(path(office.own)).status, 401);
    }
}

}  // namespace tokens_test
