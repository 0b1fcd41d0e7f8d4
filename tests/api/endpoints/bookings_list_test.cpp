#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/api/office.hpp"

namespace bookings_list_test {

using namespace kalends;
using namespace kalends::api;

namespace {

constexpr std::string_view nine = "2026-12-01T09:00:00+01:00";
constexpr std::string_view ten = "2026-12-01T10:00:00+01:00";
constexpr std::string_view eleven = "2026-12-01T11:00:00+01:00";

struct Practice : Office {
    std::string owner = found_organisation();
    std::string host = hire();
    std::string type = offer(host, ",'questions':[{'id':'topic','label':'Topic','kind':'text'}]");

    std::string book_for(std::string_view start, std::string_view name, std::string_view email,
                         std::string_view topic = "a cough") {
        std::string body = R"({"meeting_type_id":")" + type + R"(","start":")";
        body.append(start).append(R"(","guests":[{"name":")").append(name).append(R"(","email":")");
        body.append(email).append(R"("}],"answers":{"topic":")").append(topic).append(R"("}})");
        const auto reply = post("/v1/bookings", body);
        REQUIRE_EQ(reply.status, 201);
        return reply.text("id");
    }
    std::vector<std::string> ids(std::string_view query) {
        const auto reply = get("/v1/bookings" + std::string{query});
        CAPTURE(reply.body);
        REQUIRE_EQ(reply.status, 200);
        std::vector<std::string> found;
        while (reply.has(item(found.size())))
            found.push_back(reply.text(item(found.size()) + "/id"));
        return found;
    }
    static std::string item(std::size_t i) { return "items/" + std::to_string(i); }
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a booking is listed as it is shown by itself, at the position of its writing") {
    Practice office;
    const auto id = office.book_for(ten, "Grace", "grace@example.org");
    const auto listed = office.get("/v1/bookings");
    CHECK_EQ(listed.body,
             R"({"items":[)" + office.get("/v1/bookings/" + id).body + R"(],"next":null})");
    CHECK_EQ(listed.header("Kalends-Position"), to_text(office.engine().position()));
}

TEST_CASE("whoever does not want to wait gets the list as it stands, and at which position") {
    Practice office;
    REQUIRE_EQ(office.get("/v1/bookings").status, 200);
    const auto before = to_text(office.engine().position());
    office.book_for(ten, "Grace", "grace@example.org");
    const auto stale = office.get("/v1/bookings?min_position=0");
    CHECK_EQ(stale.header("Kalends-Position"), before);
    CHECK_FALSE(stale.has("items/0"));
    const auto at_least = office.get("/v1/bookings?min_position=" + before);
    CHECK_EQ(at_least.header("Kalends-Position"), to_text(office.engine().position()));
    CHECK(at_least.has("items/0"));
}

TEST_CASE("a list that could not wait says so, and what it reflects") {
    Practice office;
    REQUIRE_EQ(office.get("/v1/bookings").status, 200);
    CHECK_EQ(office.get("/v1/bookings").header("Kalends-Late"), "");
    const auto before = to_text(office.engine().position());
    office.delay_views();
    office.book_for(ten, "Grace", "grace@example.org");
    const auto late = office.get("/v1/bookings");
    CHECK_EQ(late.status, 200);
    CHECK_EQ(late.header("Kalends-Late"), "true");
    CHECK_EQ(late.header("Kalends-Position"), before);
    CHECK_FALSE(late.has("items/0"));
}

TEST_CASE("C1: a host's key lists the bookings of that host alone") {
    Practice office;
    const auto mine = office.book_for(ten, "Grace", "grace@example.org");
    const auto other = office.hire("Ben");
    REQUIRE_EQ(office.book(office.offer(other), eleven).status, 201);
    office.use(office.issue_key("'role':'host','host_id':'" + office.host + "'"));
    CHECK(office.ids("") == Ids{mine});
    CHECK(office.ids("?text=grace") == Ids{mine});
    CHECK(office.ids("?host_id=" + office.host) == Ids{mine});
    CHECK_EQ(office.get("/v1/bookings?host_id=" + other).status, 403);
}

TEST_CASE("bookings are listed by start or creation, upwards or downwards") {
    Practice office;
    const auto second = office.book_for(ten, "Ada", "ada@example.org");
    const auto first = office.book_for(nine, "Ben", "ben@example.org");
    const auto third = office.book_for(eleven, "Cid", "cid@example.org");
    CHECK(office.ids("") == Ids{first, second, third});
    CHECK(office.ids("?sort=-start") == Ids{third, second, first});
    office.set_clock("2026-11-30T08:00:01Z");
    const auto last = office.book_for("2026-12-01T08:30:00Z", "Dan", "dan@example.org");
    CHECK(office.ids("?sort=-created_at&limit=1") == Ids{last});
    CHECK(office.ids("?sort=created_at").back() == last);
}

