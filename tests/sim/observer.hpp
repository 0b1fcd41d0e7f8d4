#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "commands/engine/submission.hpp"
#include "tests/sim/durable_fold.hpp"
#include "tests/sim/rare_states.hpp"

namespace kalends::sim {

// One sending of a command, and what came of it.
struct Asked {
    std::uint64_t number = 0;
    Command command;
    Actor actor;
    std::optional<Idempotency> key;
    std::optional<std::uint64_t> expected_revision;
    int process = 0;
    Sequence known{};  // the latest position that any answer had named when this was sent
    std::optional<Outcome> outcome;
    bool is_settled = false;
    bool is_unknown = false;
    std::optional<Position> durable;  // where its effect stands in the log

    [[nodiscard]] bool is_open() const { return !is_settled && !is_unknown; }
    // Told for certain that it had no effect.
    [[nodiscard]] bool is_refused() const;
    [[nodiscard]] const Accepted* accepted() const {
        return outcome ? std::get_if<Accepted>(&*outcome) : nullptr;
    }
};

// Keeps every answer given, and holds answers and log against each other.
class Observer {
  public:
    // `durable` tells the last event that the log holds for certain.
    Observer(Tally& tally, std::function<Sequence()> durable)
        : tally_{tally}, durable_{std::move(durable)} {}

    // A sending that starts now, with the waiter to hand over.
    [[nodiscard]] std::pair<Asked*, std::unique_ptr<Waiter>> ask(Asked asked);
    // Whether an earlier sending with its key has no answer yet.
    [[nodiscard]] bool is_repeated(const Asked& asked) const;
    // What the log tells: every effect has one sending behind it, which was not refused.
    void appeared(const FoldedCommand& command);
    // Whoever had no answer will never get one.
    void process_ended();
    // In a process that has been let finish, nobody waits.
    void check_all_answered() const;
    // Everything accepted by an answer stands in the log.
    void check_all_kept() const;

    [[nodiscard]] const std::deque<Asked>& asked() const { return asked_; }
    [[nodiscard]] Asked& asked(std::size_t at) { return asked_[at]; }
    [[nodiscard]] int process() const { return process_; }
    [[nodiscard]] std::uint64_t trace() const { return trace_; }
    // Sends what happened into the trace, which is the same for the same seed.
    void trace(std::uint64_t what) { trace_ = (trace_ ^ what) * 0x100000001b3ULL; }

  private:
    class Ear;
    struct KeyHistory {
        std::optional<std::string> request;  // of the sending that was accepted first
        std::optional<Accepted> first;       // as it was answered
        std::optional<CommandId> command;    // as it stands in the log
        int process = 0;
        bool has_unknown = false;
        std::vector<std::uint64_t> sendings;
    };

    void decided(Asked& asked, const Outcome& outcome);
    void settled(Asked& asked);
    void unknown(Asked& asked);
    void check_turn(const Asked& asked) const;
    void note_repeat(const Asked& asked);
    void check_accepted(Asked& asked, const Accepted& accepted);
    void check_key(const Asked& asked, const Accepted& accepted);
    void check_no(const Asked& asked);
    void note_expiry(const FoldedCommand& expiry);
    void count(const Asked& asked);

    Tally& tally_;
    std::function<Sequence()> durable_;
    std::deque<Asked> asked_;
    std::map<std::string, KeyHistory> keys_;
    Sequence known_{};
    int process_ = 0;
    std::uint64_t trace_ = 0xcbf29ce484222325ULL;
};

}  // namespace kalends::sim
