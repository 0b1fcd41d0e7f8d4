#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

#include "tests/api/http/raw_client.hpp"
#include "tests/api/http/running_server.hpp"

namespace cross_thread_test {

using namespace kalends::http;
using namespace kalends::http::testing;
using namespace std::chrono_literals;

namespace {

struct Asked {
    Request request;
    Reply reply;
};

// Answers on a thread of its own what the handler gives it, as a commit thread does.
class Committer {
  public:
    explicit Committer(std::size_t body_bytes = 0)
        : body_bytes_{body_bytes}, thread_{[this] { run(); }} {}
    ~Committer() { finish(); }

    // Answers what it has, and ends its thread. A client has its answer before that has let go of
    // its connection; so the server must outlive this call.
    void finish() {
        {
            const std::lock_guard lock{mutex_};
            is_done_ = true;
        }
        changed_.notify_one();
        if (thread_.joinable()) thread_.join();
    }

    [[nodiscard]] Handler handler() {
        return [this](Request&& request, Reply reply) {
            {
                const std::lock_guard lock{mutex_};
                asked_.push_back({std::move(request), std::move(reply)});
            }
            changed_.notify_one();
        };
    }

  private:
    void run() {
        std::unique_lock lock{mutex_};
        while (true) {
            changed_.wait(lock, [this] { return is_done_ || !asked_.empty(); });
            if (asked_.empty()) return;
            auto batch = std::move(asked_);
            asked_.clear();
            lock.unlock();
            for (Asked& asked : batch) answer(asked);
            batch.clear();
            lock.lock();
        }
    }

    void answer(Asked& asked) const {
        Response response;
        response.body = asked.request.path;
        response.body.resize(response.body.size() + body_bytes_, 'x');
        asked.reply(std::move(response));
    }

    const std::size_t body_bytes_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Asked> asked_;
    bool is_done_ = false;
    std::thread thread_;
};

std::string get(const std::string& path) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

// Two sockets that nobody was told of.
class SocketPair {
  public:
    SocketPair() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()) == 0); }
    ~SocketPair() {
        for (const int end : ends_) ::close(end);
    }
    SocketPair(const SocketPair&) = delete;
    SocketPair& operator=(const SocketPair&) = delete;

    [[nodiscard]] bool has_received() const {
        return std::ranges::any_of(ends_, [](int end) {
            char byte = 0;
            return ::recv(end, &byte, 1, MSG_DONTWAIT) > 0;
        });
    }

  private:
    std::array<int, 2> ends_{};
};

// Keeps what it is asked until the test lets go of it.
class Keeper {
  public:
    [[nodiscard]] Handler handler() {
        return [this](Request&&, Reply reply) {
            const std::lock_guard lock{mutex_};
            kept_.push_back(std::move(reply));
            changed_.notify_one();
        };
    }

    [[nodiscard]] Reply take() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return !kept_.empty(); });
        Reply reply = std::move(kept_.front());
        kept_.pop_front();
        return reply;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Reply> kept_;
};

}  // namespace

TEST_CASE("many clients are answered by another thread, each in its order") {
    Committer committer;
    RunningServer server{committer.handler()};
    std::vector<std::thread> clients;
    std::atomic<int> right = 0;
    for (int c = 0; c < 8; ++c) {
        clients.emplace_back([&server, &right, c] {
            RawClient client{server.port()};
            for (int i = 0; i < 100; ++i) {
                const auto path = "/" + std::to_string(c) + "/" + std::to_string(i);
                client.send(get(path));
                const auto reply = client.receive();
                if (reply.body == path) ++right;
            }
        });
    }
    for (auto& client : clients) client.join();
    CHECK(right == 800);
    committer.finish();
}

TEST_CASE("pipelined requests that another thread answers are answered in their order") {
    Committer committer;
    RunningServer server{committer.handler()};
    RawClient client{server.port()};
    std::string requests;
    for (int i = 0; i < 500; ++i) requests += get("/" + std::to_string(i));
    client.send(requests);
    for (int i = 0; i < 500; ++i) {
        const auto reply = client.receive();
        CHECK(reply.body == "/" + std::to_string(i));
    }
    committer.finish();
}

