#include "bench/load/http_load.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <thread>
#include <vector>

#include "api/http/server.hpp"
#include "bench/load/http_client.hpp"

namespace kalends::bench {
namespace {

using namespace std::chrono_literals;

void be_busy_for(std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
    }
}

// Answers everything with 200, and once stalls before it does.
class StallingServer {
  public:
    explicit StallingServer(std::size_t stalls_at = 0, std::chrono::milliseconds stall = 0ms)
        : server_{io_, http::Limits{},
                  [this, stalls_at, stall](http::Request&&, http::Reply reply) {
                      if (++requests_ == stalls_at) be_busy_for(stall);
                      reply(http::json_response(http::Status::ok, "{}"));
                  }},
          port_{server_.listen()},
          thread_{[this] { io_.run(); }} {}
    ~StallingServer() {
        io_.stop();
        thread_.join();
    }
    StallingServer(const StallingServer&) = delete;
    StallingServer& operator=(const StallingServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    boost::asio::io_context io_;
    std::size_t requests_ = 0;
    http::Server server_;
    std::uint16_t port_;
    std::thread thread_;
};

std::vector<std::string> asks(std::size_t count) {
    return std::vector<std::string>(count, request_text("GET", "/", ""));
}

std::uint64_t nanoseconds(std::chrono::nanoseconds time) {
    return static_cast<std::uint64_t>(time.count());
}

}  // namespace

TEST_CASE("every request is sent once and answered") {
    const StallingServer server;
    const auto requests = asks(500);
    for (const std::size_t connections : {1, 7}) {
        const auto figures =
            run_load({.port = server.port(), .connections = connections, .requests = requests});
        CHECK_EQ(figures.latency.count(), 500);
        CHECK_EQ(figures.with_status(200), 500);
    }
}

TEST_CASE("requests leave at their rate, not faster") {
    const StallingServer server;
    const auto requests = asks(101);
    const auto figures =
        run_load({.port = server.port(), .connections = 4, .rate = 1'000, .requests = requests});
    CHECK_GE(figures.seconds, 0.1);
}

// The server stalls once. Whoever counted from the instant at which a request really left would see
// one slow answer in a thousand; of those that were due meanwhile, two hundred were kept waiting.
TEST_CASE("a stall of 200 ms shows in the 99th percentile of requests due at a fixed rate") {
    const StallingServer server{500, 200ms};
    const auto requests = asks(1'000);
    const auto figures =
        run_load({.port = server.port(), .connections = 2, .rate = 1'000, .requests = requests});
    CHECK_GE(figures.latency.quantile(0.99), nanoseconds(180ms));
    CHECK_GE(figures.latency.max(), nanoseconds(200ms));
}

}  // namespace kalends::bench
