#include "adapters/kafka/publisher_driver.hpp"

#include <algorithm>
#include <utility>

namespace kalends::kafka {
namespace {

// What a stop waits for deliveries.
constexpr std::chrono::seconds flush_grace{2};
// Without being woken it looks after this.
constexpr std::chrono::milliseconds look_interval{500};

Time now() {
    return std::chrono::steady_clock::now();
}

}  // namespace

PublisherDriver::PublisherDriver(Publisher& publisher)
    : publisher_{publisher}, thread_{[this] { run(); }} {}

PublisherDriver::~PublisherDriver() {
    stop();
}

void PublisherDriver::wake() {
    {
        const std::lock_guard lock{mutex_};
        if (std::exchange(is_woken_, true)) return;
    }
    changed_.notify_one();
}

void PublisherDriver::stop() {
    {
        const std::lock_guard lock{mutex_};
        if (!std::exchange(is_stopping_, true)) stop_at_ = now() + flush_grace;
        is_woken_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void PublisherDriver::run() {
    while (true) {
        const auto turn = publisher_.step(now());
        std::unique_lock lock{mutex_};
        const bool can_finish = publisher_.is_connected() && !publisher_.is_done();
        if (is_stopping_ && (!can_finish || now() >= stop_at_)) break;
        lock.unlock();
        if (!turn.has_more) wait(turn.again_at);
    }
    publisher_.close();
}

void PublisherDriver::wait(Time until) {
    std::unique_lock lock{mutex_};
    changed_.wait_until(lock, std::min(until, now() + look_interval), [this] { return is_woken_; });
    is_woken_ = false;
}

}  // namespace kalends::kafka
