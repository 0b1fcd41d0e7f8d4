#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/api/practice.hpp"

namespace slots_search_test {

using namespace kalends::api;

namespace {

// Start, meeting type, hosts as they stand in the answer.
using Found = std::tuple<std::string, std::string, std::vector<std::string>>;

std::vector<std::string> list_at(const Reply& reply, const std::string& at) {
    std::vector<std::string> all;
    for (std::size_t i = 0; reply.has(at + "/" + std::to_string(i)); ++i) {
        all.push_back(reply.text(at + "/" + std::to_string(i)));
    }
    return all;
}

// Meeting type, start.
using Start = std::pair<std::string, std::string>;

// Of a search, or of the slots of this one type.
std::vector<Found> found_in(const Reply& reply, const std::string& type = {}) {
    REQUIRE_EQ(reply.status, 200);
    std::vector<Found> found;
    for (std::size_t i = 0; reply.has("items/" + std::to_string(i)); ++i) {
        const auto at = "items/" + std::to_string(i);
        found.emplace_back(reply.text(at + "/start"),
                           type.empty() ? reply.text(at + "/meeting_type_id") : type,
                           list_at(reply, at + "/host_ids"));
    }
    return found;
}

struct Searched : Practice {
    Reply search(const std::string& query) { return get("/v1/slots/search?" + query); }
    std::string offer_more(const std::string& hosts, const std::string& more) {
        const auto made = post("/v1/meeting-types", json("{'name':'More','hosts':" + hosts +
                                                         ",'duration_minutes':30" + more + "}"));
        REQUIRE_EQ(made.status, 201);
        return made.text("id");
    }
};

std::string one_of(std::mt19937_64& chance, const std::vector<std::string>& choices) {
    return choices[chance() % choices.size()];
}

// A practice of hosts and types by chance, some of whose time is taken.
struct RandomPractice : Searched {
    explicit RandomPractice(std::mt19937_64& chance) {
        for (int i = 0; i < 3; ++i) {
            hosts.push_back(hire("Host"));
            const auto hours = "{'time_zone':'" +
                               one_of(chance, {"Europe/Luxembourg", "Asia/Tokyo"}) +
                               "','weekly':[{'days':['mon','tue','thu'],'start':'" +
                               one_of(chance, {"08:00", "09:15"}) + "','end':'" +
                               one_of(chance, {"12:00", "17:00"}) + "'}]}";
            REQUIRE_EQ(put("/v1/hosts/" + hosts.back() + "/schedules/default", json(hours)).status,
                       200);
        }
        for (int i = 0; i < 4; ++i) types.push_back(offer_by(chance));
        for (int i = 0; i < 30; ++i) (void)book(one_of(chance, types), start_by(chance));
    }

    // A packed grid is for one host alone.
    std::string offer_by(std::mt19937_64& chance) {
        const auto both = "{'host_id':'" + hosts[1] + "'},{'host_id':'" + hosts[2] + "'}";
        const auto more = one_of(
            chance, {"", ",'seats':3", ",'grid':'packed'", ",'first_per_day':true",
                     ",'buffer_after_minutes':20", ",'window':{'kind':'days_with_slots','days':3}",
                     ",'durations':{'kind':'list','minutes':[30,60]}"});
        const std::string single = "[{'host_id':'" + hosts[0] + "'}]";
        if (more == ",'grid':'packed'") return offer_more(single, more);
        return offer_more(one_of(chance, {single, "[" + both + "]", "[{'any_of':[" + both + "]}]"}),
                          more);
    }
    static std::string start_by(std::mt19937_64& chance) {
        return "2026-12-0" + std::to_string(1 + chance() % 4) + "T" +
               one_of(chance, {"08:00", "08:30", "09:00", "10:00", "10:15"}) + ":00Z";
    }

    // What the types list one by one, put in order.
    std::vector<Found> merged(const std::string& query) {
        std::vector<Found> all;
        for (const auto& one : types) {
            const auto reply = get("/v1/meeting-types/" + one + "/slots?" + query);
            for (auto& found : found_in(reply, one)) all.push_back(std::move(found));
        }
        std::ranges::sort(all);
        return all;
    }
    [[nodiscard]] std::string all_types() const {
        std::string list;
        for (const auto& one : types) list += (list.empty() ? "" : ",") + one;
        return list;
    }

