#include "commands/engine/committer.hpp"

#include <utility>

namespace kalends {

Committer::Committer(Engine& engine, Calls calls, std::chrono::milliseconds witness_interval)
    : engine_{engine},
      calls_{std::move(calls)},
      witness_interval_{witness_interval},
      witness_due_{std::chrono::steady_clock::now() + witness_interval},
      thread_{[this] { run(); }} {}

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
            calls_.committed(make(*commit));
            sync_witness_if_due();
        }
        engine_.sync_witness();
    } catch (...) {
        trouble_ = std::current_exception();
        calls_.failed(trouble_);
    }
}

Committed Committer::make(Commit& commit) {
    Committed done{.answers = commit.waiters.size(), .record_bytes = commit.record.size()};
    const auto begun_at = std::chrono::steady_clock::now();
    engine_.make_durable(commit);
    const auto synced_at = std::chrono::steady_clock::now();
    engine_.send_answers(commit);
    done.sync_time = synced_at - begun_at;
    done.answer_time = std::chrono::steady_clock::now() - synced_at;
    return done;
}

// Under load, too: there is always a next record then, and nothing ever waits.
void Committer::sync_witness_if_due() {
    const auto now = std::chrono::steady_clock::now();
    if (now < witness_due_) return;
    engine_.sync_witness();
    witness_due_ = now + witness_interval_;
}

// Nothing once the committer is stopping and all is done.
std::optional<Commit> Committer::wait_for_work() {
    std::unique_lock lock{mutex_};
    while (!next_ && !is_stopping_) {
        if (changed_.wait_until(lock, witness_due_) == std::cv_status::timeout) {
            lock.unlock();
            sync_witness_if_due();
            lock.lock();
        }
    }
    return std::exchange(next_, std::nullopt);
}

}  // namespace kalends
