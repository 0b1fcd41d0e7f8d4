#include "tests/sim/observer.hpp"

#include <algorithm>
#include <charconv>

#include "tests/sim/rare_commands.hpp"
#include "tests/sim/violation.hpp"

namespace kalends::sim {

class Observer::Ear : public Waiter {
  public:
    Ear(Observer& observer, Asked& asked) : observer_{observer}, asked_{asked} {}

    void decided(const Outcome& outcome) override { observer_.decided(asked_, outcome); }
    void settled() override { observer_.settled(asked_); }
    void unknown() override { observer_.unknown(asked_); }

  private:
    Observer& observer_;
    Asked& asked_;
};

bool Asked::is_refused() const {
    return is_settled && outcome && !std::holds_alternative<Accepted>(*outcome);
}

std::pair<Asked*, std::unique_ptr<Waiter>> Observer::ask(Asked asked) {
    asked.number = asked_.size();
    asked.process = process_;
    asked.known = known_;
    asked_.push_back(std::move(asked));
    Asked& kept = asked_.back();
    ++tally_.commands;
    if (kept.key) {
        note_repeat(kept);
        keys_[kept.key->key].sendings.push_back(kept.number);
    }
    return {&kept, std::make_unique<Ear>(*this, kept)};
}

void Observer::note_repeat(const Asked& asked) {
    for (const auto earlier : keys_[asked.key->key].sendings) {
        const Asked& before = asked_[earlier];
        if (!before.is_open()) continue;
        if (!before.outcome) tally_.reached(Rare::key_repeated_while_queued);
        if (before.accepted() == nullptr) continue;
        tally_.reached(before.key->request == asked.key->request
                           ? Rare::key_repeated_while_undurable
                           : Rare::key_reused_while_undurable);
    }
}

void Observer::decided(Asked& asked, const Outcome& outcome) {
    hold(!asked.outcome, "I13", "a command was decided twice");
    asked.outcome = outcome;
    if (asked.key && !std::holds_alternative<Unavailable>(outcome)) check_turn(asked);
    const auto* refused = std::get_if<Refused>(&outcome);
    if (refused != nullptr && refused->position.sequence > durable_()) {
        tally_.reached(Rare::refusal_waits_for_record);
    }
    trace(asked.number * 8 + outcome.index());
}

bool Observer::is_repeated(const Asked& asked) const {
    if (!asked.key) return false;
    const auto& sendings = keys_.at(asked.key->key).sendings;
    return std::any_of(sendings.begin(), sendings.end(), [&](std::uint64_t earlier) {
        return earlier < asked.number && asked_[earlier].is_open() && !asked_[earlier].outcome;
    });
}

// The uses of a key are decided as they came.
void Observer::check_turn(const Asked& asked) const {
    hold(!is_repeated(asked), "I4", "a use of a key was decided before an earlier one");
}

void Observer::settled(Asked& asked) {
    hold(asked.outcome.has_value(), "I13", "an answer left before it was decided");
    hold(asked.is_open(), "I13", "an answer left twice");
    asked.is_settled = true;
    if (const auto* accepted = asked.accepted()) {
        check_accepted(asked, *accepted);
    } else {
        check_no(asked);
    }
    count(asked);
    trace(asked.number * 8 + 6);
}

void Observer::unknown(Asked& asked) {
    hold(asked.outcome.has_value() && asked.is_open(), "I13", "what was answered became unknown");
    asked.is_unknown = true;
    if (asked.key) keys_[asked.key->key].has_unknown = true;
    ++tally_.unknown;
    trace(asked.number * 8 + 7);
}

void Observer::check_accepted(Asked& asked, const Accepted& accepted) {
    const auto at = accepted.position.sequence;
    hold(at <= durable_(), "I13", "an answer left before its record was durable");
    hold(accepted.resource != nullptr, "I13", "an answer shows no resource");
    hold(accepted.is_replay || at >= asked.known, "I5", "a later command stands earlier");
    hold(accepted.is_replay || !accepted.changed || at > asked.known, "I5",
         "a later command stands where an earlier one does");
    if (asked.key) check_key(asked, accepted);
    known_ = std::max(known_, at);
}

void Observer::check_key(const Asked& asked, const Accepted& accepted) {
    auto& history = keys_[asked.key->key];
    if (!history.first) {
        if (accepted.is_replay && history.has_unknown) {
            tally_.reached(Rare::unknown_outcome_found_in_log);
        }
        if (!accepted.is_replay && history.has_unknown) {
            tally_.reached(Rare::unknown_outcome_decided_afresh);
        }
        history.request = asked.key->request;
        history.first = accepted;
        history.process = asked.process;
        return;
    }
    hold(*history.request == asked.key->request, "I4", "a key was taken for another request");
    hold(accepted.is_replay, "I4", "a command took effect twice");
    hold(accepted.position == history.first->position, "I4", "a replay gives another position");
    hold(*accepted.resource == *history.first->resource, "I4", "a replay shows another resource");
    hold(accepted.changed == history.first->changed, "I4", "a replay says otherwise what it did");
    if (asked.process != history.process) tally_.reached(Rare::key_replayed_after_start);
}

// A repetition of what was accepted is not refused; a key is only called used if it was.
void Observer::check_no(const Asked& asked) {
    if (const auto* refused = std::get_if<Refused>(&*asked.outcome)) {
        hold(refused->position.sequence <= durable_(), "I13",
             "a refusal left before what it rests on was durable");
        hold(refused->position.sequence >= asked.known, "I5", "a refusal rests on the past");
        known_ = std::max(known_, refused->position.sequence);
    }
    if (std::holds_alternative<Unavailable>(*asked.outcome) || !asked.key) return;
    const auto& history = keys_[asked.key->key];
    const bool was_accepted = history.first && history.first->position.sequence <= asked.known;
    if (std::holds_alternative<KeyReused>(*asked.outcome)) {
        hold(!history.request || *history.request != asked.key->request, "I4",
             "a key is said to be another request's, and is not");
    } else {
        hold(!was_accepted, "I4", "what was accepted is refused when sent again");
    }
}

void Observer::count(const Asked& asked) {
    if (asked.accepted() != nullptr) ++tally_.accepted;
    if (std::holds_alternative<Unavailable>(*asked.outcome)) ++tally_.unavailable;
    if (std::holds_alternative<KeyReused>(*asked.outcome)) ++tally_.refused_otherwise;
    const auto* refused = std::get_if<Refused>(&*asked.outcome);
    if (refused == nullptr) return;
    const bool is_conflict = refused->refusal.reason == Rejection::claimed;
    ++(is_conflict ? tally_.conflicts : tally_.refused_otherwise);
    note_refused(tally_, asked.command, refused->refusal);
}

void Observer::appeared(const FoldedCommand& folded) {
    trace(number(folded.position.sequence));
    if (folded.command.event_count == 0) return;  // Only its key is in the log.
    if (folded.correlation.empty()) {
        if (folded.command.entry.name == ResetClock::name) return;
        if (folded.command.entry.name == GoStale::name) return tally_.reached(Rare::source_stale);
        hold(folded.command.entry.name == Expire::name, "I3", "an event was asked for by nobody");
        note_expiry(folded);
        return;
    }
    std::size_t from = 0;
    std::from_chars(folded.correlation.data(),
                    folded.correlation.data() + folded.correlation.size(), from);
    hold(from < asked_.size(), "I3", "an event was asked for by nobody");
    Asked& asked = asked_[from];
    hold(!asked.is_refused(), "I3", "what was refused is in the log");
    hold(!asked.durable, "I4", "one sending took effect twice");
    asked.durable = folded.position;
    if (asked.key) {
        auto& command = keys_[asked.key->key].command;
        hold(!command, "I4", "a key took effect twice");
        command = folded.id;
    }
    note_done(tally_, asked.command, folded.target);
    const auto* accepted = asked.accepted();
    if (accepted == nullptr || accepted->is_replay) return;
    hold(accepted->position == folded.position, "I2", "the log has it elsewhere than answered");
    hold(folded.target != nullptr && *accepted->resource == *folded.target, "I6",
         "what was answered is not the fold");
}

// An approval that was decided in the record of the expiry came too late by less than a step.
void Observer::note_expiry(const FoldedCommand& expiry) {
    constexpr std::size_t recent = 40;
    for (auto i = asked_.size() - std::min(recent, asked_.size()); i < asked_.size(); ++i) {
        const auto* approve = std::get_if<Approve>(&asked_[i].command);
        const auto& outcome = asked_[i].outcome;
        const auto* refused = outcome ? std::get_if<Refused>(&*outcome) : nullptr;
        if (approve == nullptr || refused == nullptr) continue;
        if (target(*approve) != expiry.command.entry.target || !asked_[i].is_settled) continue;
        if (asked_[i].process == process_ && refused->position >= expiry.position) {
            tally_.reached(Rare::expired_in_step_of_approval);
        }
    }
}

void Observer::process_ended() {
    for (auto& asked : asked_) {
        if (!asked.is_open()) continue;
        asked.is_unknown = true;
        if (asked.key) keys_[asked.key->key].has_unknown = true;
        ++tally_.unknown;
    }
    ++process_;
}

void Observer::check_all_answered() const {
    for (const auto& asked : asked_) hold(!asked.is_open(), "I11", "a command stays open");
}

void Observer::check_all_kept() const {
    for (const auto& asked : asked_) {
        const auto* accepted = asked.accepted();
        if (!asked.is_settled || accepted == nullptr) continue;
        if (!accepted->changed || accepted->is_replay) continue;
        hold(asked.durable.has_value(), "I2", "what was answered is not in the log");
    }
}

}  // namespace kalends::sim