    std::vector<std::string> hosts;
    std::vector<std::string> types;
};

// The first of them, with all that start together with the last.
std::vector<Found> with_whole_starts(const std::vector<Found>& all, std::size_t count) {
    auto end = std::min(count, all.size());
    while (end > 0 && end < all.size() && std::get<0>(all[end]) == std::get<0>(all[end - 1])) ++end;
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(end)};
}

const std::string week = "from=2026-11-30T00:00:00Z&to=2026-12-07T00:00:00Z";

}  // namespace

TEST_CASE("P1: a search lists what its meeting types list one by one, put in order") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 chance{seed};
    for (int round = 0; round < 20; ++round) {
        RandomPractice office{chance};
        const auto query = week + "&meeting_type_id=" + office.all_types();
        auto expected = office.merged(week);
        const auto most = std::min<std::size_t>(1 + chance() % 40, expected.size());
        const auto some = office.search(query + "&limit=" + std::to_string(std::max(most, 1UL)));
        const auto first = with_whole_starts(expected, most);
        REQUIRE(found_in(some) == first);
        if (!first.empty()) {
            REQUIRE_GT(some.text("searched_until"), std::get<0>(first.back()));
            const bool is_all = first.size() == expected.size();
            if (!is_all) {
                REQUIRE_LE(some.text("searched_until"), std::get<0>(expected[first.size()]));
            }
        }
        const auto host = one_of(chance, office.hosts);
        std::erase_if(expected, [&host](const Found& found) {
            return std::ranges::count(std::get<2>(found), host) == 0;
        });
        REQUIRE(found_in(office.search(query + "&limit=200&host_id=" + host)) ==
                with_whole_starts(expected, 200));
    }
}

TEST_CASE("P1: whatever a search lists can be booked") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 chance{seed};
    for (int round = 0; round < 5; ++round) {
        RandomPractice office{chance};
        for (int i = 0; i < 10; ++i) {
            const auto listed = found_in(office.search(week + "&limit=50"));
            if (listed.empty()) break;
            const auto& [start, type, hosts] = listed[chance() % listed.size()];
            const auto booked = office.book(type, start);
            CAPTURE(booked.body);
            REQUIRE_EQ(booked.status, 201);
            const auto taken = list_at(booked, "host_ids");
            REQUIRE(std::ranges::all_of(taken, [&hosts = hosts](const std::string& host) {
                return std::ranges::count(hosts, host) == 1;
            }));
        }
    }
}

TEST_CASE("a search is narrowed by type, by host and by kind of host") {
    Searched office;
    const auto room = office.hire("Room");
    REQUIRE_EQ(office.patch("/v1/hosts/" + room, json("{'kind':'room'}")).status, 200);
    const auto other = office.offer(room);
    const auto types = [&](const std::string& query) {
        std::set<std::string> seen;
        for (const auto& found : found_in(office.search(week + query))) {
            seen.insert(std::get<1>(found));
        }
        return seen;
    };
    CHECK(types("") == std::set{office.type, other});
    CHECK(types("&meeting_type_id=" + other) == std::set{other});
    CHECK(types("&host_id=" + office.host) == std::set{office.type});
    CHECK(types("&kind=room") == std::set{other});
    CHECK(types("&kind=equipment").empty());
    CHECK(types("&kind=room&host_id=" + office.host).empty());
}

TEST_CASE("H2: a search by attribute lists what is sure to be with a host who has it") {
    Searched office;
    const auto set = [&](const std::string& host, const std::string& attributes) {
        REQUIRE_EQ(
            office.patch("/v1/hosts/" + host, json("{'attributes':" + attributes + "}")).status,
            200);
    };
    const auto german = office.hire("Ada");
    const auto french = office.hire("Zoe");
    set(german, "{'language':['de','fr']}");
    set(french, "{'language':'fr','floor':'2'}");
    const auto any = "{'any_of':[{'host_id':'" + german + "'},{'host_id':'" + french + "'}]}";
    const auto group = office.offer_more("[" + any + "]", "");
    const auto with_room = office.offer_more("[{'host_id':'" + office.host + "'}," + any + "]", "");
    const auto both = "&meeting_type_id=" + group + "," + with_room;
    const auto starts = [&](const std::string& query) {
        std::set<Start> seen;
        for (const auto& found : found_in(office.search(week + both + "&limit=200" + query))) {
            seen.emplace(std::get<1>(found), std::get<0>(found));
        }
        return seen;
    };
    CHECK(starts("&attribute=language:fr") == starts(""));
    // Whoever books may get her who speaks no German, unless she is taken.
    CHECK(starts("&attribute=language:de").empty());
    const std::string nine = "2026-12-01T09:00:00Z";
    REQUIRE_EQ(office.book(office.offer(french), nine).status, 201);
    CHECK(starts("&attribute=language:de") == std::set{Start{group, nine}, Start{with_room, nine}});
    CHECK(starts("&attribute=language:de&host_id=" + french).empty());
    CHECK(starts("&attribute=language:de&attribute=floor:2").empty());
    CHECK(starts("&attribute=language:de&kind=room").empty());
    const auto booked = office.book(group, nine);
    CHECK_EQ(booked.text("host_ids/0"), german);
    set(office.host, "{'floor':'1'}");
    const auto on_first = starts("&attribute=floor:1");
    CHECK(std::ranges::all_of(on_first, [&](const Start& one) { return one.first == with_room; }));
    CHECK_FALSE(on_first.empty());
    CHECK_EQ(office.search(week + "&attribute=floor").pointer(), "attribute");
}

