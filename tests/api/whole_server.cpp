#include "tests/api/whole_server.hpp"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

#include "api/credentials.hpp"
#include "api/routes.hpp"

namespace kalends::api::testing {
namespace {

constexpr std::string_view opening = "2026-11-30T08:00:00Z";
constexpr std::chrono::seconds stop_grace{60};

ZoneNames machine_zones() {
    std::ifstream file{"/usr/share/zoneinfo/tzdata.zi"};
    return ZoneNames::parse(std::string{std::istreambuf_iterator<char>{file}, {}});
}

// As the program does it: an engine that cannot go on ends the process.
[[noreturn]] void fail(const std::exception_ptr&) {
    std::abort();
}

}  // namespace

WholeServer::WholeServer(const std::filesystem::path& folder)
    : clock_{*parse_instant(opening)},
      zones_{machine_zones()},
      disk_{folder},
      log_{folder / "log"},
      engine_{World{log_, disk_, clock_, randomness_, zones_, {}}, {.record_commands_max = 8}},
      driver_{io_, engine_, {.failed = fail}},
      operator_key_{new_operator_key(randomness_)},
      app_{.engine = engine_,
           .log = log_,
           .zones = zones_,
           .randomness = randomness_,
           .operator_key = std::nullopt,
           .kick = [this] { driver_.kick_soon(); }},
      router_{make_routes(app_)},
      server_{io_, {}, std::ref(router_)} {
    app_.operator_key = digest_of(app_.sha, operator_key_);
    port_ = server_.listen();
    thread_ = std::thread{[this] { io_.run(); }};
}

WholeServer::~WholeServer() {
    stop();
}

void WholeServer::stop() {
    if (!thread_.joinable()) return;
    server_.stop(stop_grace, [this] {
        driver_.stop();
        io_.stop();
    });
    thread_.join();
}

}  // namespace kalends::api::testing
