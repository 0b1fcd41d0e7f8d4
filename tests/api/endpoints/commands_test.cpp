#include <doctest/doctest.h>

#include <algorithm>

#include "tests/api/office.hpp"

namespace commands_test {

using namespace kalends::api;

namespace {

const HeaderLines as_ndjson{{"Content-Type", "application/x-ndjson"}};

struct Desk : Office {
    Desk() {
        found_organisation();
        host = hire();
        type = offer(host);
    }

    Reply send(std::string_view lines, HeaderLines headers = as_ndjson) {
        return post("/v1/commands", json(lines), std::move(headers));
    }
    // A line that books at this hour of the first of December.
    [[nodiscard]] std::string booking(int hour, std::string_view more = "") const {
        const auto at = (hour < 10 ? "0" : "") + std::to_string(hour);
        return "{'method':'POST','path':'/v1/bookings'" + std::string{more} +
               ",'body':{'meeting_type_id':'" + type + "','start':'2026-12-01T" + at +
               ":00:00+01:00','guests':[{'name':'Ada'}]}}\n";
    }

    std::string host;
    std::string type;
};

// The answers to lines, each as a reply of its own would be.
std::vector<Reply> lines_of(const Reply& reply) {
    std::vector<Reply> lines;
    for (std::size_t at = 0; at < reply.body.size();) {
        const auto end = reply.body.find('\n', at);
        lines.push_back({.body = reply.body.substr(at, end - at)});
        at = end + 1;
    }
    return lines;
}

std::vector<std::string> statuses_of(const Reply& reply) {
    std::vector<std::string> statuses;
    for (const auto& line : lines_of(reply)) statuses.push_back(line.text("status"));
    return statuses;
}

}  // namespace

TEST_CASE("many commands in one request are answered line by line, in their order") {
    Desk desk;
    const auto reply = desk.send(desk.booking(9) + desk.booking(9) + desk.booking(10) +
                                 "{'method':'PATCH','path':'/v1/hosts/" + desk.host +
                                 "','body':{'kind':'room'}}\n");
    CHECK_EQ(reply.status, 200);
    CHECK_EQ(reply.header("Content-Type"), "application/x-ndjson");
    const auto lines = lines_of(reply);
    REQUIRE_EQ(lines.size(), 4);
    CHECK(statuses_of(reply) == std::vector<std::string>{"201", "409", "201", "200"});
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CHECK_EQ(lines[i].text("line"), std::to_string(i + 1));
        CHECK_NE(lines[i].text("headers/Kalends-Position"), "");
    }
    CHECK_EQ(lines[0].text("headers/Location"), "/v1/bookings/" + lines[0].text("body/id"));
    CHECK_EQ(lines[1].text("body/code"), "claimed");
    CHECK_EQ(lines[3].text("body/kind"), "room");
    CHECK_EQ(desk.get("/v1/bookings/" + lines[2].text("body/id")).text("status"), "confirmed");
}

TEST_CASE("a line with its key is the request that it would be by itself") {
    Desk desk;
    const auto line = desk.booking(9, ",'idempotency_key':'once'");
    const auto first = lines_of(desk.send(line)).front();
    REQUIRE_EQ(first.text("status"), "201");
    const auto again = lines_of(desk.send(line)).front();
    CHECK_EQ(again.text("headers/Idempotency-Replayed"), "true");
    CHECK_EQ(again.text("body/id"), first.text("body/id"));
    const auto alone =
        desk.post("/v1/bookings",
                  json("{'meeting_type_id':'" + desk.type +
                       "','start':'2026-12-01T09:00:00+01:00','guests':[{'name':'Ada'}]}"),
                  {{"Idempotency-Key", "once"}});
    CHECK_EQ(alone.status, 201);
    CHECK_EQ(alone.header("Idempotency-Replayed"), "true");
    CHECK_EQ(alone.text("id"), first.text("body/id"));
    const auto other = lines_of(desk.send(desk.booking(10, ",'idempotency_key':'once'"))).front();
    CHECK_EQ(other.text("body/code"), "key-reused");
}

TEST_CASE("what a line says of revisions is heeded") {
    Desk desk;
    const auto change = [&](std::string_view revision) {
        return "{'method':'PATCH','path':'/v1/hosts/" + desk.host + "','if_match':'\\'" +
               std::string{revision} + "\\'','body':{'kind':'room'}}\n";
    };
    const auto now = desk.get("/v1/hosts/" + desk.host).text("revision");
    CHECK(statuses_of(desk.send(change("999") + change(now) + change(now))) ==
          std::vector<std::string>{"412", "200", "412"});
}

TEST_CASE("a line that is wrong is told so, and the others go on") {
    Desk desk;
    const auto reply =
        desk.send("nonsense\n[]\n{'method':'GET','path':'/elsewhere','at':1}\n" + desk.booking(9) +
                  "{'method':'POST','path':'/v1/nowhere'}\n"
                  "{'method':'DELETE','path':'/v1/bookings'}\n"
                  "{'method':'POST','path':'/v1/commands'}\n"
                  "{'method':'POST','path':'/v1/hosts?colour=red','body':{}}\n"
                  "{'method':'POST','path':'/v1/hosts','body':[1]}");
    CHECK(statuses_of(reply) ==
          std::vector<std::string>{"400", "400", "400", "201", "404", "405", "404", "400", "400"});
    const auto lines = lines_of(reply);
    CHECK_EQ(lines[0].text("body/code"), "malformed");
    CHECK_EQ(lines[2].text("body/errors/0/pointer"), "/method");
    CHECK_EQ(lines[2].text("body/errors/1/pointer"), "/path");
    CHECK_EQ(lines[2].text("body/errors/2/pointer"), "/at");
    CHECK_EQ(lines[7].text("body/errors/0/pointer"), "colour");
    CHECK_NE(lines[8].text("body/request_id"), "");
}