TEST_CASE("a large reply reaches a client that reads slowly, whole, and the next one after it") {
    constexpr std::size_t body_bytes = 5'000'000;
    Committer committer{body_bytes};
    RunningServer server{committer.handler()};
    RawClient client{server.port(), 4096};
    client.send(get("/a") + get("/b"));
    const auto first = client.receive();
    CHECK(first.body.size() == body_bytes + 2);
    CHECK(first.body.starts_with("/ax"));
    const auto second = client.receive();
    CHECK(second.body.starts_with("/bx"));
    client.send(get("/c"));
    CHECK(client.receive().body.starts_with("/cx"));
    committer.finish();
}

TEST_CASE("what of a reply is lasting follows its body, also to a client that reads slowly") {
    const std::string lasting(5'000'000, 'y');
    RunningServer server{[&lasting](Request&& request, Reply reply) {
        const auto status = request.path == "/not-modified" ? Status::not_modified : Status::ok;
        reply({.status = status, .body = request.path, .lasting = lasting});
    }};
    RawClient client{server.port(), 4096};
    client.send(get("/a") + "HEAD /b HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().body == "/a" + lasting);
    CHECK(client.receive(true).header("Content-Length") == "5000002");
    client.send(get("/not-modified") + get("/d"));
    CHECK(client.receive().body.empty());
    CHECK(client.receive().body == "/d" + lasting);
}

TEST_CASE("the next request of a connection waits until the last one is answered") {
    Keeper keeper;
    const Handler keep = keeper.handler();
    RunningServer server{[&](Request&& request, Reply reply) {
        request.path == "/kept" ? keep(std::move(request), std::move(reply))
                                : echo(std::move(request), std::move(reply));
    }};
    RawClient client{server.port()};
    client.send(get("/kept") + get("/next"));
    Reply reply = keeper.take();
    // Once another client is answered, the server has done all that it does with the two.
    RawClient other{server.port()};
    other.send(get("/other"));
    CHECK(other.receive().body == "GET /other ");
    CHECK(server.figures().requests == 2);
    reply(json_response(Status::ok, "kept"));
    CHECK(client.receive().body == "kept");
    CHECK(client.receive().body == "GET /next ");
}

TEST_CASE("a client that resets its connection takes nobody else's answer along") {
    Keeper keeper;
    RunningServer server{keeper.handler()};
    RawClient leaving{server.port()};
    leaving.send(get("/"));
    Reply late = keeper.take();
    leaving.reset();
    RawClient staying{server.port()};
    staying.send(get("/"));
    Reply in_time = keeper.take();
    late(json_response(Status::ok, "late"));
    in_time(json_response(Status::ok, "in time"));
    CHECK(staying.receive().body == "in time");
    CHECK(eventually([&] { return server.figures().connections_open == 1; }));
}

TEST_CASE("a reply that is dropped on another thread is answered with 500") {
    Keeper keeper;
    RunningServer server{keeper.handler()};
    RawClient client{server.port()};
    client.send(get("/"));
    {
        const Reply dropped = keeper.take();
    }
    CHECK(client.receive().status == 500);
}

TEST_CASE("a server that stops answers what it has begun, and closes what is idle") {
    Keeper keeper;
    Limits limits;
    limits.tick = 5ms;
    limits.linger_time_max = 20ms;
    RunningServer server{keeper.handler(), limits};
    RawClient asking{server.port()};
    asking.send(get("/"));
    Reply reply = keeper.take();
    RawClient idle{server.port()};
    CHECK(eventually([&] { return server.figures().connections_open == 2; }));
    const auto stopped = server.stop(10s);
    CHECK(idle.is_closed());
    reply(json_response(Status::ok, "done"));
    const auto last = asking.receive();
    CHECK(last.body == "done");
    CHECK(last.header("Connection") == "close");
    CHECK(asking.is_closed());
    stopped.wait();
    CHECK(server.figures().connections_open == 0);
}

TEST_CASE("a server that stops waits no longer than it was told to") {
    Keeper keeper;
    RunningServer server{keeper.handler()};
    RawClient client{server.port()};
    client.send(get("/"));
    Reply never_in_time = keeper.take();
    server.stop(20ms).wait();
    CHECK(client.is_closed());
    // These would be given the number of its descriptor, had that been closed under the reply.
    const std::array<SocketPair, 4> strangers;
    never_in_time(json_response(Status::ok, "too late"));
    CHECK(std::ranges::none_of(strangers, &SocketPair::has_received));
}

}  // namespace cross_thread_test
