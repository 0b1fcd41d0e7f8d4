#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
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
#include "api/routes.hpp"
#include "api/views_driver.hpp"
#include "app/commands.hpp"
#include "app/demo/invitation.hpp"
#include "app/demo/prepare.hpp"
#include "app/filling_report.hpp"
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
constexpr std::string_view operator_key_file = "operator.key";

void print_catching_up(RecordNumber done, RecordNumber all) {
    constexpr std::uint64_t records_per_line = 50'000;
    if (number(done) % records_per_line != 0) return;
    say(stdout, "kalends: catching up, record {} of {}\n", number(done), number(all));
}

// The operator's key lies in the data folder, for its owner's eyes only; made at the first start.
Digest operator_key_of(Disk& disk, Randomness& randomness) {
    const auto key = load_or_create_text(disk, operator_key_file,
                                         [&] { return api::new_operator_key(randomness); });
    Sha256 sha;
    return api::digest_of(sha, key);
}

void report_kafka(const std::string& what) {
    say(stderr, "kalends: kafka: {}\n", what);
}

// Nothing if no brokers are named.
std::unique_ptr<kafka::Publishing> publish(const Settings& settings, StoreFolder& store) {
    if (!settings.kafka.is_on()) return nullptr;
    return std::make_unique<kafka::Publishing>(settings.kafka, store.log, store.disk, report_kafka);
}

std::optional<api::PublishingState> state_of(const kafka::Publishing* publishing) {
    if (publishing == nullptr) return std::nullopt;
    const auto state = publishing->state();
    return api::PublishingState{state.is_connected, state.is_stopped, state.published};
}

// The process with its store open, from start to stop.
class Service {
  public:
    Service(const Settings& settings, const ZoneNames& zones, ViewsOf views_of);
    int run();

  private:
    [[nodiscard]] std::uint16_t listen();
    void print_greeting(std::uint16_t port);
    void look_at(std::vector<api::Holder> holders);
    void stop();
    void fail(const std::exception_ptr& trouble);
    [[nodiscard]] const Clock& clock() const;
    // What opens, for the views, the values that events have sealed.
    [[nodiscard]] OpenSealed opener();

    Settings settings_;
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
        [](const std::string& line) { say(stderr, "kalends: {}\n", line); }};
    api::ViewsDriver views_driver_;
    std::unique_ptr<kafka::Publishing> publishing_;  // null without brokers
    api::EngineDriver driver_;
    api::App app_;
    http::Router router_;
    http::Server server_;
    int exit_code_ = 0;
};

EngineLimits limits_of(const Settings& settings) {
    EngineLimits limits;
    limits.disk_reserve_bytes = settings.disk_reserve_mib * 1024 * 1024;
    return limits;
}

