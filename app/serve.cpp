#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>

#include "adapters/kafka/publishing.hpp"
#include "api/app.hpp"
#include "api/authentication.hpp"
#include "api/credentials.hpp"
#include "api/engine_driver.hpp"
#include "api/feed/subscribers.hpp"
#include "api/http/open_files.hpp"
#include "api/http/router.hpp"
#include "api/http/server.hpp"
#include "api/http/tls.hpp"
#include "api/routes.hpp"
#include "api/views_driver.hpp"
#include "app/certificate_watch.hpp"
#include "app/commands.hpp"
#include "app/demo/prepare.hpp"
#include "app/filling_report.hpp"
#include "app/greeting.hpp"
#include "app/reports.hpp"
#include "app/say.hpp"
#include "app/store_folder.hpp"
#include "app/web_address.hpp"
#include "app/zone_names.hpp"
#include "commands/engine/settable_clock.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/secret_file.hpp"

namespace kalends {
namespace {

constexpr std::chrono::seconds stop_grace{10};

Engine::Progress telling_progress(api::Log& log) {
    return [&log](RecordNumber done, RecordNumber all) {
        constexpr std::uint64_t records_per_line = 50'000;
        if (number(done) % records_per_line != 0) return;
        log.write(api::LogLevel::info,
                  fmt::format("catching up, record {} of {}", number(done), number(all)));
    };
}

// The operator's key lies in the data folder, for its owner's eyes only; made at the first start.
Digest operator_key_of(Disk& disk, Randomness& randomness) {
    const auto key = load_or_create_text(disk, operator_key_file,
                                         [&] { return api::new_operator_key(randomness); });
    Sha256 sha;
    return api::digest_of(sha, key);
}

// Nothing if no brokers are named.
std::unique_ptr<kafka::Publishing> publish(const Settings& settings, StoreFolder& store,
                                           api::Log& log) {
    if (!settings.kafka.is_on()) return nullptr;
    return std::make_unique<kafka::Publishing>(
        settings.kafka, store.log, store.disk, [&log](const std::string& what) {
            log.write(api::LogLevel::warning, fmt::format("kafka: {}", what));
        });
}

std::optional<api::PublishingState> state_of(const kafka::Publishing* publishing) {
    if (publishing == nullptr) return std::nullopt;
    const auto state = publishing->state();
    return api::PublishingState{state.is_connected, state.is_stopped, state.published};
}

// Null where plain HTTP is spoken.
std::shared_ptr<http::Tls> tls_of(const Settings& settings) {
    if (settings.tls_certificate.empty()) return nullptr;
    return std::make_shared<http::Tls>(settings.tls_certificate, settings.tls_key);
}

// The process with its store open, from start to stop.
class Program {
  public:
    // The log outlives it.
    Program(const Settings& settings, const ZoneNames& zones, ViewsOf views_of, api::Log& log);
    int run();

  private:
    [[nodiscard]] std::uint16_t listen();
    void greet(std::uint16_t port);
    void look_at(std::vector<api::Holder> holders);
    void stop();
    void fail(const std::exception_ptr& trouble);
    [[nodiscard]] const Clock& clock() const;
    // What opens, for the views, the values that events have sealed.
    [[nodiscard]] OpenSealed opener();

