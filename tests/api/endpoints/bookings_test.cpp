#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace bookings_test {

using namespace kalends::api;

namespace {

// An office with one organisation, one host and one type.
constexpr std::string_view ten = "2026-12-01T10:00:00+01:00";
constexpr std::string_view eleven = "2026-12-01T11:00:00+01:00";

std::string path(const Reply& booking, std::string_view action = "") {
    return "/v1/bookings/" + booking.text("id") + std::string{action};
}

// The body of the answer to a booking, but for the token that no later answer shows.
std::string without_token(const Reply& booked) {
    return booked.body.substr(0, booked.body.find(",\"guest_token\"")) + "}";
}

}  // namespace

TEST_CASE("a free slot is booked, and the answer shows the booking and where it stands") {
    Practice office;
    const auto reply = office.book(office.type, ten);
    REQUIRE_EQ(reply.status, 201);
    CHECK_EQ(reply.text("status"), "confirmed");
    CHECK_EQ(reply.text("start"), "2026-12-01T09:00:00Z");
    CHECK_EQ(reply.text("end"), "2026-12-01T09:30:00Z");
    CHECK_EQ(reply.text("guests/0/name"), "Grace");
    CHECK_EQ(reply.header("Location"), path(reply));
    CHECK_EQ(reply.header("ETag"), "\"1\"");
    CHECK_EQ(reply.header("Kalends-Position"), to_text(office.engine().position()));
}

TEST_CASE("a booking is read by its id and by its reference as it was answered") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    const auto by_id = office.get(path(booked));
    const auto by_reference = office.get("/v1/bookings/" + booked.text("reference"));
    CHECK_EQ(by_id.status, 200);
    CHECK_EQ(by_id.body, without_token(booked));
    CHECK_EQ(by_reference.body, by_id.body);
    CHECK_EQ(by_id.header("ETag"), "\"1\"");
}

TEST_CASE("a time that is taken is refused, with the next free starts to choose from") {
    Practice office;
    REQUIRE_EQ(office.book(office.type, ten).status, 201);
    const auto reply = office.book(office.type, ten);
    CHECK_EQ(reply.status, 409);
    CHECK_EQ(reply.code(), "claimed");
    CHECK_EQ(reply.pointer(), "/start");
    CHECK_EQ(reply.text("alternatives/0"), "2026-12-01T09:30:00Z");
    CHECK_EQ(reply.text("alternatives/2"), "2026-12-01T10:30:00Z");
    CHECK_FALSE(reply.has("alternatives/3"));
    CHECK_EQ(reply.text("retryable"), "false");
}

TEST_CASE("the same key and request get the same answer byte for byte, after a restart too") {
    Practice office;
    const HeaderLines key{{"Idempotency-Key", "the-first-booking"}};
    const auto first = office.book(office.type, ten, key);
    REQUIRE_EQ(first.status, 201);
    CHECK_EQ(first.header("Idempotency-Replayed"), "");
    REQUIRE_EQ(office.post(path(first, "/cancel"), "").status, 200);

    const auto again = office.book(office.type, ten, key);
    CHECK_EQ(again.body, first.body);
    CHECK_EQ(again.header("ETag"), first.header("ETag"));
    CHECK_EQ(again.header("Location"), first.header("Location"));
    CHECK_EQ(again.header("Kalends-Position"), first.header("Kalends-Position"));
    CHECK_EQ(again.header("Idempotency-Replayed"), "true");

    office.reopen();
    const auto later = office.book(office.type, ten, key);
    CHECK_EQ(later.status, 201);
    CHECK_EQ(later.body, first.body);
    CHECK_EQ(later.header("Kalends-Position"), first.header("Kalends-Position"));
}