TEST_CASE("a line that is no JSON is told by its number in the request") {
    Desk desk;
    const auto lines = lines_of(desk.send(desk.booking(9) + "\n  {'method':}\r\n"));
    REQUIRE_EQ(lines.size(), 2);
    CHECK_EQ(lines[1].text("line"), "3");
    CHECK_EQ(lines[1].text("body/errors/0/detail"),
             "is not JSON from line 3, column 13, on: a value is needed");
}

TEST_CASE("blank lines are no commands, but are counted") {
    Desk desk;
    const auto reply = desk.send("\n" + desk.booking(9) + " \t\r\n\r\n" + desk.booking(10) + "\n");
    CHECK(statuses_of(reply) == std::vector<std::string>{"201", "201"});
    const auto lines = lines_of(reply);
    CHECK_EQ(lines[0].text("line"), "2");
    CHECK_EQ(lines[1].text("line"), "5");
    CHECK_EQ(desk.send("\n \n").status, 400);
    CHECK_EQ(desk.send(std::string(999, '\n') + desk.booking(11)).status, 200);
    CHECK_EQ(desk.send(std::string(1'000, '\n') + desk.booking(12)).status, 400);
    CHECK_EQ(desk.send(desk.booking(13) + std::string(1'000, '\n')).status, 400);
}

TEST_CASE("a path with too many parameters is told so, and nothing else") {
    Desk desk;
    std::string path = "/v1/hosts?a=1";
    for (int i = 0; i < 64; ++i) path += "&a=1";
    const auto line = lines_of(desk.send("{'method':'POST','path':'" + path + "'}")).front();
    CHECK_EQ(line.text("body/errors/0/detail"), "must have at most 64 parameters");
}

TEST_CASE("the body of a line is taken as it stands there, however it is written") {
    Desk desk;
    const auto reply = desk.send(
        "{ 'b\\u006fdy' : { 'name' : 'a } \\' , \\u005b' , 'time_zone':'Etc/UTC' } , "
        "'path':'/v1/hosts', 'method':'POST' }");
    const auto line = lines_of(reply).front();
    CHECK_EQ(line.text("status"), "201");
    CHECK_EQ(line.text("body/name"), "a } \" , [");
}

TEST_CASE("more lines than are under way at once are answered all the same") {
    Desk desk;
    std::string lines;
    constexpr std::size_t count = 1'000;
    for (std::size_t i = 0; i < count; ++i) {
        lines += "{'method':'POST','path':'/v1/hosts','body':{'name':'" + std::to_string(i) +
                 "','time_zone':'Etc/UTC'}}\n";
    }
    const auto answers = lines_of(desk.send(lines));
    REQUIRE_EQ(answers.size(), count);
    for (std::size_t i = 0; i < count; ++i)
        CHECK_EQ(answers[i].text("body/name"), std::to_string(i));
    lines += "{'method':'POST','path':'/v1/hosts','body':{}}\n";
    CHECK_EQ(desk.send(lines).status, 400);
}

TEST_CASE("a request of many commands is refused as a whole, and then does nothing") {
    Desk desk;
    const auto line = desk.booking(9);
    CHECK_EQ(desk.send("").status, 400);
    CHECK_EQ(desk.send(line, {{"Content-Type", "application/json"}}).status, 415);
    CHECK_EQ(desk.send(line, {{"Content-Type", "application/json"}}).header("Accept"),
             "application/x-ndjson");
    HeaderLines with_key = as_ndjson;
    with_key.emplace_back("Idempotency-Key", "whole");
    CHECK_EQ(desk.send(line, with_key).pointer(), "Idempotency-Key");
    CHECK_EQ(desk.post("/v1/commands?x=1", json(line), as_ndjson).pointer(), "x");
    desk.use(desk.book(desk.type, "2026-12-01T15:00:00+01:00").text("guest_token"));
    CHECK_EQ(desk.send(line).status, 403);
    desk.use("");
    CHECK_EQ(desk.send(line).status, 401);
    desk.use("kal_nonsense");
    CHECK_EQ(desk.send(line).status, 401);
}

TEST_CASE("a line may do what the key of its request may do, and is refused the rest") {
    Desk desk;
    desk.use(desk.issue_key("'role':'viewer'"));
    const auto reply = desk.send(desk.booking(9));
    CHECK_EQ(reply.status, 200);
    CHECK_EQ(lines_of(reply).front().text("body/code"), "forbidden");
}

TEST_CASE("a request counts once for its key's rate, whatever it holds") {
    Office office{{.per_key = 1, .per_address = 0}};
    office.found_organisation();
    std::string lines;
    for (int i = 0; i < 50; ++i) {
        lines += "{'method':'POST','path':'/v1/hosts','body':{'name':'x','time_zone':'Etc/UTC'}}\n";
    }
    const auto reply = office.post("/v1/commands", json(lines), as_ndjson);
    CHECK_EQ(reply.header("RateLimit"), "\"key\";r=9;t=1");
    const auto statuses = statuses_of(reply);
    CHECK_EQ(std::ranges::count(statuses, "201"), 50);
}

}  // namespace commands_test
