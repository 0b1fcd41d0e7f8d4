#include "commands/engine/committer.hpp"

#include <chrono>
#include <utility>

namespace kalends {

Committer::Committer(Engine& engine, Calls calls)
    : engine_{engine}, calls_{std::move(calls)}, thread_{[this] { run(); }} {}

void Committer::stop() {
    end();
    if (trouble_) std::rethrow_exception(trouble_);
}

void Committer::end() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Committer::hand_over(Commit commit) {
    {
        const std::lock_guard lock{mutex_};
        ensure(!next_.has_value(), "one record at a time is handed over");
        next_ = std::move(commit);
    }
    changed_.notify_one();
}

void Committer::run() {
    try {
        while (auto commit = wait_for_work()) {
            engine_.commit(*commit);
            calls_.committed();
        }
        engine_.sync_witness();
    } catch (...) {
        trouble_ = std::current_exception();
        calls_.failed(trouble_);
    }
}

// Nothing once the committer is stopping and all is done.
std::optional<Commit> Committer::wait_for_work() {
    constexpr std::chrono::seconds witness_interval{1};
    std::unique_lock lock{mutex_};
    while (!next_ && !is_stopping_) {
        if (changed_.wait_for(lock, witness_interval) == std::cv_status::timeout) {
            lock.unlock();
            engine_.sync_witness();
            lock.lock();
        }
    }
    return std::exchange(next_, std::nullopt);
}

}  // namespace kalends