TEST_CASE("a first answer shows what the seals hold, in every personal field") {
    Practice office;
    const auto type = office.offer(office.host,
                                   ",'questions':[{'id':'topic','label':'Topic','kind':'text'},"
                                   "{'id':'second','label':'Second','kind':'long_text'}]");
    const auto asked =
        json("{'meeting_type_id':'" + type + "','start':'" + std::string{ten} +
             "','guests':[{'name':'Zo\u00eb \\u0022Z\\u0022','email':'zoe@example.org',"
             "'time_zone':'Europe/Luxembourg'},{'name':'Kurt','email':'k@example.org'}],"
             "'answers':{'topic':'A \\/ B','second':'\\ud83d\\ude00'},"
             "'location':'Room 4','metadata':{'crm':'42'}}");
    const HeaderLines key{{"Idempotency-Key", "k"}};
    const auto first = office.post("/v1/bookings", asked, key);
    REQUIRE_EQ(first.status, 201);
    CHECK_EQ(first.text("guests/1/name"), "Kurt");
    CHECK_EQ(first.text("metadata/crm"), "42");
    CHECK_EQ(office.get(path(first)).body, without_token(first));

    const auto amended = office.patch(path(first), json("{'answers':{'topic':'C'}}"));
    CHECK_EQ(amended.text("answers/topic"), "C");
    CHECK_EQ(amended.text("location"), "Room 4");
    CHECK_EQ(office.get(path(first)).body, amended.body);

    office.reopen();
    CHECK_EQ(office.post("/v1/bookings", asked, key).body, first.body);
    CHECK_EQ(office.get(path(first)).body, amended.body);
}

TEST_CASE("a reason is that of the last change that could have one, and none if that has none") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    const auto moved =
        office.post(path(booked, "/reschedule"),
                    json("{'start':'2026-12-01T11:00:00+01:00','reason':'the doctor is late'}"));
    CHECK_EQ(moved.text("reason"), "the doctor is late");
    const auto cancelled = office.post(path(booked, "/cancel"), "");
    CHECK_EQ(cancelled.text("status"), "cancelled");
    CHECK_EQ(cancelled.text("reason"), "");
    CHECK_EQ(office.get(path(booked)).body, cancelled.body);
    const auto history = office.get(path(booked, "/history"));
    CHECK_EQ(history.text("items/1/after/reason"), "the doctor is late");
    CHECK_EQ(history.text("items/2/before/reason"), "the doctor is late");
    CHECK_EQ(history.text("items/2/after/reason"), "");
}

TEST_CASE("a key used by another request is refused and changes nothing") {
    Practice office;
    const HeaderLines key{{"Idempotency-Key", "k"}};
    REQUIRE_EQ(office.book(office.type, ten, key).status, 201);
    const auto head = office.engine().position();
    const auto reply = office.book(office.type, eleven, key);
    CHECK_EQ(reply.status, 422);
    CHECK_EQ(reply.code(), "key-reused");
    CHECK(office.engine().position() == head);
}

TEST_CASE("a refusal consumes no key") {
    Practice office;
    const HeaderLines key{{"Idempotency-Key", "k"}};
    const auto taken = office.book(office.type, ten);
    REQUIRE_EQ(office.book(office.type, ten, key).status, 409);
    REQUIRE_EQ(office.post(path(taken, "/cancel"), "").status, 200);
    CHECK_EQ(office.book(office.type, ten, key).status, 201);
}

TEST_CASE("an Idempotency-Key must be short and printable") {
    Practice office;
    for (const auto& key : {std::string(256, 'x'), std::string{"a\tb"}, std::string{}}) {
        const auto reply = office.book(office.type, ten, {{"Idempotency-Key", key}});
        CHECK_EQ(reply.status, 400);
        CHECK_EQ(reply.pointer(), "Idempotency-Key");
    }
}

