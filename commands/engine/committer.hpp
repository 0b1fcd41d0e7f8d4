#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "commands/engine/engine.hpp"

namespace kalends {

// The committing thread: makes one record after the other durable, as they are handed over, and
// writes the witness down each second. It only calls the engine's steps.
class Committer {
  public:
    // Both are called on the committing thread. After `failed` nothing more is committed: the
    // process must stop, for only a start reads the truth.
    struct Calls {
        std::function<void()> committed;
        std::function<void(std::exception_ptr)> failed;
    };

    Committer(Engine& engine, Calls calls,
              std::chrono::milliseconds witness_interval = std::chrono::seconds{1});
    ~Committer() { end(); }
    Committer(const Committer&) = delete;
    Committer& operator=(const Committer&) = delete;

    // At most one at a time may be waiting: the engine has but one record in flight.
    void hand_over(Commit commit);

    // Commits what was handed over and ends the thread. Throws what made it fail, if it did.
    void stop();

  private:
    void end();
    void run();
    void sync_witness_if_due();
    [[nodiscard]] std::optional<Commit> wait_for_work();

    Engine& engine_;
    Calls calls_;
    const std::chrono::milliseconds witness_interval_;
    std::chrono::steady_clock::time_point witness_due_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Commit> next_;  // guarded by the mutex, as is what follows
    bool is_stopping_ = false;
    std::exception_ptr trouble_;  // of the thread, until that has ended
    std::thread thread_;          // last, so that it starts when all else is there
};

}  // namespace kalends
