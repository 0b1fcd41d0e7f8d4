#include "api/http/stream.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "tests/api/http/raw_client.hpp"
#include "tests/api/http/running_server.hpp"

namespace http_stream_test {

using namespace kalends::http;
using namespace kalends::http::testing;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view asking = "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n";

class Ear : public StreamListener {
  public:
    void drained() override { ++drains; }
    void gone() override { ++departures; }
    [[nodiscard]] bool has_end() const override { return is_finite; }

    std::atomic<bool> is_finite = false;

    std::atomic<int> drains = 0;
    std::atomic<int> departures = 0;
};

// Answers whatever it is asked with a stream that the test writes, on the test's thread.
class Studio {
  public:
    [[nodiscard]] Handler handler() {
        return [this](Request&&, Reply reply) {
            const std::lock_guard lock{mutex_};
            asked_.emplace(std::move(reply));
            changed_.notify_one();
        };
    }
    // The stream of the request that came, which must be one.
    [[nodiscard]] Stream begin() {
        std::unique_lock lock{mutex_};
        REQUIRE(changed_.wait_for(lock, 10s, [this] { return asked_.has_value(); }));
        auto stream = asked_->begin({Status::ok, {}, {}}, ear);
        asked_.reset();
        return stream;
    }

    const std::shared_ptr<Ear> ear = std::make_shared<Ear>();

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Reply> asked_;
};

// A server with one client, who has asked for a stream and has it.
struct Streaming {
    explicit Streaming(const Limits& limits = {}, std::string_view request = asking)
        : server{studio.handler(), limits}, client{server.port(), 4'096} {
        client.send(request);
        stream.emplace(studio.begin());
    }