TEST_CASE("a booking moves to a free start, and its old time is free again") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    const auto moved =
        office.post(path(booked, "/reschedule"), json("{'start':'2026-12-01T11:00:00+01:00'}"));
    CHECK_EQ(moved.status, 200);
    CHECK_EQ(moved.text("start"), "2026-12-01T10:00:00Z");
    CHECK_EQ(moved.text("id"), booked.text("id"));
    CHECK_EQ(moved.text("revision"), "2");
    CHECK_EQ(moved.header("ETag"), "\"2\"");
    CHECK_EQ(office.book(office.type, ten).status, 201);
}

TEST_CASE("a move to a start that is taken is refused with others that the booking could go to") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    REQUIRE_EQ(office.book(office.type, eleven).status, 201);
    const auto reply =
        office.post(path(booked, "/reschedule"), json("{'start':'2026-12-01T11:00:00+01:00'}"));
    CHECK_EQ(reply.status, 409);
    CHECK_EQ(reply.code(), "claimed");
    CHECK_EQ(reply.text("alternatives/0"), "2026-12-01T10:30:00Z");
}

TEST_CASE("P1: what is offered instead answers the question that was asked, and can be booked") {
    Practice office;
    office.type = office.offer(office.host, ",'durations':{'kind':'list','minutes':[30,60]}");
    REQUIRE_EQ(office.book(office.type, "2026-12-01T11:00:00+01:00").status, 201);
    const auto asked = [&](std::string_view start, std::string_view more) {
        return json("{'meeting_type_id':'" + office.type + "','start':'" + std::string{start} +
                    "'" + std::string{more} + "}");
    };
    const std::string hour = ",'duration_minutes':60";
    const std::string booking = ",'guests':[{'name':'Grace'}]";
    const auto taken = "2026-12-01T11:00:00+01:00";
    for (const auto& [target, more] :
         {std::pair{"/v1/bookings", hour + booking}, std::pair{"/v1/holds", hour}}) {
        const auto refused = office.post(target, asked(taken, more));
        CHECK_EQ(refused.code(), "claimed");
        REQUIRE(refused.has("alternatives/2"));
        for (const auto* place : {"alternatives/0", "alternatives/2"}) {
            const auto made = office.post(target, asked(refused.text(place), more));
            CHECK_EQ(made.status, 201);
            const bool is_hold = std::string_view{target} == "/v1/holds";
            is_hold ? office.del("/v1/holds/" + made.text("id"))
                    : office.post("/v1/bookings/" + made.text("id") + "/cancel", "{}");
        }
    }
    const auto own = office.book(office.type, "2026-12-01T09:00:00+01:00").text("id");
    const auto move = [&](std::string_view start) {
        return office.post("/v1/bookings/" + own + "/reschedule",
                           json("{'start':'" + std::string{start} + "'" + hour + "}"));
    };
    const auto refused = move(taken);
    CHECK_EQ(refused.code(), "claimed");
    CHECK_EQ(move(refused.text("alternatives/0")).status, 200);
}

TEST_CASE("P1: what a live hold keeps is offered to its holder, where another start is refused") {
    Practice office;
    REQUIRE_EQ(office.book(office.type, "2026-12-01T10:00:00+01:00").status, 201);
    const auto asked = [&](std::string_view start, std::string_view more) {
        return json("{'meeting_type_id':'" + office.type + "','start':'" + std::string{start} +
                    "'" + std::string{more} + "}");
    };
    const auto hold = office.post("/v1/holds", asked("2026-12-01T10:30:00+01:00", ""));
    const auto with_hold = ",'guests':[{'name':'Grace'}],'hold_id':'" + hold.text("id") + "'";
    const auto refused = office.post("/v1/bookings", asked("2026-12-01T10:00:00+01:00", with_hold));
    CHECK_EQ(refused.code(), "claimed");
    CHECK_EQ(refused.text("alternatives/0"), "2026-12-01T09:30:00Z");
    CHECK_EQ(office.post("/v1/bookings", asked(refused.text("alternatives/0"), with_hold)).status,
             201);
}