TEST_CASE("P1: whatever a search by attribute lists is booked with a host who has it") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 chance{seed};
    int booked = 0;
    for (int round = 0; round < 10; ++round) {
        RandomPractice office{chance};
        std::set<std::string> german;
        for (const auto& host : office.hosts) {
            if (chance() % 2 != 0) continue;
            german.insert(host);
            REQUIRE_EQ(
                office.patch("/v1/hosts/" + host, json("{'attributes':{'language':'de'}}")).status,
                200);
        }
        for (int i = 0; i < 10; ++i) {
            const auto listed = found_in(office.search(week + "&limit=50&attribute=language:de"));
            if (listed.empty()) break;
            const auto& [start, type, hosts] = listed[chance() % listed.size()];
            const auto made = office.book(type, start);
            CAPTURE(made.body);
            REQUIRE_EQ(made.status, 201);
            const auto taken = list_at(made, "host_ids");
            REQUIRE(std::ranges::any_of(
                taken, [&](const std::string& host) { return german.contains(host); }));
            ++booked;
        }
    }
    CHECK(booked > 0);
}

TEST_CASE("a search leaves out types that do not offer the duration or the room") {
    Searched office;
    const auto one = "[{'host_id':'" + office.host + "'}]";
    const auto longer = office.offer_more(one, ",'durations':{'kind':'list','minutes':[30,60]}");
    const auto wider = office.offer_more(one, ",'seats':3");
    const auto hours = found_in(office.search(week + "&duration_minutes=60&limit=1"));
    REQUIRE_EQ(hours.size(), 1);
    CHECK_EQ(std::get<1>(hours.front()), longer);
    const auto both = found_in(office.search(week + "&party=2&limit=1"));
    REQUIRE_EQ(both.size(), 1);
    CHECK_EQ(std::get<1>(both.front()), wider);
    CHECK_FALSE(office.search(week + "&party=4").has("items/0"));
    REQUIRE_EQ(office.del("/v1/meeting-types/" + longer).status, 200);
    CHECK_FALSE(office.search(week + "&duration_minutes=60").has("items/0"));
}

TEST_CASE("a slot that was found begins at the time that its meeting type has then") {
    Searched office;
    const auto found = office.search(week + "&limit=1");
    const auto listed = office.get("/v1/meeting-types/" + office.type + "/slots?" + week);
    REQUIRE_EQ(found.text("items/0/start"), listed.text("items/0/start"));
    CHECK_EQ(found.text("items/0/start_local"), "2026-11-30T09:00");
    CHECK_EQ(found.text("items/0/start_local"), listed.text("items/0/start_local"));
    CHECK_EQ(found.text("items/0/time_zone"), listed.text("time_zone"));
}

TEST_CASE("a search says how far it went, and goes on from there") {
    Searched office;
    const auto empty = office.search("from=2026-12-05&to=2026-12-06");
    CHECK_FALSE(empty.has("items/0"));
    CHECK_EQ(empty.text("searched_until"), "2026-12-05T23:00:00Z");
    const auto past = office.search("from=2026-11-01&to=2026-11-02");
    CHECK_EQ(past.status, 200);
    CHECK_EQ(past.text("searched_until"), "2026-11-01T23:00:00Z");
    const auto first = office.search("from=2026-12-01&to=2026-12-05&limit=3");
    auto next = first.text("items/2/start");
    CHECK_GT(first.text("searched_until"), next);
    const auto rest = office.search("from=" + first.text("searched_until") + "&to=2026-12-05");
    CHECK_GT(rest.text("items/0/start"), next);
}