    // Writes until the client holds no more; gives what was written.
    std::string fill() {
        std::string written;
        const std::string piece(10'000, 'x');
        do written += piece;
        while (stream->write(piece));
        return written;
    }

    Studio studio;
    RunningServer server;
    RawClient client;
    std::optional<Stream> stream;
};

}  // namespace

TEST_CASE("a reply that goes on comes in chunks, and once it is finished its connection stays") {
    Streaming streaming;
    CHECK(streaming.stream->write("one"));
    const auto reply = streaming.client.receive();
    CHECK_EQ(reply.status, 200);
    CHECK_EQ(reply.header("Content-Length"), "");
    CHECK_EQ(reply.header("Transfer-Encoding"), "chunked");
    CHECK_EQ(reply.header("Connection"), "");
    CHECK_EQ(streaming.client.receive_bytes(3), "one");
    CHECK(streaming.stream->write({}));
    CHECK(streaming.stream->write("two"));
    CHECK_EQ(streaming.client.receive_bytes(3), "two");
    streaming.stream->finish();
    CHECK(streaming.client.has_whole_body());
    CHECK_MESSAGE(streaming.studio.ear->departures == 0, "who finished it knows");
    streaming.client.send(asking);
    auto again = streaming.studio.begin();
    CHECK(again.write("three"));
    CHECK_EQ(streaming.client.receive().status, 200);
    CHECK_EQ(streaming.client.receive_bytes(5), "three");
}

TEST_CASE("a stream that is let go of is cut, which its client can tell") {
    Streaming streaming;
    CHECK(streaming.stream->write("one"));
    static_cast<void>(streaming.client.receive());
    CHECK_EQ(streaming.client.receive_bytes(3), "one");
    streaming.stream.reset();
    CHECK_FALSE(streaming.client.has_whole_body());
    CHECK(streaming.client.is_closed());
}

TEST_CASE("a stream without a byte has an end, too") {
    Streaming streaming;
    streaming.stream->finish();
    static_cast<void>(streaming.client.receive());
    CHECK(streaming.client.has_whole_body());
}

TEST_CASE("for a client of HTTP/1.0 a stream ends with its connection") {
    Streaming streaming{{}, "GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"};
    CHECK(streaming.stream->write("one"));
    const auto reply = streaming.client.receive();
    CHECK_EQ(reply.header("Transfer-Encoding"), "");
    CHECK_EQ(reply.header("Connection"), "close");
    streaming.stream->finish();
    CHECK_EQ(streaming.client.receive_bytes(100), "one");
    CHECK(streaming.client.is_closed());
}

TEST_CASE("whoever wants the connection closed has it closed once a stream is finished") {
    Streaming streaming{{}, "GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"};
    streaming.stream->finish();
    CHECK_EQ(streaming.client.receive().header("Connection"), "close");
    CHECK(streaming.client.has_whole_body());
    CHECK(streaming.client.is_closed());
}

TEST_CASE("after HEAD the head of a stream is all that there is") {
    Streaming streaming{{}, "HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n"};
    streaming.stream->finish();
    CHECK_EQ(streaming.client.receive(true).header("Content-Length"), "");
    streaming.client.send(asking);
    streaming.studio.begin().finish();
    CHECK_EQ(streaming.client.receive().status, 200);
}

TEST_CASE("what a client sends behind a request for a stream waits until that is finished") {
    const auto twice = std::string{asking} + std::string{asking};
    for (const auto& [at_once, later] :
         {std::pair{twice, std::string{}}, std::pair{std::string{asking}, std::string{asking}}}) {
        Streaming streaming{{}, at_once};
        streaming.client.send(later);
        streaming.stream->write("one");
        CHECK_EQ(streaming.server.figures().requests, 1);
        streaming.stream->finish();
        static_cast<void>(streaming.client.receive());
        CHECK_EQ(streaming.client.receive_bytes(3), "one");
        auto second = streaming.studio.begin();
        second.write("two");
        CHECK_EQ(streaming.client.receive().status, 200);
        CHECK_EQ(streaming.client.receive_bytes(3), "two");
    }
}

TEST_CASE("what a client sends behind a stream that is cut is never answered") {
    const auto twice = std::string{asking} + std::string{asking};
    Streaming streaming{{}, twice};
    streaming.client.send(asking);
    streaming.stream->write("one");
    streaming.stream.reset();
    static_cast<void>(streaming.client.receive());
    CHECK_EQ(streaming.client.receive_bytes(3), "one");
    CHECK(streaming.client.is_closed());
    CHECK_EQ(streaming.server.figures().requests, 1);
}

TEST_CASE("a client that floods a stream with requests is read no more until it is finished") {
    Streaming streaming{{.body_bytes_max = 4'096}};
    streaming.stream->write("one");
    // Less than is dropped after a refusal, which would be lost with a connection that is reset.
    std::thread flooding{[&] { streaming.client.send(std::string(4'000'000, 'x')); }};
    static_cast<void>(streaming.client.receive());
    CHECK_EQ(streaming.client.receive_bytes(3), "one");
    CHECK_EQ(streaming.studio.ear->departures, 0);
    streaming.stream->finish();
    CHECK(streaming.client.has_whole_body());
    CHECK_EQ(streaming.client.receive().status, 414);
    flooding.join();
}

TEST_CASE("who writes to a stream is told when the client has gone") {
    for (const bool is_reset : {true, false}) {
        Streaming streaming;
        streaming.stream->write("one");
        is_reset ? streaming.client.reset() : streaming.client.end_sending();
        CHECK(eventually([&] { return streaming.studio.ear->departures == 1; }));
        CHECK(eventually([&] { return streaming.server.figures().connections_open == 0; }));
        CHECK_FALSE(streaming.stream->write("two"));
    }
}

TEST_CASE("a stream that has an end is sent to who has closed only the own side") {
    for (const bool is_late : {false, true}) {
        Studio studio;
        studio.ear->is_finite = true;
        const RunningServer server{studio.handler()};
        RawClient client{server.port(), 4'096};
        client.send(asking);
        if (!is_late) client.end_sending();
        auto stream = studio.begin();
        stream.write("one");
        if (is_late) client.end_sending();
        static_cast<void>(client.receive());
        CHECK_EQ(client.receive_bytes(3), "one");
        stream.write("two");
        CHECK_EQ(client.receive_bytes(3), "two");
        stream.finish();
        CHECK(client.has_whole_body());
        CHECK(client.is_closed());
        CHECK_EQ(studio.ear->departures, 0);
    }
}

TEST_CASE("who takes a stream that has an end bit by bit has the time of one write for it") {
    Streaming streaming{{.stream_time_max = 50ms, .tick = 5ms}};
    streaming.studio.ear->is_finite = true;
    static_cast<void>(streaming.stream->write("one"));
    static_cast<void>(streaming.client.receive());
    static_cast<void>(streaming.client.receive_bytes(3));
    const auto& ear = *streaming.studio.ear;
    for (int round = 1; round < 5'000 && ear.departures == 0; ++round) {
        const auto written = streaming.fill();
        static_cast<void>(streaming.client.receive_bytes(written.size()));
        CHECK(eventually([&] { return ear.drains >= round || ear.departures == 1; }));
    }
    CHECK_EQ(ear.departures, 1);
}

TEST_CASE("who writes more than the client takes is told when that has left, to the last byte") {
    Streaming streaming;
    auto written = streaming.fill();
    CHECK_EQ(streaming.studio.ear->drains, 0);
    static_cast<void>(streaming.client.receive());
    for (int round = 1; round <= 3; ++round) {
        CHECK(streaming.client.receive_bytes(written.size()) == written);
        REQUIRE(eventually([&] { return streaming.studio.ear->drains == round; }));
        written = streaming.fill();
    }
}

TEST_CASE("little is kept for a client that does not read, from the first byte on") {
    std::optional<Stream> stream;
    std::atomic<std::size_t> written = 0;
    std::atomic<bool> is_full = false;
    const RunningServer server{[&](Request&&, Reply reply) {
        // On the io thread, which does nothing else until this has ended.
        stream.emplace(reply.begin({Status::ok, {}, {}}, std::make_shared<Ear>()));
        const std::string piece(10'000, 'x');
        do written += piece.size();
        while (stream->write(piece));
        is_full = true;
    }};
    RawClient client{server.port(), 4'096};
    client.send(asking);
    REQUIRE(eventually([&] { return is_full.load(); }));
    CHECK_LT(written.load(), 500'000);
    // Before the server goes.
    stream.reset();
}

TEST_CASE("a client that does not read its stream is closed after a while, and no other") {
    const Limits limits{.stream_time_max = 50ms, .tick = 10ms};
    Streaming reading{limits};
    reading.stream->write("one");
    const Streaming idle{limits};
    {
        Streaming held_up{limits};
        held_up.fill();
        CHECK(eventually([&] { return held_up.studio.ear->departures == 1; }));
        CHECK_FALSE(held_up.stream->write("more"));
    }
    CHECK(reading.stream->write("two"));
    CHECK_EQ(reading.studio.ear->departures, 0);
    CHECK_EQ(idle.studio.ear->departures, 0);
}

TEST_CASE("a server that stops ends its streams at once") {
    for (const bool is_held_up : {false, true}) {
        Streaming streaming;
        if (is_held_up) streaming.fill();
        if (!is_held_up) streaming.stream->write("one");
        auto stopped = streaming.server.stop(1h);
        CHECK(eventually([&] { return streaming.studio.ear->departures == 1; }));
        streaming.client.reset();
        CHECK(stopped.wait_for(10s) == std::future_status::ready);
        CHECK_FALSE(streaming.stream->write("two"));
    }
}

TEST_CASE("a server that stops waits for a stream that has an end") {
    Streaming streaming;
    streaming.studio.ear->is_finite = true;
    CHECK(streaming.stream->write("one"));
    static_cast<void>(streaming.client.receive());
    CHECK_EQ(streaming.client.receive_bytes(3), "one");
    auto stopped = streaming.server.stop(1h);
    CHECK(streaming.stream->write("two"));
    CHECK_EQ(streaming.client.receive_bytes(3), "two");
    streaming.stream->finish();
    CHECK(streaming.client.has_whole_body());
    CHECK(streaming.client.is_closed());
    streaming.client.reset();
    CHECK(stopped.wait_for(10s) == std::future_status::ready);
    CHECK_EQ(streaming.studio.ear->departures, 0);
}

TEST_CASE("a stream that begins while the server stops ends at once") {
    Studio studio;
    RunningServer server{studio.handler()};
    RawClient client{server.port()};
    client.send(asking);
    REQUIRE(eventually([&] { return server.figures().requests == 1; }));
    auto stopped = server.stop(1h);
    auto stream = studio.begin();
    stream.write("one");
    CHECK(eventually([&] { return studio.ear->departures == 1; }));
    client.reset();
    CHECK(stopped.wait_for(10s) == std::future_status::ready);
}

}  // namespace http_stream_test