TEST_CASE("guests, answers and metadata are put right, and what is not named stays") {
    Practice office;
    const auto type =
        office.offer(office.host, ",'questions':[{'id':'topic','label':'Topic','kind':'text'}]");
    const auto booked = office.book(type, ten);
    const auto amended = office.patch(
        path(booked), json("{'answers':{'topic':'compilers'},'metadata':{'crm':'42'}}"));
    CHECK_EQ(amended.status, 200);
    CHECK_EQ(amended.text("answers/topic"), "compilers");
    CHECK_EQ(amended.text("metadata/crm"), "42");
    CHECK_EQ(amended.text("guests/0/name"), "Grace");
    const auto again = office.patch(path(booked), json("{'guests':[{'name':'Katherine'}]}"));
    CHECK_EQ(again.text("guests/0/name"), "Katherine");
    CHECK_EQ(again.text("answers/topic"), "compilers");
    CHECK_EQ(office.get(path(booked)).body, again.body);
}

TEST_CASE("cancelling twice is refused the second time") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    const auto cancelled = office.post(path(booked, "/cancel"), json("{'reason':'ill'}"));
    CHECK_EQ(cancelled.status, 200);
    CHECK_EQ(cancelled.text("status"), "cancelled");
    CHECK_EQ(cancelled.text("reason"), "ill");
    const auto again = office.post(path(booked, "/cancel"), "");
    CHECK_EQ(again.status, 409);
    CHECK_EQ(again.code(), "already-cancelled");
    const auto amended = office.patch(path(booked), json("{'metadata':{'a':'b'}}"));
    CHECK_EQ(amended.status, 409);
    CHECK_EQ(amended.code(), "already-cancelled");
    const auto ways = "?from=2026-12-01&to=2026-12-02&moving=" + booked.text("id");
    for (const auto* question : {"/slots", "/explain"}) {
        const auto closed = office.get("/v1/meeting-types/" + office.type + question + ways);
        CHECK_EQ(closed.status, 409);
        CHECK_EQ(closed.code(), "already-cancelled");
    }
}

TEST_CASE("If-Match holds a change to the revision that its maker saw") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    const auto change = json("{'metadata':{'a':'b'}}");
    CHECK_EQ(office.patch(path(booked), change, {{"If-Match", "\"7\""}}).code(), "stale-revision");
    CHECK_EQ(office.patch(path(booked), change, {{"If-Match", "\"7\""}}).status, 412);
    CHECK_EQ(office.patch(path(booked), change, {{"If-Match", "\"1\""}}).status, 200);
    CHECK_EQ(office.patch(path(booked), change, {{"If-Match", "2"}}).status, 200);
    CHECK_EQ(office.patch(path(booked), change, {{"If-Match", "*"}}).status, 200);
    CHECK_EQ(office.patch(path(booked), change, {{"If-Match", "W/\"4\""}}).status, 412);
    CHECK_EQ(office.patch(path(booked), change, {{"If-Match", "\"1\", \"4\""}}).status, 200);
    for (const auto* wrong : {"", "-1", "\"1"}) {
        const auto reply = office.patch(path(booked), change, {{"If-Match", wrong}});
        CHECK_EQ(reply.status, 400);
        CHECK_EQ(reply.pointer(), "If-Match");
    }
}

TEST_CASE("a booking that needs a yes waits, and is approved or rejected once") {
    Practice office;
    const auto type = office.offer(office.host, ",'approval':{'required':true}");
    const auto asked = office.book(type, ten);
    CHECK_EQ(asked.text("status"), "pending");
    const auto approved = office.post(path(asked, "/approve"), "");
    CHECK_EQ(approved.status, 200);
    CHECK_EQ(approved.text("status"), "confirmed");
    CHECK_EQ(office.post(path(asked, "/approve"), "").code(), "already-decided");

    const auto other = office.book(type, eleven);
    const auto rejected = office.post(path(other, "/reject"), json("{'reason':'no time'}"));
    CHECK_EQ(rejected.text("status"), "rejected");
    CHECK_EQ(rejected.text("reason"), "no time");
    CHECK_EQ(office.post(path(other, "/reject"), "").code(), "already-decided");
}

