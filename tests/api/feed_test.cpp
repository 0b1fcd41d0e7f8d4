// Those who follow feeds, on a whole server: what they are told as it happens, and what it costs
// when they do not listen. ThreadSanitizer watches.
#include <doctest/doctest.h>

#include <atomic>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/api/clinic.hpp"
#include "tests/api/follower.hpp"
#include "tests/api/http/running_server.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace feed_test {

using namespace kalends;
using namespace kalends::api;
using namespace kalends::api::testing;
using kalends::api::testing::Caller;
using kalends::http::testing::eventually;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t events_of_clinic = 5;

// A server with one clinic, whose owner books.
struct Feed {
    explicit Feed(const SubscriberLimits& limits = {}, const http::Limits& http_limits = {})
        : server{folder.path(), limits, http_limits},
          clinic{server},
          owner{server.port(), clinic.key} {}

    [[nodiscard]] Follower follow(const std::string& query = "", const std::string& last_id = "",
                                  int receive_buffer_bytes = 0) {
        return {server.port(), clinic.key, query, last_id, receive_buffer_bytes};
    }
    // A booking of its own half hour. Gives its id.
    std::string book(std::string_view more = "") {
        const auto start = *parse_instant("2026-12-07T08:00:00Z") +
                           std::chrono::days{booked / 14 / 5 * 7 + booked / 14 % 5} +
                           Minutes{30 * (booked % 14)};
        ++booked;
        const auto answer = owner.post(
            "/v1/bookings",
            json("{'meeting_type_id':'" + clinic.meeting_type + "','start':'" + to_text(start) +
                 "','guests':[{'name':'Grace'}]" + std::string{more} + "}"));
        REQUIRE_MESSAGE(answer.status == 201, answer.body);
        return answer.text("id");
    }
    // The same with metadata of some 30 KB.
    void book_much() {
        std::string metadata = ",'metadata':{";
        for (int i = 0; i < 50; ++i) {
            metadata +=
                (i == 0 ? "'" : ",'") + std::to_string(i) + "':'" + std::string(500, 'x') + "'";
        }
        book(metadata + "}");
    }
    // The ids of all events, by pages.
    [[nodiscard]] std::vector<std::string> positions() {
        std::vector<std::string> all;
        std::string next = "/v1/events?limit=7";
        bool is_end = false;
        while (!is_end) {
            const auto page = owner.get(next);
            for (int i = 0;; ++i) {
                const auto position = page.text("items/" + std::to_string(i) + "/position");
                if (position.empty()) break;
                all.push_back(position);
            }
            is_end = page.text("at_end") == "true";
            next = page.text("next");
        }
        return all;
    }

    const fakes::TemporaryFolder folder;
    WholeServer server;
    Clinic clinic;
    Caller owner;
    int booked = 0;
};

}  // namespace

TEST_CASE("a follower hears what happens in its organisation as it happens, and nothing else") {
    Feed feed;
    const Clinic other{feed.server};
    auto all = feed.follow();
    auto bookings = feed.follow("?types=booking.confirmed.v1");
    Follower others{feed.server.port(), other.key};
    for (int i = 0; i < 3; ++i) {
        const auto id = feed.book();
        for (auto* follower : {&all, &bookings}) {
            const auto told = follower->event();
            CHECK_EQ(told.event, "booking.confirmed.v1");
            CHECK(told.data.find(id) != std::string::npos);
        }
    }
    REQUIRE_EQ(feed.owner.post("/v1/hosts", json("{'name':'Eve','time_zone':'Etc/UTC'}")).status,
               201);
    CHECK_EQ(all.event().event, "host.created.v1");
    Caller{feed.server.port(), other.key}.post("/v1/hosts",
                                               json("{'name':'Bob','time_zone':'Etc/UTC'}"));
    CHECK_EQ(others.event().event, "host.created.v1");
}

TEST_CASE("a follower that comes back again and again has heard everything once, in order") {
    // Pieces so small that a command falls apart between two of them.
    Feed feed{{.piece_bytes_max = 900, .served_per_step = 2}};
    constexpr int bookings = 60;
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::minstd_rand chance{seed};
    std::thread booking{[&] {
        for (int i = 0; i < bookings; ++i) feed.book();
    }};
    std::vector<std::string> heard;
    std::string last = "0-1-0";
    std::size_t connections = 0;
    // The clinic came first, with the organisation's events.
    while (heard.size() < events_of_clinic + bookings) {
        auto follower = feed.follow("", last);
        ++connections;
        for (auto more = chance() % 12; more > 0; --more) {
            if (heard.size() == events_of_clinic + bookings) break;
            heard.push_back(follower.event().id);
            last = heard.back();
        }
    }
    booking.join();
    CHECK(connections > 3);
    CHECK(heard == feed.positions());
}

TEST_CASE("a follower that waits hears that it is still served, and from where to come back") {
    Feed feed{{.heartbeat_interval = 20ms}};
    auto follower = feed.follow("?types=booking.cancelled.v1");
    const auto begun = follower.next().id;
    CHECK_NE(begun, "");
    feed.book();
    const auto end = feed.positions().back();
    auto beat = follower.next();
    while (beat.id != end) {
        CHECK(beat.is_heartbeat);
        CHECK_EQ(beat.event, "");
        beat = follower.next();
    }
}

