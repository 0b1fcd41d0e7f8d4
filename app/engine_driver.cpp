#include "app/engine_driver.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <utility>

namespace kalends {
namespace {

// Often enough that what falls due is written within a second, and that nobody notices the cost.
constexpr std::chrono::milliseconds tick_interval{250};

}  // namespace

EngineDriver::EngineDriver(boost::asio::io_context& io, Engine& engine,
                           std::function<void(std::exception_ptr)> failed)
    : io_{io}, engine_{engine}, failed_{std::move(failed)}, ticks_{io} {
    committer_.emplace(
        engine_,
        Committer::Calls{.committed = [this] { boost::asio::post(io_, [this] { kick(); }); },
                         .failed =
                             [this](std::exception_ptr trouble) {
                                 boost::asio::post(io_, [this, trouble] { failed_(trouble); });
                             }});
    tick();
}

EngineDriver::~EngineDriver() = default;

void EngineDriver::kick() {
    if (!committer_) return;
    engine_.step();
    if (auto commit = engine_.take()) committer_->hand_over(*std::move(commit));
}

void EngineDriver::tick() {
    ticks_.expires_after(tick_interval);
    ticks_.async_wait([this](const boost::system::error_code& stopped) {
        if (stopped) return;
        engine_.tend();
        kick();
        tick();
    });
}

void EngineDriver::stop() {
    ticks_.cancel();
    committer_.reset();
    // What was decided while the last record was being committed is committed here.
    for (engine_.step();;) {
        auto commit = engine_.take();
        if (!commit) return;
        engine_.commit(*commit);
    }
}

}  // namespace kalends
