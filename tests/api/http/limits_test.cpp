#include "api/http/limits.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include "api/http/open_files.hpp"
#include "tests/api/http/raw_client.hpp"
#include "tests/api/http/running_server.hpp"

namespace http_limits_test {

using namespace kalends::http;
using namespace kalends::http::testing;
using namespace std::chrono_literals;

namespace {

Limits quick_limits() {
    Limits limits;
    limits.tick = 5ms;
    return limits;
}

int status_of(std::uint16_t port, std::string_view bytes) {
    RawClient client{port};
    client.send(bytes);
    const auto reply = client.receive();
    CHECK(reply.header("Connection") == "close");
    CHECK(reply.header("Content-Type") == "application/problem+json");
    CHECK(reply.body.find("\"request_id\":\"" + reply.header("X-Request-Id")) != std::string::npos);
    CHECK(client.is_closed());
    return reply.status;
}

}  // namespace

TEST_CASE("a request that is refused by the server is answered, and the connection closed") {
    RunningServer server{echo};
    CHECK(status_of(server.port(), "GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(status_of(server.port(), "GET /" + std::string(10'000, 'a')) == 414);
    CHECK(status_of(server.port(), "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(10'000, 'a')) ==
          431);
    CHECK(status_of(server.port(), "GET / HTTP/1.2\r\nHost: a\r\n\r\n") == 505);
    CHECK(server.figures().requests_refused == 4);
    CHECK(server.figures().requests == 0);
}

TEST_CASE("a header field that is at fault is named") {
    RunningServer server{echo};
    RawClient client{server.port()};
    client.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
    CHECK(client.receive().body.find(
              R"("errors":[{"pointer":"Host","detail":"Host stands there twice."}])") !=
          std::string::npos);
}

TEST_CASE("a client that is still sending too large a body gets to read that it is too large") {
    RunningServer server{echo};
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
    CHECK(status_of(server.port(),
                    head + "Content-Length: 5000000\r\n\r\n" + std::string(5'000'000, 'a')) == 413);
    const std::string chunk = "10000\r\n" + std::string(0x10000, 'a') + "\r\n";
    CHECK(status_of(server.port(), head + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk) ==
          413);
}

TEST_CASE("a client may go on sending for a while after it was refused, without being reset") {
    RunningServer server{echo};
    RawClient client{server.port()};
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n");
    CHECK(client.receive().status == 413);
    for (int i = 0; i < 20; ++i) CHECK(client.send(std::string(5'000, 'a')));
    CHECK(client.is_closed());
}

TEST_CASE("nothing is smuggled behind a request that is refused") {
    RunningServer server{echo};
    RawClient client{server.port()};
    client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n"
        "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().status == 400);
    CHECK(client.is_closed());
    CHECK(server.figures().requests == 0);
}

TEST_CASE("a header that does not end in time is answered with 408, however it trickles in") {
    auto limits = quick_limits();
    limits.header_time_max = 50ms;
    limits.header_bytes_max = 100'000'000;
    RunningServer server{echo, limits};
    CHECK(status_of(server.port(), "GET / HT") == 408);
    RawClient trickling{server.port()};
    trickling.send("GET / HTTP/1.1\r\nHost: a\r\n");
    CHECK(eventually([&] {
        trickling.send("X");
        return server.figures().requests_refused == 2;
    }));
    CHECK(trickling.receive().status == 408);
}

TEST_CASE("a body that does not end in time is answered with 408") {
    auto limits = quick_limits();
    limits.body_time_max = 50ms;
    RunningServer server{echo, limits};
    CHECK(status_of(server.port(), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhell") ==
          408);
    CHECK(status_of(server.port(),
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n") ==
          408);
}

TEST_CASE("a connection on which nothing was begun is closed without a word") {
    auto limits = quick_limits();
    limits.header_time_max = 50ms;
    limits.idle_time_max = 50ms;
    RunningServer server{echo, limits};
    RawClient silent{server.port()};
    CHECK(silent.is_closed());
    RawClient idle{server.port()};
    idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(idle.receive().status == 200);
    CHECK(idle.is_closed());
    CHECK(eventually([&] { return server.figures().connections_open == 0; }));
}

TEST_CASE("a client that does not read its reply is closed") {
    auto limits = quick_limits();
    limits.write_time_max = 50ms;
    RunningServer server{[](Request&&, Reply reply) {
                             Response response;
                             response.body.assign(32'000'000, 'x');
                             reply(std::move(response));
                         },
                         limits};
    RawClient client{server.port(), 4096};
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(eventually([&] { return server.figures().requests == 1; }));
    CHECK(eventually([&] { return server.figures().connections_open == 0; }));
    CHECK(client.receive_bytes(32'000'000).size() < 32'000'000);
}

TEST_CASE(
    "of all answers that are not taken so much is held, and who is held up longest is cut off") {
    auto limits = quick_limits();
    limits.held_bytes_max = 20'000'000;
    RunningServer server{[](Request&& request, Reply reply) {
                             Response response;
                             response.body.assign(request.path == "/long" ? 8'000'000 : 10, 'x');
                             reply(std::move(response));
                         },
                         limits};
    RawClient first{server.port(), 4096};
    first.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(eventually([&] { return server.figures().requests == 1; }));
    RawClient second{server.port(), 4096};
    second.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(eventually([&] { return server.figures().requests == 2; }));
    RawClient quick{server.port()};
    quick.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(quick.receive().status == 200);
    CHECK(server.figures().connections_open == 3);
    RawClient third{server.port(), 4096};
    third.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(eventually([&] { return server.figures().requests == 4; }));
    CHECK(eventually([&] { return server.figures().connections_open == 3; }));
    CHECK(first.receive_bytes(9'000'000).size() < 8'000'000);
    CHECK(second.receive().body.size() == 8'000'000);
    // What was taken counts no more.
    RawClient fourth{server.port(), 4096};
    fourth.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(fourth.receive().body.size() == 8'000'000);
    CHECK(third.receive().body.size() == 8'000'000);
}

TEST_CASE("more connections than allowed are answered with 503, and let in again when some close") {
    auto limits = quick_limits();
    limits.connections_max = 2;
    RunningServer server{echo, limits};
    RawClient first{server.port()};
    auto second = std::make_unique<RawClient>(server.port());
    for (auto* client : {&first, second.get()}) {
        client->send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        CHECK(client->receive().status == 200);
    }
    RawClient third{server.port()};
    const auto refused = third.receive();
    CHECK(refused.status == 503);
    CHECK(refused.header("Retry-After") == "1");
    CHECK(third.is_closed());
    CHECK(server.figures().connections_refused == 1);
    second.reset();
    CHECK(eventually([&] { return server.figures().connections_open == 1; }));
    RawClient fourth{server.port()};
    fourth.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(fourth.receive().status == 200);
}

TEST_CASE("without descriptors to accept with, the server pauses, and then goes on") {
    auto limits = quick_limits();
    limits.accept_pause = 20ms;
    RunningServer server{echo, limits};
    // UBSan opens a pipe to look at the first object of each type that is called, and reports what
    // is well where it cannot: so the server goes its way once while there are descriptors.
    RawClient earlier{server.port()};
    earlier.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(earlier.receive().status == 200);
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    // It has its descriptor, and none is left for the server's side.
    RawClient client;
    rlimit none = before;
    none.rlim_cur = 0;
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
    client.connect(server.port());
    CHECK(eventually([&] { return server.figures().accept_failures >= 2; }));
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().status == 200);
}

TEST_CASE("as many files may be open as the system allows") {
    const auto raised = raise_open_files_max();
    rlimit now{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &now) == 0);
    CHECK(now.rlim_cur == now.rlim_max);
    CHECK(raised == now.rlim_max);
}

}  // namespace http_limits_test