TEST_CASE("a follower that catches up and is shown nothing hears how far it is") {
    Feed feed{{.looked_at_max = 1, .served_per_step = 1, .heartbeat_interval = 0ms}};
    for (int i = 0; i < 20; ++i) feed.book();
    auto follower = feed.follow("?types=booking.cancelled.v1", "0-1-0");
    const auto end = feed.positions().back();
    std::set<std::string> heard;
    while (!heard.contains(end)) heard.insert(follower.next().id);
    CHECK(heard.size() > 20);
}

TEST_CASE("a follower that does not read holds up no one else, and is cut off after a while") {
    Feed feed{{.piece_bytes_max = 4'096},
              {.stream_time_max = 100ms, .stream_unsent_bytes_max = 4'096, .tick = 10ms}};
    auto silent = feed.follow("", "", 4'096);
    auto other = feed.follow();
    REQUIRE_EQ(feed.server.subscribers(), 2);
    for (int i = 0; i < 20; ++i) {
        feed.book_much();
        CHECK_EQ(other.event().event, "booking.confirmed.v1");
    }
    CHECK(eventually([&] { return feed.server.subscribers() == 1; }));
    std::size_t heard = 0;
    try {
        for (; heard < 100; ++heard) silent.event();
    } catch (const std::runtime_error&) {
    }
    CHECK(heard < 20);
    auto back = feed.follow("", silent.id());
    for (; heard < 20; ++heard) CHECK_EQ(back.event().event, "booking.confirmed.v1");
    CHECK_EQ(back.id(), feed.positions().back());
}

TEST_CASE("a follower that has gone costs nothing") {
    Feed feed;
    {
        auto gone = feed.follow();
        auto reset = feed.follow();
        REQUIRE_EQ(feed.server.subscribers(), 2);
        reset.client().reset();
    }
    CHECK(eventually([&] { return feed.server.subscribers() == 0; }));
}

TEST_CASE("whoever asks for the head of a stream follows nothing") {
    Feed feed;
    http::testing::RawClient client{feed.server.port()};
    client.send(
        "HEAD /v1/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n"
        "Authorization: Bearer " +
        feed.clinic.key + "\r\n\r\n");
    const auto reply = client.receive(true);
    CHECK_EQ(reply.header("Content-Type"), "text/event-stream");
    CHECK_EQ(feed.server.subscribers(), 0);
    client.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK_EQ(client.receive().status, 200);
}

TEST_CASE("more followers than there is room for are asked to come back later") {
    Feed feed{{.subscribers_max = 3, .subscribers_per_organisation_max = 2}};
    const Clinic other{feed.server};
    const auto status_of = [&](const std::string& key) {
        const Follower one_more{feed.server.port(), key};
        CHECK_EQ(one_more.head().header("Retry-After"), "1");
        return one_more.head().status;
    };
    std::optional<Follower> first;
    first.emplace(feed.server.port(), feed.clinic.key);
    const auto second = feed.follow();
    CHECK_EQ(status_of(feed.clinic.key), 503);
    const Follower third{feed.server.port(), other.key};
    CHECK_EQ(third.head().status, 200);
    CHECK_EQ(status_of(other.key), 503);
    first.reset();
    REQUIRE(eventually([&] { return feed.server.subscribers() == 2; }));
    CHECK_EQ(feed.follow().head().status, 200);
}

TEST_CASE("a follower whose key is revoked is cut off, and no other") {
    Feed feed{{.heartbeat_interval = 20ms}};
    const auto issued = feed.owner.post("/v1/api-keys", json("{'label':'desk','role':'admin'}"));
    REQUIRE_EQ(issued.status, 201);
    Follower revoked{feed.server.port(), issued.text("secret")};
    auto other = feed.follow();
    REQUIRE_EQ(feed.owner.ask("DELETE", "/v1/api-keys/" + issued.text("id")).status, 200);
    CHECK_THROWS_AS(
        [&] {
            while (true) revoked.next();
        }(),
        std::runtime_error);
    CHECK(revoked.client().is_closed());
    CHECK_EQ(other.event().event, "api_key.revoked.v1");
    feed.book();
    CHECK_EQ(other.event().event, "booking.confirmed.v1");
}

TEST_CASE("a server that stops sends its followers away, and they go on at the next") {
    fakes::TemporaryFolder folder;
    std::string key;
    std::string last;
    {
        WholeServer server{folder.path()};
        key = Clinic{server}.key;
        Follower follower{server.port(), key};
        last = follower.next().id;
        std::thread stopping{[&] { server.stop(); }};
        CHECK(follower.client().is_closed());
        follower.client().end_sending();
        stopping.join();
    }
    const WholeServer server{folder.path()};
    Caller{server.port(), key}.post("/v1/hosts", json("{'name':'Eve','time_zone':'Etc/UTC'}"));
    CHECK_EQ(Follower(server.port(), key, "", last).event().event, "host.created.v1");
}

}  // namespace feed_test
