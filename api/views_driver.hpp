#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "projections/runner.hpp"

namespace kalends::api {

// Drives the views on a thread of their own: lets them follow the log, and lets questions be
// answered between two steps. One that stands still is tried again, ever more seldom, but each
// minute at the least. It only calls; everything that is applied, the runner applies.
class ViewsDriver {
  public:
    using Clock = std::chrono::steady_clock;

    // All on the views' thread.
    struct Calls {
        // For what a question throws, whose asker then gets no answer; when the log cannot be read,
        // once, and for what `stepped` throws, once a minute at most, which are tried again and
        // again; for what else the runner throws, which ends the thread.
        std::function<void(std::exception_ptr)> failed;
        // After each step, and the questions that waited: does a little of what follows the views,
        // and says when it is to be called again at the latest.
        std::function<Clock::time_point(Runner&)> stepped = [](Runner&) {
            return Clock::time_point::max();
        };
        // Once the thread has ended so, for those who wait for what will not come any more.
        std::function<void()> ended = [] {};
    };

    // The runner outlives it.
    ViewsDriver(Runner& runner, Calls calls);
    ~ViewsDriver();
    ViewsDriver(const ViewsDriver&) = delete;
    ViewsDriver& operator=(const ViewsDriver&) = delete;

    // If it is not taken, the question is never called. From any thread, as are the next three.
    [[nodiscard]] Asking ask(ViewsQuestion question);
    // The log has grown.
    void wake();
    // There is something for `stepped` to do, whether or not the log has grown.
    void nudge();

    // How the views stood a moment ago.
    [[nodiscard]] std::vector<ViewState> states() const;

    // Answers what was asked, commits, and ends the thread. Once.
    void stop();

  private:
    struct Asked {
        ViewsQuestion question;
        Clock::time_point late_at;
    };

    void run();
    void give_up();
    void work();
    bool follow();
    void serve();
    void wait();
    void note_states();
    void try_again();
    bool answer_some();
    bool is_done();
    void answer(const Asked& asked);

    Runner& runner_;
    const Calls calls_;
    Clock::time_point commit_at_;
    Clock::time_point read_again_at_;
    Clock::time_point try_again_at_;
    std::chrono::milliseconds try_again_after_{};  // none while every view goes on
    Clock::time_point serve_again_at_ = Clock::time_point::max();
    bool has_told_of_reading_ = false;
    Clock::time_point tell_of_serving_again_at_;
    bool has_more_ = true;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Asked> asked_;               // guarded by the mutex, as is what follows
    std::array<std::size_t, 2> waiting_{};  // of those asked: other questions, and followers
    bool has_grown_ = true;
    bool is_nudged_ = false;
    bool is_stopping_ = false;
    bool has_ended_ = false;  // by itself
    std::vector<ViewState> states_;
    std::thread thread_;  // last, so that it starts when all else is there
};

}  // namespace kalends::api
