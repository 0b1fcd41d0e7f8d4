#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "commands/engine/engine.hpp"

namespace kalends {

// One record that has become durable.
struct Committed {
    std::size_t answers = 0;  // that waited for it
    std::size_t record_bytes = 0;
    std::chrono::nanoseconds sync_time{};    // for writing and syncing it
    std::chrono::nanoseconds answer_time{};  // for sending the answers
};

// The committing thread: makes one record after the other durable, as they are handed over, and
// writes the witness down each second. It only calls the engine's steps.
class Committer {
  public:
    // Both are called on the committing thread. After `failed` nothing more is committed: the
    // process must stop, for only a start reads the truth.
    struct Calls {
        std::function<void(const Committed&)> committed;
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
    [[nodiscard]] Committed make(Commit& commit);
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
