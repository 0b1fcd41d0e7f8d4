#pragma once

#include <boost/asio/io_context.hpp>
#include <exception>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "api/app.hpp"
#include "api/engine_driver.hpp"
#include "api/feed/subscribers.hpp"
#include "api/http/router.hpp"
#include "api/http/server.hpp"
#include "api/views_driver.hpp"
#include "eventstore/posix_disk.hpp"
#include "eventstore/rocks_log.hpp"

namespace kalends::api::testing {

// All that a server is, with its own threads, on a real store and a free port of this machine.
// Only its clock stands, so that tests can name times.
class WholeServer {
  public:
    // Opens the store in this folder, or makes it.
    explicit WholeServer(const std::filesystem::path& folder, const SubscriberLimits& limits = {},
                         const http::Limits& http_limits = {});
    ~WholeServer();
    WholeServer(const WholeServer&) = delete;
    WholeServer& operator=(const WholeServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] const std::string& operator_key() const { return operator_key_; }

    [[nodiscard]] http::ServerFigures figures() const { return server_.figures(); }
    // Those who follow feeds.
    [[nodiscard]] std::size_t subscribers() const { return subscribers_.count(); }

    // Answers what is in progress, closes the store's books and ends all threads.
    void stop();

  private:
    void look_at(std::vector<Holder> holders);

    SettableClock clock_;
    SystemRandomness randomness_;
    ZoneNames zones_;
    PosixDisk disk_;
    RocksLog log_;
    boost::asio::io_context io_;  // outlives all who hold connections
    Engine engine_;
    Runner views_;
    Subscribers subscribers_;
    ViewsDriver views_driver_;
    EngineDriver driver_;
    std::string operator_key_;
    App app_;
    http::Router router_;
    http::Server server_;
    std::uint16_t port_;
    std::thread thread_;
};

}  // namespace kalends::api::testing
