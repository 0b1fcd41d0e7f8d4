#include "tests/api/whole_server.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

#include "api/authentication.hpp"
#include "api/credentials.hpp"
#include "api/routes.hpp"
#include "projections/all_views.hpp"

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

WholeServer::WholeServer(const std::filesystem::path& folder, const SubscriberLimits& limits,
                         const http::Limits& http_limits)
    : clock_{*parse_instant(opening)},
      zones_{machine_zones()},
      disk_{folder},
      log_{folder / "log"},
      engine_{World{log_, disk_, clock_, randomness_, zones_, {}}, {.record_commands_max = 8}},
      views_{log_,
             {},
             all_views([this](EventId event, std::string_view field, const Sealed& sealed) {
                 return engine_.open_durable(event, field, sealed);
             }),
             {}},
      subscribers_{log_,
                   limits,
                   {.nudge = [this] { views_driver_.nudge(); },
                    .look_at = [this](auto holders) { look_at(std::move(holders)); }}},
      views_driver_{views_,
                    {.failed = fail,
                     .stepped = [this](Runner& views) { return subscribers_.step(views); },
                     .ended = [this] { subscribers_.close(); }}},
      driver_{io_,
              engine_,
              {.failed = fail, .committed = [this](const Committed&) { views_driver_.wake(); }}},
      operator_key_{new_operator_key(randomness_)},
      app_{.engine = engine_,
           .log = log_,
           .subscribers = subscribers_,
           .zones = zones_,
           .randomness = randomness_,
           .operator_key = std::nullopt,
           .kick = [this] { driver_.kick_soon(); },
           .later = [this](std::function<void()> task) { boost::asio::post(io_, std::move(task)); },
           .ask_views =
               [this](ViewsQuestion question) { return views_driver_.ask(std::move(question)); }},
      router_{make_routes(app_)},
      server_{io_,
              http_limits,
              std::ref(router_),
              {.may_send_long_body = [this](const http::Request& request) {
                  return has_key(app_, request);
              }}} {
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
        views_driver_.stop();
        subscribers_.close();
        io_.stop();
    });
    thread_.join();
}

void WholeServer::look_at(std::vector<Holder> holders) {
    boost::asio::post(io_, [this, holders = std::move(holders)] {
        for (const auto& holder : holders) {
            if (!is_live(app_, holder.organisation, holder.key)) subscribers_.end(holder);
        }
    });
}

}  // namespace kalends::api::testing
