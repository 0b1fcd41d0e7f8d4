#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "api/http/server.hpp"

namespace kalends::http::testing {

// A server on a free port with a thread of its own, stopped at the end of its scope.
class RunningServer {
  public:
    explicit RunningServer(Handler handler, const Limits& limits = {}, TroubleReport report = {})
        : server_{io_, limits, std::move(handler), {.report = std::move(report)}},
          port_{server_.listen()},
          thread_{[this] { io_.run(); }} {}

    ~RunningServer() {
        server_.stop(std::chrono::milliseconds{0});
        thread_.join();
    }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] ServerFigures figures() const { return server_.figures(); }

    // Ready once the server has stopped.
    [[nodiscard]] std::future<void> stop(std::chrono::milliseconds grace) {
        auto stopped = std::make_shared<std::promise<void>>();
        auto is_stopped = stopped->get_future();
        server_.stop(grace, [stopped] { stopped->set_value(); });
        return is_stopped;
    }

  private:
    boost::asio::io_context io_;
    Server server_;
    std::uint16_t port_;
    std::thread thread_;
};

// Whether something comes true, looked at without rest for at most ten seconds.
template <class Condition>
[[nodiscard]] bool eventually(const Condition& condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

// Answers with method, path and body of what it is asked.
inline void echo(Request&& request, Reply reply) {
    std::string body{to_text(request.method)};
    body.append(" ").append(request.path).append(" ").append(request.body);
    Response response;
    response.body = std::move(body);
    reply(std::move(response));
}

}  // namespace kalends::http::testing