TEST_CASE("a search gets on however many meeting types start together") {
    Searched office;
    office.offer_more("[{'host_id':'" + office.host + "'}]", "");
    std::set<std::string> found;
    std::string from = "2026-12-01";
    for (int pages = 0; pages < 100 && from < "2026-12-01T16"; ++pages) {
        const auto page = office.search("from=" + from + "&to=2026-12-05&limit=1");
        for (const auto& one : found_in(page)) {
            CHECK(found.insert(std::get<0>(one) + std::get<1>(one)).second);
        }
        from = page.text("searched_until");
    }
    const auto whole = found_in(office.search("from=2026-12-01&to=" + from + "&limit=200"));
    CHECK_EQ(found.size(), whole.size());
    CHECK_GE(found.size(), 10);
}

TEST_CASE("a search that judges too much ends where it has judged enough, or is refused") {
    Searched office;
    std::string group;
    for (int i = 0; i < 80; ++i) group += ",{'host_id':'" + office.hire("Host") + "'}";
    const auto plan = "[{'any_of':[" + group.substr(1) + "]}]";
    const std::string far =
        ",'slot_interval_minutes':1,'window':{'kind':'fixed_dates',"
        "'from':'2027-12-01','to':'2027-12-02'}";
    std::string types = "&meeting_type_id=";
    const std::string months = "from=2026-12-01&to=2027-01-30";
    const auto check_refused = [&](const std::string& query) {
        const auto reply = office.search(query);
        CHECK_EQ(reply.status, 400);
        CHECK_EQ(reply.pointer(), "meeting_type_id");
    };
    const auto offer_ten = [&] {
        for (int i = 0; i < 10; ++i) types += office.offer_more(plan, far) + ",";
    };
    offer_ten();
    const auto one_day = office.search(months + types);
    CHECK_EQ(one_day.text("searched_until"), "2026-12-01T23:00:00Z");
    CHECK_FALSE(one_day.has("items/0"));
    offer_ten();
    check_refused(months + types);
    offer_ten();
    check_refused(months);
}

TEST_CASE("a search asks for few types whose windows count days with slots") {
    Searched office;
    const std::string window = ",'window':{'kind':'days_with_slots','days':3}";
    for (int i = 0; i < 5; ++i) office.offer(office.host, window);
    CHECK_EQ(office.search(week).status, 200);
    office.offer(office.host, window);
    CHECK_EQ(office.search(week).pointer(), "meeting_type_id");
}

TEST_CASE("what is wrong with a search is told by its parameter") {
    Searched office;
    const auto pointer = [&](const std::string& query) {
        const auto reply = office.search(query);
        CHECK_EQ(reply.status, 400);
        return reply.pointer();
    };
    CHECK_EQ(pointer("to=2026-12-02"), "from");
    CHECK_EQ(pointer("from=2026-12-01&to=2027-12-02"), "to");
    CHECK_EQ(pointer(week + "&meeting_type_id="), "meeting_type_id");
    CHECK_EQ(pointer(week + "&meeting_type_id=" + office.type + "," + office.type),
             "meeting_type_id");
    CHECK_EQ(pointer(week + "&host_id=x"), "host_id");
    CHECK_EQ(pointer(week + "&kind=cat"), "kind");
    CHECK_EQ(pointer(week + "&limit=201"), "limit");
    CHECK_EQ(pointer(week + "&party=0"), "party");
    const auto unknown = office.search(week + "&meeting_type_id=mtg_00000000000000000000000004");
    CHECK_EQ(unknown.status, 404);
    CHECK_EQ(unknown.pointer(), "meeting_type_id");
    office.use({});
    CHECK_EQ(office.search(week).status, 401);
}

TEST_CASE("H1: a host's own key is shown what that host alone of its group can have") {
    Searched office;
    const auto other = office.hire("Ben");
    const auto group = office.offer_more(
        "[{'any_of':[{'host_id':'" + office.host + "'},{'host_id':'" + other + "'}]}]", "");
    office.use(office.issue_key("'role':'host','host_id':'" + office.host + "'"));
    const auto seen = found_in(office.search(week + "&limit=1&meeting_type_id=" + group));
    REQUIRE_EQ(seen.size(), 1);
    CHECK(std::get<2>(seen.front()) == std::vector{office.host});
}

}  // namespace slots_search_test