Service::Service(const Settings& settings, const ZoneNames& zones, ViewsOf views_of)
    : settings_{settings},
      zones_{zones},
      store_{settings.data, settings.master_key, randomness_},
      engine_{World{store_.log, store_.disk, clock(), randomness_, zones_, store_.master},
              limits_of(settings), print_catching_up},
      views_{store_.log, std::filesystem::path{settings.data} / "views", views_of(opener()),
             report_view},
      subscribers_{store_.log,
                   {},
                   {.nudge = [this] { views_driver_.nudge(); },
                    .look_at = [this](auto holders) { look_at(std::move(holders)); }}},
      views_driver_{views_,
                    {.failed = report_views,
                     .stepped =
                         [this](Runner& views) {
                             filling_report_.look(views, FillingReport::Clock::now());
                             return subscribers_.step(views);
                         },
                     .ended = [this] { subscribers_.close(); }}},
      publishing_{publish(settings, store_)},
      driver_{io_,
              engine_,
              {.failed = [this](const std::exception_ptr& trouble) { fail(trouble); },
               .clock_held = report_clock,
               .committed =
                   [this] {
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
           .ask_views =
               [this](ViewsQuestion question) { return views_driver_.ask(std::move(question)); },
           .watched = {.views = [this] { return views_driver_.states(); },
                       .publishing = [this] { return state_of(publishing_.get()); }}},
      router_{api::make_routes(app_), http::Cors{{settings.cors_origin}}},
      server_{io_, http::Limits{}, std::ref(router_), report_trouble} {
    if (settings.accept_clock) engine_.accept_clock();
}

const Clock& Service::clock() const {
    if (settings_.settable_clock) return settable_clock_;
    return system_clock_;
}

OpenSealed Service::opener() {
    return [this](EventId event, std::string_view field, const Sealed& sealed) {
        return engine_.open_durable(event, field, sealed);
    };
}

std::uint16_t Service::listen() {
    try {
        return server_.listen(settings_.address, settings_.port);
    } catch (const boost::system::system_error& why) {
        throw std::runtime_error{fmt::format("cannot listen at {}:{}: {}", settings_.address,
                                             settings_.port, why.code().message())};
    }
}

int Service::run() {
    const auto port = listen();
    print_greeting(port);
    boost::asio::signal_set signals{io_, SIGINT, SIGTERM};
    signals.async_wait([this](const boost::system::error_code& cancelled, int) {
        if (!cancelled) stop();
    });
    io_.run();
    return exit_code_;
}

// In one piece: whoever reads that the server listens can read the rest, too.
void Service::print_greeting(std::uint16_t port) {
    const auto base = base_url(settings_.address, port);
    auto greeting = fmt::format("kalends: listening at {}{}, store in {} at {}\n", base,
                                reachable_address(settings_.address) == settings_.address
                                    ? ""
                                    : " and every other address of this machine",
                                settings_.data, to_text(engine_.position()));
    engine_.tend();
    if (engine_.is_low_on_disk()) {
        greeting += fmt::format(
            "kalends: less than {} MiB of disk are free, so nothing new is "
            "booked (--disk-reserve-mib)\n",
            settings_.disk_reserve_mib);
    }
    if (settings_.demo) {
        const auto key = demo::organisation_key(settings_);
        greeting += fmt::format("kalends: the demo organisation's API key is {}\n\n{}", key,
                                demo::invitation(key, base, engine_));
    } else {
        greeting += fmt::format(
            "kalends: the operator's key is in {}/{}; the master key, without "
            "which nothing personal opens, in {}: keep a copy elsewhere\n",
            settings_.data, operator_key_file, settings_.master_key);
    }
    say(stdout, "{}", greeting);
}

// Those whose keys were revoked, or have expired, follow no feed any more.
void Service::look_at(std::vector<api::Holder> holders) {
    boost::asio::post(io_, [this, holders = std::move(holders)] {
        for (const auto& holder : holders) {
            if (!api::is_live(app_, holder.organisation, holder.key)) subscribers_.end(holder);
        }
    });
}

void Service::stop() {
    say(stdout, "kalends: stopping\n");
    server_.stop(stop_grace, [this] {
        driver_.stop();
        views_driver_.stop();
        if (publishing_) publishing_->stop();
        subscribers_.close();
        say(stdout, "kalends: stopped at {}\n", to_text(engine_.position()));
        io_.stop();
    });
}

// Whether the record is there, only the next start can tell; so nothing is tidied up here.
void Service::fail(const std::exception_ptr& trouble) {
    try {
        std::rethrow_exception(trouble);
    } catch (const StorageFailed& what) {
        say(stderr, "kalends: cannot write: {}; stopping, start again to recover\n", what.what());
    } catch (const std::exception& what) {
        say(stderr, "kalends: cannot go on: {}; stopping, start again to recover\n", what.what());
    }
    std::_Exit(1);
}

}  // namespace

int serve(const Settings& settings, ViewsOf views_of) {
    http::raise_open_files_max();
    const auto zones = read_zone_names(settings.zone_data);
    SystemRandomness randomness;
    if (settings.demo) demo::prepare(settings, limits_of(settings), zones, randomness);
    Service service{settings, zones, views_of};
    return service.run();
}

}  // namespace kalends
