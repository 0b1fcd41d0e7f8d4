#include "api/endpoints/sessions_list.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "tests/api/practice.hpp"

namespace sessions_list_test {

using namespace kalends::api;

namespace {

// A practice that gives a class of three seats, and a yoga course with somebody else.
struct TwoCourses : Practice {
    std::string other = hire("Ben");
    std::string course = offer(host, ",'seats':3");
    std::string yoga = offer(other, ",'seats':9");

    // Gives the session.
    std::string take(const std::string& offered, const std::string& start) {
        const auto seat = book(offered, start);
        REQUIRE_EQ(seat.status, 201);
        return seat.text("session_id");
    }
    std::vector<std::string> listed(const std::string& query) {
        const auto page = get("/v1/sessions?" + query);
        CAPTURE(page.body);
        REQUIRE_EQ(page.status, 200);
        std::vector<std::string> ids;
        for (int i = 0; page.has("items/" + std::to_string(i)); ++i) {
            ids.push_back(page.text("items/" + std::to_string(i) + "/id"));
        }
        return ids;
    }
    std::string pointer(const std::string& query) {
        const auto refused = get("/v1/sessions?" + query);
        CHECK_EQ(refused.status, 400);
        return refused.pointer();
    }
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("sessions are listed by their starts, and narrowed by host, type, time and openness") {
    TwoCourses office;
    const auto third = office.take(office.course, "2026-12-03T09:00:00Z");
    const auto first = office.take(office.course, "2026-12-01T09:00:00Z");
    const auto second = office.take(office.yoga, "2026-12-02T09:00:00Z");
    REQUIRE_EQ(office.take(office.yoga, "2026-12-02T09:00:00Z"), second);
    CHECK(office.listed("") == Ids{first, second, third});
    CHECK(office.listed("sort=-start") == Ids{third, second, first});
    CHECK(office.listed("host_id=" + office.other) == Ids{second});
    CHECK(office.listed("meeting_type_id=" + office.course) == Ids{first, third});
    CHECK(office.listed("from=2026-12-02&to=2026-12-03") == Ids{second});
    CHECK(office.listed("from=2026-12-01T09:29:00Z&to=2026-12-02T09:00:00Z") == Ids{first});
    REQUIRE_EQ(office.post("/v1/sessions/" + first + "/cancel", "{}").status, 200);
    CHECK(office.listed("open=true") == Ids{second, third});
    CHECK(office.listed("open=false") == Ids{first});
    CHECK(office.listed("") == Ids{first, second, third});
    const auto page = office.get("/v1/sessions?limit=2");
    const auto rest = office.get(page.text("next"));
    CHECK_EQ(rest.text("items/0/id"), third);
    CHECK_EQ(rest.text("next"), "");
    office.found_organisation("Other");
    CHECK(office.listed("").empty());
}

TEST_CASE("a session is listed as it is read") {
    TwoCourses office;
    const auto id = office.take(office.course, "2026-12-01T09:00:00Z");
    const auto read = office.get("/v1/sessions/" + id).body;
    CHECK_EQ(office.get("/v1/sessions").body, R"({"items":[)" + read + R"(],"next":null})");
}

TEST_CASE("C3: seats that are due to be let go are listed as free") {
    TwoCourses office;
    const auto held = office.post("/v1/holds", json("{'meeting_type_id':'" + office.course +
                                                    "','start':'2026-12-01T09:00:00Z'}"));
    REQUIRE_EQ(held.status, 201);
    CHECK_EQ(office.get("/v1/sessions?open=true").text("items/0/seats_held"), "1");
    office.set_clock(held.text("expires_at"));
    CHECK(office.listed("open=true").empty());
    CHECK_EQ(office.get("/v1/sessions?open=false").text("items/0/seats_held"), "0");
}

TEST_CASE("a host's own key lists that host's sessions, and asks for no other's") {
    TwoCourses office;
    office.take(office.yoga, "2026-12-01T09:00:00Z");
    const auto own = office.take(office.course, "2026-12-02T09:00:00Z");
    office.use(office.issue_key("'role':'host','host_id':'" + office.host + "'"));
    CHECK(office.listed("") == Ids{own});
    CHECK_EQ(office.get("/v1/sessions?host_id=" + office.other).status, 403);
}

TEST_CASE("what is wrong with a query for sessions is told by its parameter") {
    TwoCourses office;
    CHECK_EQ(office.pointer("host_id=x"), "host_id");
    CHECK_EQ(office.pointer("meeting_type_id=x"), "meeting_type_id");
    CHECK_EQ(office.pointer("open=maybe"), "open");
    CHECK_EQ(office.pointer("sort=end"), "sort");
    CHECK_EQ(office.pointer("from=today"), "from");
    CHECK_EQ(office.pointer("from=2026-12-02&to=2026-12-01"), "to");
    CHECK_EQ(office.pointer("from=2026-12-01T09:00:00Z&to=2026-12-01T09:00:00Z"), "to");
    CHECK_EQ(office.pointer("cursor=1"), "cursor");
    CHECK_EQ(office.pointer("status=open"), "status");
}

TEST_CASE("sessions are listed while their view is late, which is told, and not while it fills") {
    TwoCourses office;
    const auto id = office.take(office.course, "2026-12-01T09:00:00Z");
    office.hold_views();
    office.reopen();
    CHECK_EQ(office.get("/v1/sessions").code(), "view-filling");
    office.release_views();
    CHECK(office.listed("") == Ids{id});
    office.delay_views();
    CHECK_EQ(office.get("/v1/sessions").header("Kalends-Late"), "true");
}

}  // namespace sessions_list_test
