// What a page has to go by that lets people book without a key.
#include <doctest/doctest.h>

#include <set>

#include "schemas/json/reader.hpp"
#include "tests/api/practice.hpp"

namespace public_page_test {

using namespace kalends::api;

namespace {

constexpr std::string_view offered =
    ",'public':true,'external_id':'first','description':'Bring your papers.','colour':'#1a6b5c',"
    "'seats':4,'party_max':2,'notice_minutes':60,'price':{'amount_minor':4500,'currency':'EUR'},"
    "'approval':{'required':true,'deadline_minutes':90},"
    "'limits':[{'scope':'host','period':'day','count':3}],"
    "'questions':[{'id':'topic','label':'What is it about?','kind':'text','required':true}]";

struct Published : Practice {
    explicit Published(std::string_view location = "{'kind':'in_person','details':'Room 4'}") {
        type = offer(host, std::string{offered} + ",'location':" + std::string{location});
    }

    std::string path() { return "/v1/meeting-types/" + type; }
    Reply seen_without_key() {
        use({});
        return get(path());
    }
};

std::set<std::string> members_of(const Reply& reply) {
    kalends::JsonReader reader;
    const auto body = reader.parse(reply.body);
    REQUIRE(body);
    std::set<std::string> names;
    for (const auto& member : body->members()) names.emplace(member.name);
    return names;
}

}  // namespace

TEST_CASE("a page can be built from a public meeting type without a key") {
    Published office;
    const auto full = office.get(office.path());
    const auto seen = office.seen_without_key();
    CHECK_EQ(seen.status, 200);
    CHECK_EQ(seen.header("ETag"), "");
    CHECK_EQ(full.header("ETag"), "\"1\"");
    for (const auto* name : {"id", "name", "duration_minutes", "approval/required", "seats",
                             "party_max", "price/amount_minor", "questions/0/label", "description",
                             "colour", "location/kind", "location/details", "active", "revision"}) {
        CAPTURE(name);
        CHECK_NE(seen.text(name), "");
        CHECK_EQ(seen.text(name), full.text(name));
    }
    CHECK_EQ(seen.text("approval/required"), "true");
}

TEST_CASE("what an organisation keeps to itself is not on the page") {
    Published office;
    const std::set<std::string> expected{
        "id",       "name",   "duration_minutes", "durations", "approval",    "time_zone",
        "seats",    "price",  "party_max",        "questions", "description", "colour",
        "location", "active", "revision"};
    const auto seen = office.seen_without_key();
    CHECK(members_of(seen) == expected);
    CHECK_FALSE(seen.has("approval/deadline_minutes"));
    CHECK_EQ(seen.body.find(office.host), std::string::npos);
}

TEST_CASE("what lets people in is told to those who have booked, not to everybody") {
    for (const std::string place : {"{'kind':'video','details':'https://meet.example.com/x'}",
                                    "{'kind':'phone','details':'+352 12 34 56'}",
                                    "{'kind':'other','details':'The door code is 1234.'}"}) {
        CAPTURE(place);
        Published office{place};
        const auto full = office.get(office.path());
        const auto seen = office.seen_without_key();
        CHECK_EQ(seen.text("location/kind"), full.text("location/kind"));
        CHECK(seen.has("location/details"));
        CHECK_EQ(seen.text("location/details"), "");
        office.use(office.owner);
        const auto booked = office.post(
            "/v1/bookings", json("{'meeting_type_id':'" + office.type +
                                 "','start':'2026-12-01T10:00:00+01:00','guests':[{'name':'Grace'}]"
                                 ",'answers':{'topic':'Knee'}}"));
        const auto path = "/v1/bookings/" + booked.text("id");
        REQUIRE_EQ(office.post(path + "/approve", "{}").status, 200);
        office.use(booked.text("guest_token"));
        const auto read = office.get(path);
        CHECK_EQ(read.text("meeting_type_location/details"), full.text("location/details"));
    }
}

TEST_CASE("a guest is told what lets people in when the booking is confirmed, and not before") {
    Published office{"{'kind':'video','details':'https://meet.example.com/x'}"};
    office.use(office.owner);
    REQUIRE_EQ(office.patch(office.path(), json("{'approval':{'required':true}}")).status, 200);
    const auto book_at = [&office](std::string_view hour) {
        office.use(office.owner);
        return office.post("/v1/bookings",
                           json("{'meeting_type_id':'" + office.type + "','start':'2026-12-01T" +
                                std::string{hour} + ":00:00+01:00','guests':[{'name':'Grace'}]," +
                                "'answers':{'topic':'Knee'}}"));
    };
    const auto seen_by_guest = [&office](const Reply& booked) {
        office.use(booked.text("guest_token"));
        const auto path = "/v1/bookings/" + booked.text("id");
        const auto file = office.get(path + "/calendar.ics").body;
        const auto details = office.get(path).text("meeting_type_location/details");
        CHECK_EQ(details.empty(), file.find("meet.example.com") == std::string::npos);
        return details;
    };
    const auto decide = [&office](const Reply& booked, std::string_view what) {
        office.use(office.owner);
        const auto path = "/v1/bookings/" + booked.text("id");
        CHECK_NE(office.get(path).text("meeting_type_location/details"), "");
        REQUIRE_EQ(office.post(path + "/" + std::string{what}, "{}").status, 200);
    };
    const auto approved = book_at("10");
    REQUIRE_EQ(approved.text("status"), "pending");
    CHECK_EQ(seen_by_guest(approved), "");
    decide(approved, "approve");
    CHECK_EQ(seen_by_guest(approved), "https://meet.example.com/x");
    const auto rejected = book_at("12");
    decide(rejected, "reject");
    CHECK_EQ(seen_by_guest(rejected), "");
}

TEST_CASE("a meeting type that is not public is as if there were none, to those without a key") {
    Practice office;
    const auto path = "/v1/meeting-types/" + office.type;
    office.use({});
    const auto hidden = office.get(path);
    const auto unknown = office.get("/v1/meeting-types/mtg_00000000000000000000000004");
    CHECK_EQ(hidden.status, 401);
    CHECK_EQ(unknown.status, 401);
    CHECK_EQ(hidden.text("detail"), unknown.text("detail"));
}

TEST_CASE("a public meeting type that was retired says so") {
    Published office;
    REQUIRE_EQ(office.del(office.path()).status, 200);
    const auto seen = office.seen_without_key();
    CHECK_EQ(seen.status, 200);
    CHECK_EQ(seen.text("active"), "false");
}

TEST_CASE("a booking says where its meeting type takes place, as the type says now") {
    Practice office;
    const auto booked = office.book(office.type, "2026-12-01T10:00:00+01:00");
    CHECK_FALSE(booked.has("meeting_type_location"));
    const auto path = "/v1/bookings/" + booked.text("id");
    CHECK_FALSE(office.get(path).has("meeting_type_location"));
    const auto place = json("{'location':{'kind':'in_person','details':'Room 5'}}");
    REQUIRE_EQ(office.patch("/v1/meeting-types/" + office.type, place).status, 200);
    CHECK_EQ(office.get(path).text("meeting_type_location/details"), "Room 5");
    REQUIRE_EQ(office.patch(path, json("{'location':'Her home'}")).status, 200);
    CHECK_EQ(office.get(path).text("location"), "Her home");
    CHECK_EQ(office.get(path).text("meeting_type_location/details"), "Room 5");
}

}  // namespace public_page_test
