#include "api/http/server.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "tests/api/http/raw_client.hpp"
#include "tests/api/http/running_server.hpp"

namespace server_test {

using namespace kalends::http;
using namespace kalends::http::testing;

TEST_CASE("one connection serves one request after another") {
    RunningServer server{echo};
    RawClient client{server.port()};
    for (const auto* path : {"/a", "/b", "/c"}) {
        client.send("GET " + std::string{path} + " HTTP/1.1\r\nHost: a\r\n\r\n");
        const auto reply = client.receive();
        CHECK(reply.status == 200);
        CHECK(reply.body == "GET " + std::string{path} + " ");
        CHECK(reply.header("Connection").empty());
    }
    CHECK(server.figures().connections_accepted == 1);
    CHECK(server.figures().requests == 3);
}

TEST_CASE("pipelined requests are answered in their order") {
    RunningServer server{echo};
    RawClient client{server.port()};
    std::string requests;
    for (int i = 0; i < 200; ++i) {
        requests +=
            "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    }
    client.send(requests);
    for (int i = 0; i < 200; ++i) {
        const auto reply = client.receive();
        CHECK(reply.body == "POST /" + std::to_string(i) + " body");
    }
}

TEST_CASE("a request may arrive byte by byte") {
    RunningServer server{echo};
    RawClient client{server.port()};
    client.send_byte_by_byte(
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nabc\r\n0\r\n\r\nGET /y HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().body == "POST /x abc");
    CHECK(client.receive().body == "GET /y ");
}

TEST_CASE("HEAD is answered without a body") {
    RunningServer server{echo};
    RawClient client{server.port()};
    client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto head = client.receive(true);
    CHECK(head.header("Content-Length") == "8");
    CHECK(client.receive().body == "GET /b ");
}

TEST_CASE("a connection is closed when the client says so") {
    RunningServer server{echo};
    RawClient closing{server.port()};
    closing.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(closing.receive().header("Connection") == "close");
    CHECK(closing.is_closed());
    RawClient old{server.port()};
    old.send("GET / HTTP/1.0\r\n\r\n");
    CHECK(old.receive().status == 200);
    CHECK(old.is_closed());
    RawClient old_but_staying{server.port()};
    for (int i = 0; i < 2; ++i) {
        old_but_staying.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        CHECK(old_but_staying.receive().header("Connection") == "keep-alive");
    }
}

TEST_CASE("a client that has ended its side is still answered") {
    RunningServer server{echo};
    RawClient client{server.port()};
    client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
    client.end_sending();
    CHECK(client.receive().body == "GET /a ");
    CHECK(client.is_closed());
}

TEST_CASE("every reply names its request, and the handler is told the name") {
    RunningServer server{[](Request&& request, Reply reply) {
        Response response;
        response.body = request.id + " " + request.remote_address;
        reply(std::move(response));
    }};
    RawClient client{server.port()};
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine-1\r\n\r\n");
    const auto named = client.receive();
    CHECK(named.header("X-Request-Id") == "mine-1");
    CHECK(named.body == "mine-1 127.0.0.1");
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: not a name\r\n\r\n");
    const auto unnamed = client.receive();
    CHECK(unnamed.body == unnamed.header("X-Request-Id") + " 127.0.0.1");
    CHECK(unnamed.header("X-Request-Id") != "not a name");
}

TEST_CASE("what a handler throws is reported and answered with 500") {
    std::string told;
    {
        RunningServer server{[](Request&&, Reply) { throw std::runtime_error{"disk on fire"}; },
                             {},
                             [&](std::string_view, std::string_view what) { told = what; }};
        RawClient client{server.port()};
        for (int i = 0; i < 2; ++i) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            const auto reply = client.receive();
            CHECK(reply.status == 500);
            CHECK(reply.header("Content-Type") == "application/problem+json");
            CHECK(reply.body.find("disk") == std::string::npos);
        }
        CHECK(server.figures().replies_abandoned == 2);
    }
    CHECK(told == "disk on fire");
}

TEST_CASE("an expected 100 is sent before the body, and only where it is waited for") {
    RunningServer server{echo};
    RawClient client{server.port()};
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.receive().status == 100);
    client.send("hi");
    CHECK(client.receive().body == "POST / hi");
    client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nho");
    CHECK(client.receive().body == "POST / ho");
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: magic\r\n\r\n");
    CHECK(client.receive().status == 417);
    CHECK(client.is_closed());
}

}  // namespace server_test