    Settings settings_;
    api::Log& log_;
    api::Measures measures_;
    const std::shared_ptr<http::Tls> tls_;
    SystemClock system_clock_;
    SettableClock settable_clock_;
    SystemRandomness randomness_;
    const ZoneNames& zones_;
    StoreFolder store_;
    // Outlives all who hold connections, be it in a reply they owe; so that it ends well even if an
    // exception leaves `run`.
    boost::asio::io_context io_;
    Engine engine_;
    Runner views_;
    api::Subscribers subscribers_;
    FillingReport filling_report_{
        [this](const std::string& line) { log_.write(api::LogLevel::info, line); }};
    api::ViewsDriver views_driver_;
    std::unique_ptr<kafka::Publishing> publishing_;  // null without brokers
    api::EngineDriver driver_;
    api::App app_;
    http::Router router_;
    http::Server server_;
    std::optional<CertificateWatch> certificate_watch_;
    int exit_code_ = 0;
};

EngineLimits limits_of(const Settings& settings) {
    EngineLimits limits;
    limits.disk_reserve_bytes = settings.disk_reserve_mib * 1024 * 1024;
    return limits;
}

Program::Program(const Settings& settings, const ZoneNames& zones, ViewsOf views_of, api::Log& log)
    : settings_{settings},
      log_{log},
      tls_{tls_of(settings)},
      zones_{zones},
      store_{settings.data, settings.master_key, randomness_},
      engine_{World{store_.log, store_.disk, clock(), randomness_, zones_, store_.master},
              limits_of(settings), telling_progress(log_)},
      views_{store_.log, std::filesystem::path{settings.data} / "views", views_of(opener()),
             [this](const std::string& view, const std::string& why) {
                 report_view(log_, view, why);
             }},
      subscribers_{store_.log,
                   {},
                   {.nudge = [this] { views_driver_.nudge(); },
                    .look_at = [this](auto holders) { look_at(std::move(holders)); }}},
      views_driver_{views_,
                    {.failed = [this](const std::exception_ptr& what) { report_views(log_, what); },
                     .stepped =
                         [this](Runner& views) {
                             filling_report_.look(views, FillingReport::Clock::now());
                             return subscribers_.step(views);
                         },
                     .ended = [this] { subscribers_.close(); }}},
      publishing_{publish(settings, store_, log_)},
      driver_{io_,
              engine_,
              {.failed = [this](const std::exception_ptr& trouble) { fail(trouble); },
               .clock_held = [this](bool is_held) { report_clock(log_, is_held); },
               .committed =
                   [this](const Committed& done) {
                       measures_.committed(done);
                       views_driver_.wake();
                       if (publishing_) publishing_->wake();
                   }}},
      app_{.engine = engine_,
           .log = store_.log,
           .subscribers = subscribers_,
           .zones = zones_,
           .randomness = randomness_,
           .operator_key = operator_key_of(store_.disk, randomness_),
           .test_clock = settings.settable_clock ? &settable_clock_ : nullptr,
           .kick = [this] { driver_.kick_soon(); },
           .later = [this](std::function<void()> task) { boost::asio::post(io_, std::move(task)); },
           .ask_views =
               [this](ViewsQuestion question) { return views_driver_.ask(std::move(question)); },
           .watched = {.views = [this] { return views_driver_.states(); },
                       .publishing = [this] { return state_of(publishing_.get()); },
                       .server = [this] { return server_.figures(); }},
           .measures = &measures_,
           .telling = &log_,
           .rates = {settings.rate_per_key, settings.rate_per_address}},
      router_{api::make_routes(app_), http::Cors{{settings.cors_origin}}},
      server_{io_,
              http::Limits{},
              std::ref(router_),
              {.report = [this](auto request, auto what) { report_trouble(log_, request, what); },
               .answered = [this](const http::Answered& answered) { app_.tell(answered); },
               .may_send_long_body =
                   [this](const http::Request& request) { return api::has_key(app_, request); },
               .tls = tls_,
               .proxies = http::TrustedProxies{settings.trusted_proxies}}} {
    if (settings.accept_clock) engine_.accept_clock();
    if (tls_) certificate_watch_.emplace(io_, tls_, log_);
}

const Clock& Program::clock() const {
    if (settings_.settable_clock) return settable_clock_;
    return system_clock_;
}

OpenSealed Program::opener() {
    return [this](EventId event, std::string_view field, const Sealed& sealed) {
        return engine_.open_durable(event, field, sealed);
    };
}

std::uint16_t Program::listen() {
    try {
        return server_.listen(settings_.address, settings_.port);
    } catch (const boost::system::system_error& why) {
        throw std::runtime_error{fmt::format("cannot listen at {}:{}: {}", settings_.address,
                                             settings_.port, why.code().message())};
    }
}

int Program::run() {
    const auto port = listen();
    greet(port);
    boost::asio::signal_set signals{io_, SIGINT, SIGTERM};
    signals.async_wait([this](const boost::system::error_code& cancelled, int) {
        if (!cancelled) stop();
    });
    io_.run();
    return exit_code_;
}

void Program::greet(std::uint16_t port) {
    engine_.tend();
    const auto base = base_url(settings_.address, port, tls_ ? "https" : "http");
    if (settings_.log_format == "json") return greet_in_log(log_, settings_, base, engine_);
    say(stdout, "{}", greeting(settings_, base, engine_));
}

// Those whose keys were revoked, or have expired, follow no feed any more.
void Program::look_at(std::vector<api::Holder> holders) {
    boost::asio::post(io_, [this, holders = std::move(holders)] {
        for (const auto& holder : holders) {
            if (!api::is_live(app_, holder.organisation, holder.key)) subscribers_.end(holder);
        }
    });
}

void Program::stop() {
    log_.write(api::LogLevel::info, "stopping");
    server_.stop(stop_grace, [this] {
        driver_.stop();
        views_driver_.stop();
        if (publishing_) publishing_->stop();
        subscribers_.close();
        if (certificate_watch_) certificate_watch_->stop();
        log_.write(api::LogLevel::info, fmt::format("stopped at {}", to_text(engine_.position())));
        io_.stop();
    });
}

// Whether the record is there, only the next start can tell; so nothing is tidied up here.
void Program::fail(const std::exception_ptr& trouble) {
    try {
        std::rethrow_exception(trouble);
    } catch (const StorageFailed& what) {
        log_.write(api::LogLevel::error,
                   fmt::format("cannot write: {}; stopping, start again to recover", what.what()));
    } catch (const std::exception& what) {
        log_.write(api::LogLevel::error,
                   fmt::format("cannot go on: {}; stopping, start again to recover", what.what()));
    }
    std::_Exit(1);
}

}  // namespace

int serve(const Settings& settings, ViewsOf views_of) {
    http::raise_open_files_max();
    // Whoever is gone is told by what a write returns.
    std::signal(SIGPIPE, SIG_IGN);
    const auto zones = read_zone_names(settings.zone_data);
    SystemRandomness randomness;
    api::Log log{api::parse_log_level(settings.log_level).value_or(api::LogLevel::info),
                 settings.log_format == "json" ? api::LogFormat::json : api::LogFormat::text};
    if (settings.demo) demo::prepare(settings, limits_of(settings), zones, randomness, log);
    Program program{settings, zones, views_of, log};
    return program.run();
}

}  // namespace kalends
