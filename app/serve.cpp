#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "api/http/open_files.hpp"
#include "api/http/router.hpp"
#include "api/http/server.hpp"
#include "app/commands.hpp"
#include "app/engine_driver.hpp"
#include "app/store_folder.hpp"
#include "commands/engine/settable_clock.hpp"

namespace kalends {
namespace {

constexpr std::chrono::seconds stop_grace{10};

ZoneNames read_zone_names(const std::string& path) {
    std::ifstream file{path};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    return ZoneNames::parse(text);
}

void print_catching_up(RecordNumber done, RecordNumber all) {
    constexpr std::uint64_t records_per_line = 50'000;
    if (number(done) % records_per_line != 0) return;
    fmt::print("kalends: catching up, record {} of {}\n", number(done), number(all));
}

http::Response health(const http::Request&) {
    return http::json_response(http::Status::ok, R"({"status":"alive"})");
}

// The process with its store open, from start to stop.
class Service {
  public:
    explicit Service(const Settings& settings);
    int run();

  private:
    void stop();
    void fail(const std::exception_ptr& trouble);
    [[nodiscard]] const Clock& clock() const;

    Settings settings_;
    SystemClock system_clock_;
    SettableClock settable_clock_;
    SystemRandomness randomness_;
    ZoneNames zones_;
    StoreFolder store_;
    Engine engine_;
    boost::asio::io_context io_;
    EngineDriver driver_;
    http::Router router_;
    http::Server server_;
    int exit_code_ = 0;
};

EngineLimits limits_of(const Settings& settings) {
    EngineLimits limits;
    limits.disk_reserve_bytes = settings.disk_reserve_mib * 1024 * 1024;
    return limits;
}

Service::Service(const Settings& settings)
    : settings_{settings},
      zones_{read_zone_names(settings.zone_data)},
      store_{settings.data, settings.master_key, randomness_},
      engine_{World{store_.log, store_.disk, clock(), randomness_, zones_, store_.master},
              limits_of(settings), print_catching_up},
      driver_{io_, engine_, [this](std::exception_ptr trouble) { fail(trouble); }},
      router_{{{http::Method::get, "/healthz", http::ReadEndpoint{health}}}},
      server_{io_, http::Limits{}, [this](http::Request&& request, http::Reply reply) {
                  router_(std::move(request), std::move(reply));
              }} {}

const Clock& Service::clock() const {
    if (settings_.settable_clock) return settable_clock_;
    return system_clock_;
}

int Service::run() {
    const auto port = server_.listen(settings_.address, settings_.port);
    fmt::print("kalends: listening at http://{}:{}\n", settings_.address, port);
    std::fflush(stdout);
    boost::asio::signal_set signals{io_, SIGINT, SIGTERM};
    signals.async_wait([this](const boost::system::error_code& cancelled, int) {
        if (!cancelled) stop();
    });
    io_.run();
    return exit_code_;
}

void Service::stop() {
    fmt::print("kalends: stopping\n");
    server_.stop(stop_grace, [this] {
        driver_.stop();
        engine_.close();
        fmt::print("kalends: stopped at {}\n", to_text(engine_.position()));
        io_.stop();
    });
}

// Whether the record is there, only the next start can tell; so nothing is tidied up here.
void Service::fail(const std::exception_ptr& trouble) {
    try {
        std::rethrow_exception(trouble);
    } catch (const std::exception& what) {
        fmt::print(stderr, "kalends: cannot write: {}; stopping, start again to recover\n",
                   what.what());
    }
    std::fflush(stderr);
    std::_Exit(1);
}

}  // namespace

int serve(const Settings& settings) {
    http::raise_open_files_max();
    Service service{settings};
    return service.run();
}

}  // namespace kalends
