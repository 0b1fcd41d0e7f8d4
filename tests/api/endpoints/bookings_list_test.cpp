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

TEST_CASE("a date in a list's range begins where the organisation is") {
    Practice office;
    const auto monday = office.book_for("2026-11-30T16:30:00+01:00", "Ada", "ada@example.org");
    const auto tuesday = office.book_for(nine, "Ben", "ben@example.org");
    CHECK(office.ids("?from=2026-12-01") == Ids{tuesday});
    CHECK(office.ids("?from=2026-11-30&to=2026-12-01") == Ids{monday});
    const auto organisation = office.get("/v1/organisations").text("items/0/id");
    const auto far = json("{'time_zone':'Pacific/Auckland'}");
    REQUIRE_EQ(office.patch("/v1/organisations/" + organisation, far).status, 200);
    CHECK(office.ids("?to=2026-12-01").empty());
    CHECK(office.ids("?from=2026-12-01&to=2026-12-02") == Ids{monday, tuesday});
    CHECK_EQ(office.get("/v1/bookings?from=tomorrow").pointer(), "from");
    CHECK_EQ(office.get("/v1/bookings?to=2026-13-01").pointer(), "to");
}

TEST_CASE("the bookings of a session are listed, those that gave their seats up, too") {
    Practice office;
    const auto single = office.book_for(eleven, "Ada", "ada@example.org");
    office.type = office.offer(office.host, ",'seats':3,'questions':[]");
    const auto seat = [&](std::string_view start) { return office.book(office.type, start); };
    const auto first = seat(nine);
    const auto second = seat(nine);
    const auto later = seat(ten);
    const auto of = [&](const Reply& booked) {
        return office.ids("?session_id=" + booked.text("session_id"));
    };
    CHECK(of(first) == Ids{first.text("id"), second.text("id")});
    CHECK(of(later) == Ids{later.text("id")});
    REQUIRE_EQ(office.post("/v1/bookings/" + second.text("id") + "/cancel", "").status, 200);
    CHECK(of(first) == Ids{first.text("id"), second.text("id")});
    CHECK(office.ids("?sort=-created_at&session_id=" + first.text("session_id")) ==
          Ids{second.text("id"), first.text("id")});
    const auto move = json("{'start':'" + std::string{ten} + "'}");
    REQUIRE_EQ(office.post("/v1/bookings/" + first.text("id") + "/reschedule", move).status, 200);
    CHECK(of(first) == Ids{second.text("id")});
    CHECK(of(later) == Ids{first.text("id"), later.text("id")});
    CHECK_EQ(office.get("/v1/bookings?session_id=" + single).pointer(), "session_id");
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

TEST_CASE("a filter that says nothing is refused, and not taken for none") {
    Practice office;
    office.book_for(nine, "Ada", "ada@example.org");
    for (const auto* text : {"", "-", "!!!", "%20", "*%20%22"}) {
        CAPTURE(text);
        const auto refused = office.get("/v1/bookings?text=" + std::string{text});
        CHECK_EQ(refused.status, 400);
        CHECK_EQ(refused.pointer(), "text");
        CHECK_EQ(refused.text("errors/0/detail"), "must have a letter or digit");
    }
    for (const auto* name : {"guest_email", "status", "host_id", "sort", "from", "cursor"}) {
        CHECK_EQ(office.get("/v1/bookings?" + std::string{name} + "=").pointer(), name);
    }
}

TEST_CASE("a cursor goes on with the list that it is of, and with no other") {
    Practice office;
    office.book_for(nine, "Ada", "ada@example.org");
    const auto second = office.book_for(ten, "Ada", "ada@example.org");
    const auto next = office.get("/v1/bookings?text=ada&sort=start&limit=1").text("next");
    const auto cursor = next.substr(next.find("cursor="));
    for (const auto* same : {"sort=start&text=ada", "limit=9&text=%61da&sort=start"}) {
        CHECK(office.ids("?" + std::string{same} + "&" + cursor) == Ids{second});
    }
    const auto refused = [&](const std::string& target) {
        const auto reply = office.get(target);
        CHECK_EQ(reply.status, 400);
        CHECK_EQ(reply.pointer(), "cursor");
        return reply.text("errors/0/detail");
    };
    for (const auto* other : {"bookings?text=ada&sort=-start", "bookings?text=ada&",
                              "bookings?sort=start&text=ad", "sessions?sort=start"}) {
        CHECK_EQ(refused("/v1/" + std::string{other} + "&" + cursor), "is of another query");
    }
    const auto mark = cursor.substr(0, cursor.find('.'));
    for (const auto* place : {"", ".", ".-5.0", ".5.-1", ".5", ".5.0.0", ".05.0"}) {
        CHECK_EQ(refused("/v1/bookings?text=ada&sort=start&" + mark + place),
                 "must be one that an earlier page linked to");
    }
}

TEST_CASE("a filter of another year is told its years, and not that it is no time") {
    Practice office;
    const auto detail = [&office](const std::string& target) {
        return office.get(target).text("errors/0/detail");
    };
    const std::string years = "must lie within the years 1970 to 2999";
    CHECK_EQ(detail("/v1/bookings?from=9999-12-31T00:00:00Z"), years);
    CHECK_EQ(detail("/v1/bookings?to=1969-12-31"), years);
    CHECK_EQ(detail("/v1/analytics/bookings?from=3000-01-01&to=2026-12-01"), years);
    CHECK_EQ(detail("/v1/meeting-types/" + office.type + "/explain?start=3000-01-01T00:00:00Z"),
             years);
    CHECK_NE(detail("/v1/bookings?from=2027-02-29"), years);
}

TEST_CASE("a list ends after it begins") {
    Practice office;
    const auto reply = office.get("/v1/bookings?from=2026-11-02&to=2026-11-01");
    CHECK_EQ(reply.pointer(), "to");
    CHECK_EQ(reply.text("errors/0/detail"), "must be after `from`");
    CHECK_EQ(office.get("/v1/bookings?from=2026-11-02&to=2026-11-02").status, 400);
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
