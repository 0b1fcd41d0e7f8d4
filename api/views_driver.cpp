#include "api/views_driver.hpp"

#include <algorithm>
#include <utility>

#include "eventstore/failures.hpp"

namespace kalends::api {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t questions_max = 1'024;
constexpr std::size_t followers_max = 8'192;
// How long a question waits for the views to catch up (`min_position`, and what the same caller
// wrote before it).
constexpr auto late_after = 250ms;
// What a step applies before it is looked whether somebody asks.
constexpr std::size_t events_per_step = 128;
// How many questions are answered before those who follow the views have their turn.
constexpr std::size_t answers_per_step = 16;
// Answers show what is applied, whether committed or not; what no commit has taken when the process
// is killed is read from the log again. A commit holds answers up, so it must not have much to do.
constexpr auto commit_interval = 250ms;
// Under load many records are applied at once. A question is not held up by it.
constexpr auto rest_between_looks = 10ms;
constexpr auto read_again_after = 200ms;
// A view that stands still is tried again so often; each time that does not help doubles it.
constexpr std::chrono::milliseconds try_again_after_min = 250ms;
constexpr std::chrono::milliseconds try_again_after_max = 1min;
// There may be thousands for whom the log cannot be read, and who come back.
constexpr auto tell_of_serving_again_after = 1min;

}  // namespace

ViewsDriver::ViewsDriver(Runner& runner, Calls calls)
    : runner_{runner},
      calls_{std::move(calls)},
      commit_at_{Clock::now() + commit_interval},
      states_{runner_.states()},
      thread_{[this] { run(); }} {}

ViewsDriver::~ViewsDriver() {
    stop();
}

Asking ViewsDriver::ask(ViewsQuestion question) {
    {
        const std::lock_guard lock{mutex_};
        if (has_ended_) return Asking::ended;
        auto& waiting = waiting_[question.is_of_follower ? 1 : 0];
        const auto most = question.is_of_follower ? followers_max : questions_max;
        if (is_stopping_ || waiting >= most) return Asking::too_many;
        ++waiting;
        asked_.push_back({std::move(question), Clock::now() + late_after});
    }
    changed_.notify_one();
    return Asking::taken;
}

void ViewsDriver::wake() {
    {
        const std::lock_guard lock{mutex_};
        if (std::exchange(has_grown_, true)) return;
    }
    changed_.notify_one();
}

void ViewsDriver::nudge() {
    {
        const std::lock_guard lock{mutex_};
        if (std::exchange(is_nudged_, true)) return;
    }
    changed_.notify_one();
}

std::vector<ViewState> ViewsDriver::states() const {
    const std::lock_guard lock{mutex_};
    return states_;
}

void ViewsDriver::stop() {
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void ViewsDriver::run() {
    try {
        work();
    } catch (...) {
        calls_.failed(std::current_exception());
        give_up();
    }
}

void ViewsDriver::give_up() {
    {
        const std::lock_guard lock{mutex_};
        has_ended_ = true;
        asked_.clear();
        waiting_ = {};
        for (auto& state : states_) state.trouble = "the views' thread has ended";
    }
    calls_.ended();
}

void ViewsDriver::work() {
    while (true) {
        has_more_ = follow();
        serve();
        if (Clock::now() >= commit_at_) {
            runner_.commit();
            note_states();
            try_again();
            commit_at_ = Clock::now() + commit_interval;
        }
        if (answer_some()) continue;
        if (is_done()) break;
        if (has_more_ || Clock::now() >= serve_again_at_) continue;
        wait();
    }
    runner_.commit();
    note_states();
}

// True if there is more to apply at once.
bool ViewsDriver::follow() {
    if (Clock::now() < read_again_at_) return false;
    try {
        const bool has_more = runner_.step(events_per_step);
        has_told_of_reading_ = false;
        return has_more;
    } catch (const StorageFailed&) {
        if (!std::exchange(has_told_of_reading_, true)) calls_.failed(std::current_exception());
        read_again_at_ = Clock::now() + read_again_after;
        return false;
    }
}

void ViewsDriver::serve() try { serve_again_at_ = calls_.stepped(runner_); } catch (...) {
    serve_again_at_ = Clock::time_point::max();
    if (Clock::now() < tell_of_serving_again_at_) return;
    tell_of_serving_again_at_ = Clock::now() + tell_of_serving_again_after;
    calls_.failed(std::current_exception());
}

void ViewsDriver::note_states() {
    auto states = runner_.states();
    const std::lock_guard lock{mutex_};
    states_ = std::move(states);
}

void ViewsDriver::try_again() {
    const auto now = Clock::now();
    if (now < try_again_at_) return;
    const bool stands_still = runner_.stands_still();
    const auto longer = std::max(2 * try_again_after_, try_again_after_min);
    try_again_after_ =
        stands_still ? std::min(longer, try_again_after_max) : std::chrono::milliseconds{};
    try_again_at_ = now + try_again_after_;
    if (stands_still) runner_.try_again();
}

void ViewsDriver::wait() {
    const auto is_asked = [this] { return is_stopping_ || is_nudged_ || !asked_.empty(); };
    std::unique_lock lock{mutex_};
    if (!changed_.wait_for(lock, rest_between_looks, is_asked)) {
        changed_.wait_until(lock, std::min(commit_at_, serve_again_at_),
                            [&] { return is_asked() || has_grown_; });
        has_grown_ = false;
    }
    is_nudged_ = false;
}

bool ViewsDriver::answer_some() {
    for (std::size_t answered = 0; answered < answers_per_step; ++answered) {
        std::unique_lock lock{mutex_};
        if (asked_.empty()) return answered > 0;
        const auto asked = std::move(asked_.front());
        asked_.pop_front();
        --waiting_[asked.question.is_of_follower ? 1 : 0];
        lock.unlock();
        answer(asked);
    }
    return true;
}

bool ViewsDriver::is_done() {
    const std::lock_guard lock{mutex_};
    return is_stopping_ && asked_.empty();
}

void ViewsDriver::answer(const Asked& asked) {
    const auto wanted = asked.question.wanted;
    while (!runner_.has_reached(wanted) && Clock::now() < asked.late_at) {
        if (!follow()) break;
    }
    try {
        asked.question.ask(runner_, !runner_.has_reached(wanted));
    } catch (...) {
        calls_.failed(std::current_exception());
    }
}

}  // namespace kalends::api
