#include <doctest/doctest.h>

#include "tests/api/office.hpp"

namespace endpoints_guests_test {

using namespace kalends;
using namespace kalends::api;

namespace {

struct Practice : Office {
    std::string owner = found_organisation();
    std::string type = offer(hire());

    // Gives the guest's id.
    std::string book_for(std::string_view start, std::string_view guest) {
        const auto reply = post(
            "/v1/bookings", json(R"({'meeting_type_id':')" + type + "','start':'" +
                                 std::string{start} + "','guests':[" + std::string{guest} + "]}"));
        REQUIRE_EQ(reply.status, 201);
        return reply.text("guests/0/guest_id");
    }
};

constexpr std::string_view nine = "2026-12-01T09:00:00+01:00";
constexpr std::string_view ten = "2026-12-01T10:00:00+01:00";
constexpr std::string_view eleven = "2026-12-01T11:00:00+01:00";
constexpr std::string_view ada =
    "{'name':'Ada','email':'ada@example.org','time_zone':'Etc/UTC','phone':'+352 12 34'}";
constexpr std::string_view ada_lovelace = "{'name':'Ada Lovelace','email':'ADA@example.org'}";

}  // namespace

TEST_CASE("guests are found by address or words, a person once") {
    Practice office;
    office.book_for(nine, ada);
    const auto latest = office.book_for(ten, ada_lovelace);
    const auto nameless = office.book_for(eleven, "{'name':'Adalbert'}");
    const auto by_address = office.get("/v1/guests?email=Ada@example.org");
    CHECK_EQ(by_address.text("items/0/id"), latest);
    CHECK_EQ(by_address.text("items/0/name"), "Ada Lovelace");
    CHECK_FALSE(by_address.has("items/1"));
    const auto page = office.get("/v1/guests?text=ada&limit=1");
    CHECK_EQ(page.text("items/0/id"), nameless);
    const auto rest = office.get(page.text("next"));
    CHECK_EQ(rest.text("items/0/id"), latest);
    CHECK_FALSE(rest.has("items/1"));
    CHECK_EQ(office.get("/v1/guests?text=ada%20352").text("items/0/name"), "Ada");
    CHECK_FALSE(office.get("/v1/guests?text=lovelace&email=x@example.org").has("items/0"));
}

TEST_CASE("a guest is shown with the names, bookings and guests that an address links") {
    Practice office;
    const auto first = office.book_for(nine, ada);
    const auto second = office.book_for(ten, ada_lovelace);
    office.book_for(eleven, "{'name':'Ben','email':'ben@example.org'}");
    const auto held = office.get("/v1/guests/" + first);
    CHECK_EQ(held.text("name"), "Ada");
    CHECK_EQ(held.text("time_zone"), "Etc/UTC");
    CHECK_EQ(held.text("known_as/0/name"), "Ada Lovelace");
    CHECK_EQ(held.text("known_as/1/phone"), "+352 12 34");
    CHECK_EQ(held.text("linked_ids/0"), second);
    CHECK_EQ(held.text("linked_ids/1"), first);
    CHECK_EQ(held.text("booking_count"), "2");
    CHECK_EQ(held.text("bookings/1/guests/0/guest_id"), first);
    CHECK_FALSE(held.has("bookings/2"));
}

TEST_CASE("a guest is held with what was amended since") {
    Practice office;
    const auto guest = office.book_for(nine, ada);
    const auto booking = office.get("/v1/bookings?guest_id=" + guest).text("items/0/id");
    const auto amended =
        json("{'guests':[{'guest_id':'" + guest + "','name':'Ada','email':'new@example.org'}]}");
    REQUIRE_EQ(office.patch("/v1/bookings/" + booking, amended).status, 200);
    const auto held = office.get("/v1/guests/" + guest);
    CHECK_EQ(held.text("email"), "new@example.org");
    CHECK_EQ(held.text("known_as/1/email"), "ada@example.org");
    CHECK_EQ(held.text("linked_count"), "1");
    CHECK_EQ(held.text("has_more"), "false");
}

TEST_CASE("guests of another organisation are not found, nor is who never was a guest") {
    Practice office;
    const auto guest = office.book_for(nine, ada);
    office.found_organisation("Other");
    CHECK_EQ(office.get("/v1/guests/" + guest).status, 404);
    CHECK_EQ(office.get("/v1/guests/nobody").status, 404);
    CHECK_EQ(office.get("/v1/guests?email=ada@example.org").body, R"({"items":[],"next":null})");
    CHECK_EQ(office.get("/v1/guests?text=ada").body, R"({"items":[],"next":null})");
}

TEST_CASE("C1: a host's key searches no guests, who may have been with others") {
    Practice office;
    const auto guest = office.book_for(nine, ada);
    office.use(office.issue_key("'role':'host','host_id':'" + office.hire() + "'"));
    CHECK_EQ(office.get("/v1/guests?text=ada").status, 403);
    CHECK_EQ(office.get("/v1/guests/" + guest).status, 403);
}

TEST_CASE("a search for guests must say whom") {
    Practice office;
    for (const auto* query : {"", "?text=", "?text=-", "?text=*%20%22", "?email=a@b.c&cursor=1"}) {
        CAPTURE(query);
        CHECK_EQ(office.get("/v1/guests" + std::string{query}).status, 400);
    }
    CHECK_EQ(office.get("/v1/guests?email=&text=ada").pointer(), "email");
    CHECK_EQ(office.get("/v1/guests?email=ada@example.org&text=-").pointer(), "text");
    CHECK_EQ(office.get("/v1/guests/sub_1?colour=red").status, 400);
}

}  // namespace endpoints_guests_test
