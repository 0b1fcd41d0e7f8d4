#include "api/engine_driver.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <utility>

namespace kalends::api {
namespace {

// Often enough that what falls due is written within a second, and that nobody notices the cost.
constexpr std::chrono::milliseconds tick_interval{250};

}  // namespace

EngineDriver::EngineDriver(boost::asio::io_context& io, Engine& engine, Calls calls)
    : io_{io}, engine_{engine}, calls_{std::move(calls)}, ticks_{io} {
    committer_.emplace(engine_, Committer::Calls{.committed =
                                                     [this](const Committed& done) {
                                                         boost::asio::post(io_, [this] { kick(); });
                                                         if (calls_.committed)
                                                             calls_.committed(done);
                                                     },
                                                 .failed =
                                                     [this](const std::exception_ptr& trouble) {
                                                         boost::asio::post(io_, [this, trouble] {
                                                             calls_.failed(trouble);
                                                         });
                                                     }});
    tick();
}

EngineDriver::~EngineDriver() = default;

// Half of a step cannot be taken back, so whatever the engine throws ends the process. Were it to
// leave from here, the server would take it for the trouble of one request.
template <class Step>
void EngineDriver::run(Step step) {
    try {
        step();
    } catch (...) {
        calls_.failed(std::current_exception());
    }
}

void EngineDriver::kick() {
    if (!committer_) return;
    run([this] {
        engine_.step();
        if (auto commit = engine_.take()) committer_->hand_over(*std::move(commit));
    });
}

void EngineDriver::kick_soon() {
    if (std::exchange(is_kicked_soon_, true)) return;
    boost::asio::post(io_, [this] {
        is_kicked_soon_ = false;
        kick();
    });
}

void EngineDriver::tick() {
    ticks_.expires_after(tick_interval);
    ticks_.async_wait([this](const boost::system::error_code& stopped) {
        if (stopped || !committer_) return;
        run([this] { engine_.tend(); });
        look_at_clock();
        kick();
        tick();
    });
}

void EngineDriver::look_at_clock() {
    const bool is_held = engine_.is_clock_held();
    if (std::exchange(is_clock_held_, is_held) == is_held) return;
    if (calls_.clock_held) calls_.clock_held(is_held);
}

void EngineDriver::stop() {
    ticks_.cancel();
    run([this] {
        committer_->stop();
        // What was queued meanwhile is decided and committed here.
        do {
            engine_.step();
            if (auto commit = engine_.take()) engine_.commit(*commit);
        } while (engine_.has_work());
        engine_.close();
    });
    committer_.reset();
}

}  // namespace kalends::api