TEST_CASE("filters leave out what they do not name") {
    Practice office;
    const auto ada = office.book_for(nine, "Ada", "Ada@Example.org", "knee");
    const auto ben = office.book_for(ten, "Bénédicte", "ben@example.org", "shoulder");
    REQUIRE_EQ(office.post("/v1/bookings/" + ben + "/cancel", "").status, 200);
    CHECK(office.ids("?status=cancelled") == Ids{ben});
    CHECK(office.ids("?status=confirmed,pending") == Ids{ada});
    CHECK_EQ(office.get("/v1/bookings?status=").status, 400);
    CHECK(office.ids("?guest_email=ada@example.org") == Ids{ada});
    CHECK(office.ids("?host_id=" + office.host) == Ids{ada, ben});
    CHECK(office.ids("?meeting_type_id=" + office.type + "&text=shoul") == Ids{ben});
    CHECK(office.ids("?text=benedicte") == Ids{ben});
    CHECK(office.ids("?text=knee%20ada") == Ids{ada});
    CHECK(office.ids("?text=knee%20ben").empty());
    CHECK(office.ids("?from=2026-12-01T08:30:00Z") == Ids{ben});
    CHECK(office.ids("?to=2026-12-01T09:00:00Z") == Ids{ada});
    const auto guest = office.get("/v1/bookings/" + ada).text("guests/0/guest_id");
    CHECK(office.ids("?guest_id=" + guest) == Ids{ada});
}

TEST_CASE("what is amended or moved is found as it is now") {
    Practice office;
    const auto id = office.book_for(nine, "Ada", "ada@example.org", "knee");
    REQUIRE_EQ(office.patch("/v1/bookings/" + id, json("{'answers':{'topic':'elbow'}}")).status,
               200);
    CHECK(office.ids("?text=knee").empty());
    CHECK(office.ids("?text=elbow") == Ids{id});
    REQUIRE_EQ(office
                   .post("/v1/bookings/" + id + "/reschedule",
                         json("{'start':'2026-12-02T09:00:00+01:00'}"))
                   .status,
               200);
    CHECK(office.ids("?to=2026-12-02T00:00:00Z").empty());
    CHECK(office.ids("?from=2026-12-02T00:00:00Z") == Ids{id});
}

TEST_CASE("pages follow one another without a gap while bookings are made") {
    Practice office;
    Ids expected;
    for (int hour = 9; hour < 16; ++hour) {
        const auto start = "2026-12-01T" + std::string(hour < 10 ? "0" : "") +
                           std::to_string(hour) + ":00:00+01:00";
        expected.push_back(office.book_for(start, "Ada", "ada@example.org"));
    }
    Ids seen;
    std::string next = "/v1/bookings?limit=2&text=ada";
    while (!next.empty()) {
        const auto page = office.get(next);
        for (std::size_t i = 0; page.has(Practice::item(i)); ++i) {
            seen.push_back(page.text(Practice::item(i) + "/id"));
        }
        next = page.text("next");
        if (seen.size() == 4) office.book_for("2026-12-01T09:30:00+01:00", "Ada", "a@example.org");
    }
    CHECK(seen == expected);
}

TEST_CASE("another organisation's bookings are not listed") {
    Practice office;
    office.book_for(nine, "Ada", "ada@example.org");
    office.found_organisation("Other");
    CHECK(office.ids("").empty());
    CHECK(office.ids("?text=ada").empty());
}

TEST_CASE("what is wrong with a list's parameters is told all at once") {
    Practice office;
    const auto reply = office.get(
        "/v1/bookings?status=lost&sort=name&limit=0&cursor=x&host_id=bkg_1&from=now&colour=red");
    CHECK_EQ(reply.status, 400);
    for (int i = 0; i < 7; ++i) CHECK(reply.has("errors/" + std::to_string(i)));
}

TEST_CASE("a list is a table for who asks for one, with its next page as a link") {
    Practice office;
    const auto first = office.book_for(nine, "=1+1", "ada@example.org", "knee, left");
    const auto second = office.book_for(ten, "Ben", "ben@example.org");
    const HeaderLines csv{{"Accept", "text/csv"}};
    const auto page = office.get("/v1/bookings?limit=1&sort=start", csv);
    CHECK_EQ(page.header("Content-Type"), "text/csv; charset=utf-8");
    CHECK(page.body.starts_with("id,reference,status,meeting_type_id,start,end,start_local,"));
    CHECK(page.body.find("\r\n" + first + ",") != std::string::npos);
    CHECK(page.body.find(",'=1+1,ada@example.org,,") != std::string::npos);
    CHECK(page.body.find(R"(,"{""topic"":""knee, left""}",)") != std::string::npos);
    const auto link = page.header("Link");
    REQUIRE(link.ends_with(R"(>; rel="next")"));
    const auto rest = office.get(link.substr(1, link.find('>') - 1), csv);
    CHECK(rest.body.find("\r\n" + second + ",") != std::string::npos);
    CHECK(rest.body.find(first) == std::string::npos);
    CHECK(rest.header("Link").empty());
    CHECK(office.get("/v1/bookings", {{"Accept", "text/html"}}).body.starts_with("{"));
}

}  // namespace bookings_list_test