TEST_CASE("every rule that closes a start has its status and code") {
    Practice office;
    const auto type = office.offer(office.host, ",'notice_minutes':1440");
    const auto refused = [&](std::string_view start) { return office.book(type, start); };
    CHECK_EQ(refused("2026-11-30T10:00:00+01:00").code(), "too-soon");
    CHECK_EQ(refused("2027-06-01T10:00:00+02:00").code(), "too-far");
    CHECK_EQ(refused("2026-12-02T20:00:00+01:00").code(), "outside-hours");
    CHECK_EQ(refused("2026-12-02T10:10:00+01:00").code(), "misaligned-start");
    CHECK_EQ(refused("2026-12-02T10:10:00+01:00").status, 422);
    CHECK_EQ(refused("2027-06-01T10:00:00+02:00").text("retryable"), "true");
}

TEST_CASE("bodies that are no booking are refused with every fault and its place") {
    Practice office;
    const auto reply = office.post("/v1/bookings", json("{'start':'tomorrow','colour':'red'}"));
    CHECK_EQ(reply.status, 400);
    CHECK_EQ(reply.code(), "malformed");
    CHECK(reply.body.find("/start") != std::string::npos);
    CHECK(reply.body.find("/colour") != std::string::npos);
    CHECK(reply.body.find("/meeting_type_id") != std::string::npos);
    CHECK_EQ(office.post("/v1/bookings", "{").status, 400);
    CHECK_EQ(office.post("/v1/bookings", "[]").status, 400);
    CHECK_EQ(office.post("/v1/bookings", "").status, 400);
}

TEST_CASE("a booking that nobody made is not found, whatever it is called") {
    Practice office;
    for (const auto* name : {"bkg_00000000000000000000000000", "ABCD-EFGH", "x"}) {
        const auto at = std::string{"/v1/bookings/"} + name;
        CHECK_EQ(office.get(at).status, 404);
        CHECK_EQ(office.get(at + "/history").status, 404);
        CHECK_EQ(office.post(at + "/cancel", "").status, 404);
    }
}

TEST_CASE("nothing leaves before the outcome is durable, refusals too") {
    Practice office;
    office.hold_commits();
    CHECK_EQ(office.book(office.type, ten).status, 0);
    CHECK_EQ(office.book(office.type, ten).status, 0);
    const auto refused = office.release_commits();
    CHECK_EQ(refused.status, 409);
    CHECK_EQ(refused.header("Kalends-Position"), to_text(office.engine().position()));
}

TEST_CASE("a retry that comes before the first is durable gets the same answer") {
    Practice office;
    const HeaderLines key{{"Idempotency-Key", "k"}};
    office.hold_commits();
    CHECK_EQ(office.book(office.type, ten, key).status, 0);
    CHECK_EQ(office.book(office.type, ten, key).status, 0);
    const auto retried = office.release_commits();
    CHECK_EQ(retried.status, 201);
    CHECK_EQ(retried.header("Idempotency-Replayed"), "true");
    CHECK_EQ(office.book(office.type, ten, key).body, retried.body);
}

TEST_CASE("bookings end when the disk is nearly full, cancelling goes on") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    office.disk().set_free_bytes(1);
    office.engine().tend();
    const auto reply = office.book(office.type, eleven);
    CHECK_EQ(reply.status, 503);
    CHECK_EQ(reply.code(), "disk-reserve");
    CHECK_EQ(reply.text("retryable"), "true");
    CHECK_EQ(reply.header("Retry-After"), "60");
    CHECK_EQ(office.get("/readyz").status, 503);
    CHECK_EQ(office.post(path(booked, "/cancel"), "").status, 200);
}

}  // namespace bookings_test
