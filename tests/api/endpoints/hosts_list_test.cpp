#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/api/office.hpp"

namespace hosts_list_test {

using namespace kalends::api;

TEST_CASE("hosts are listed page by page, each once") {
    Office office;
    office.found_organisation();
    for (int i = 0; i < 5; ++i) office.hire("Host " + std::to_string(i));
    std::string next = "/v1/hosts?limit=2";
    std::string names;
    while (!next.empty()) {
        const auto page = office.get(next);
        REQUIRE_EQ(page.status, 200);
        for (const auto* at : {"items/0/name", "items/1/name"}) names += page.text(at);
        next = page.text("next");
    }
    CHECK_EQ(names.size(), 5 * std::string{"Host 0"}.size());
}

TEST_CASE("a host or a meeting type is found by its owner's own name for it") {
    Office office;
    office.found_organisation();
    const auto host = office.post("/v1/hosts", json("{'name':'Ada','time_zone':'Etc/UTC',"
                                                    "'external_id':'staff 17'}"));
    office.hire("Ben");
    const auto type = office.offer(host.text("id"), ",'external_id':'intro'");
    office.offer(host.text("id"));
    const auto found = office.get("/v1/hosts?external_id=staff+17");
    CHECK_EQ(found.text("items/0/id"), host.text("id"));
    CHECK_FALSE(found.has("items/1"));
    CHECK_EQ(found.text("next"), "");
    CHECK_FALSE(office.get("/v1/hosts?external_id=staff+17&kind=room").has("items/0"));
    CHECK_FALSE(office.get("/v1/hosts?external_id=staff").has("items/0"));
    CHECK_FALSE(office.get("/v1/hosts?external_id=intro").has("items/0"));
    CHECK_EQ(office.get("/v1/hosts?external_id=").pointer(), "external_id");
    const auto types = office.get("/v1/meeting-types?external_id=intro");
    CHECK_EQ(types.text("items/0/id"), type);
    CHECK_FALSE(types.has("items/1"));
    CHECK_FALSE(office.get("/v1/meeting-types?external_id=staff+17").has("items/0"));
    const auto too_long = std::string(101, 'x');
    CHECK_EQ(office.get("/v1/meeting-types?external_id=" + too_long).pointer(), "external_id");
    office.found_organisation("Other");
    CHECK_FALSE(office.get("/v1/hosts?external_id=staff+17").has("items/0"));
}

TEST_CASE("hosts are found by a part of their names, whatever its case and accents") {
    Office office;
    office.found_organisation();
    const auto ada = office.hire("Dr Ada Weiß");
    const auto zoe = office.hire("Zoë WEISS");
    const auto found = [&](const std::string& name) {
        std::set<std::string> ids;
        const auto page = office.get("/v1/hosts?name=" + name);
        REQUIRE_EQ(page.status, 200);
        for (const auto* at : {"items/0/id", "items/1/id"}) {
            if (page.has(at)) ids.insert(page.text(at));
        }
        return ids;
    };
    CHECK(found("wei") == std::set{ada, zoe});
    CHECK(found("WEISS") == std::set{ada, zoe});
    CHECK(found("wei%C3%9F") == std::set{ada, zoe});
    CHECK(found("ZO%C3%8B") == std::set{zoe});
    CHECK(found("zoe") == std::set{zoe});
    CHECK(found("r+ada+w") == std::set{ada});
    CHECK(found("ada%25").empty());
    CHECK(found("host@example.org").empty());
    REQUIRE_EQ(office.patch("/v1/hosts/" + ada, json("{'name':'Ada L.','email':null}")).status,
               200);
    CHECK(found("wei") == std::set{zoe});
    office.reopen();
    CHECK(found("ada") == std::set{ada});
    CHECK_EQ(office.get("/v1/hosts?name=").pointer(), "name");
    CHECK_EQ(office.get("/v1/hosts?name=%CC%80").pointer(), "name");
    CHECK_EQ(office.get("/v1/hosts?name=" + std::string(201, 'x')).pointer(), "name");
    CHECK_EQ(office.get("/v1/hosts?name=a&name=b").pointer(), "name");
}

TEST_CASE("hosts are found by attributes, all of which they have") {
    Office office;
    office.found_organisation();
    const auto hire = [&](const std::string& attributes) {
        const auto made = office.post("/v1/hosts", json("{'name':'Ada','time_zone':'Etc/UTC',"
                                                        "'attributes':" +
                                                        attributes + "}"));
        return made.text("id");
    };
    const auto one = hire("{'language':['de','fr'],'floor':'2'}");
    const auto other = hire("{'language':['de'],'floor':'3','note':'a:b'}");
    office.hire("Ben");
    const auto found = [&](const std::string& query) {
        std::set<std::string> ids;
        const auto page = office.get("/v1/hosts?" + query);
        REQUIRE_EQ(page.status, 200);
        for (const auto* at : {"items/0/id", "items/1/id", "items/2/id"}) {
            if (page.has(at)) ids.insert(page.text(at));
        }
        return ids;
    };
    CHECK(found("attribute=language:de") == std::set{one, other});
    CHECK(found("attribute=language:de&attribute=floor:3") == std::set{other});
    CHECK(found("attribute=language:de&attribute=language:fr") == std::set{one});
    CHECK(found("attribute=note:a%3Ab&name=ADA") == std::set{other});
    CHECK(found("attribute=language:DE").empty());
    CHECK(found("attribute=language:de&kind=room").empty());
    const auto first = office.get("/v1/hosts?attribute=language:de&limit=1");
    REQUIRE_NE(first.text("next"), "");
    CHECK_NE(office.get(first.text("next")).text("items/0/id"), first.text("items/0/id"));
    for (const auto* faulty : {"", "language", "language:", ":de", "Language:de", "a:b%0A"}) {
        CHECK_EQ(office.get(std::string{"/v1/hosts?attribute="} + faulty).pointer(), "attribute");
    }
    std::string many = "/v1/hosts?attribute=a:1";
    for (int i = 1; i < 20; ++i) many += "&attribute=a:1";
    CHECK_EQ(office.get(many).status, 200);
    CHECK_EQ(office.get(many + "&attribute=a:1").pointer(), "attribute");
}

TEST_CASE("hosts of one kind are listed page by page, each once") {
    Office office;
    office.found_organisation();
    std::set<std::string> rooms;
    for (int i = 0; i < 5; ++i) {
        office.hire("Host " + std::to_string(i));
        const auto room =
            office.post("/v1/hosts", json("{'name':'Room','kind':'room','time_zone':'Etc/UTC'}"));
        rooms.insert(room.text("id"));
    }
    std::multiset<std::string> listed;
    for (std::string next = "/v1/hosts?kind=room&limit=2"; !next.empty();) {
        const auto page = office.get(next);
        REQUIRE_EQ(page.status, 200);
        for (const auto* at : {"items/0/id", "items/1/id"}) {
            if (page.has(at)) listed.insert(page.text(at));
        }
        next = page.text("next");
    }
    CHECK(std::ranges::equal(listed, rooms));
    CHECK_FALSE(office.get("/v1/hosts?kind=equipment").has("items/0"));
    CHECK_EQ(office.get("/v1/hosts?kind=cat").pointer(), "kind");
}

TEST_CASE("hosts and meeting types that are active are told from those that were retired") {
    Office office;
    office.found_organisation();
    const auto ada = office.hire("Ada");
    const auto intro = office.offer(ada);
    const auto ben = office.hire("Ben");
    const auto talk = office.offer(ben);
    REQUIRE_EQ(office.del("/v1/hosts/" + ben).status, 200);
    REQUIRE_EQ(office.del("/v1/meeting-types/" + talk).status, 200);
    const auto only_one = [&office](const std::string& target, const std::string& id) {
        const auto page = office.get(target);
        CHECK_EQ(page.text("items/0/id"), id);
        CHECK_FALSE(page.has("items/1"));
        CHECK_EQ(page.text("next"), "");
    };
    only_one("/v1/hosts?active=true", ada);
    only_one("/v1/hosts?active=false", ben);
    only_one("/v1/meeting-types?active=true", intro);
    only_one("/v1/meeting-types?active=false", talk);
    CHECK_FALSE(office.get("/v1/hosts?active=true&name=ben").has("items/0"));
    for (const auto* list : {"/v1/hosts", "/v1/meeting-types"}) {
        for (const auto* faulty : {"", "1", "TRUE", "yes"}) {
            const auto refused = office.get(list + std::string{"?active="} + faulty);
            CHECK_EQ(refused.pointer(), "active");
            CHECK_EQ(refused.text("errors/0/detail"), "must be true or false");
        }
    }
}

TEST_CASE("meeting types are found by a part of their names, page by page") {
    Office office;
    office.found_organisation();
    const auto host = office.hire();
    std::set<std::string> visits;
    for (int i = 0; i < 5; ++i) {
        office.offer(host);
        const auto body = "{'name':'Première visite','duration_minutes':30,'hosts':[{'host_id':'";
        visits.insert(office.post("/v1/meeting-types", json(body + host + "'}]}")).text("id"));
    }
    std::multiset<std::string> listed;
    for (std::string next = "/v1/meeting-types?name=PREMIERE&limit=2"; !next.empty();) {
        const auto page = office.get(next);
        REQUIRE_EQ(page.status, 200);
        for (const auto* at : {"items/0/id", "items/1/id"}) {
            if (page.has(at)) listed.insert(page.text(at));
        }
        next = page.text("next");
    }
    CHECK(std::ranges::equal(listed, visits));
    CHECK_FALSE(office.get("/v1/meeting-types?name=derni").has("items/0"));
    CHECK_EQ(office.get("/v1/meeting-types?name=").pointer(), "name");
}

TEST_CASE("a page that nobody could ask for is refused by its parameter") {
    Office office;
    office.found_organisation();
    const auto pointer = [&](std::string_view query) {
        const auto reply = office.get("/v1/hosts?" + std::string{query});
        CHECK_EQ(reply.status, 400);
        return reply.pointer();
    };
    CHECK_EQ(pointer("limit=0"), "limit");
    CHECK_EQ(pointer("limit=201"), "limit");
    CHECK_EQ(pointer("limit=ten"), "limit");
    CHECK_EQ(pointer("cursor=abc"), "cursor");
    CHECK_EQ(pointer("colour=red"), "colour");
    CHECK_EQ(pointer("min_position=abc"), "min_position");
    CHECK_EQ(pointer("min_position=0-1-99999"), "min_position");
    CHECK_EQ(pointer("min_position=0-9-1"), "min_position");
}

}  // namespace hosts_list_test
