#include "commands/engine/engine.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"

namespace kalends {
namespace {

// What lets time go, or takes rights away, goes on when the disk is nearly full.
template <class Asked>
constexpr bool frees(const Asked&) {
    return std::is_same_v<Asked, Cancel> || std::is_same_v<Asked, CancelSeries> ||
           std::is_same_v<Asked, CancelSession> || std::is_same_v<Asked, Reject> ||
           std::is_same_v<Asked, ReleaseHold> || std::is_same_v<Asked, Expire> ||
           std::is_same_v<Asked, RevokeApiKey>;
}

void settle_all(std::vector<std::unique_ptr<Waiter>>& waiters) {
    for (const auto& waiter : waiters) waiter->settled();
    waiters.clear();
}

void tell_unknown(std::vector<std::unique_ptr<Waiter>>& waiters) {
    for (const auto& waiter : waiters) waiter->unknown();
    waiters.clear();
}

}  // namespace

void Engine::submit(Submission submission) {
    if (const auto reason = unavailable(submission)) {
        if (submission.waiter == nullptr) return;
        submission.waiter->decided(*reason);
        submission.waiter->settled();
        return;
    }
    queue_.push_back({.arrival = ++arrivals_, .submission = std::move(submission)});
}

std::optional<Unavailable> Engine::unavailable(const Submission& submission) const {
    using Reason = Unavailable::Reason;
    if (is_closed_) return Unavailable{Reason::stopping};
    const auto waiting = planted(PlantedBug::parked_without_bound) ? queue_.size() : queued();
    const bool is_full = waiting >= limits_.queue_commands_max;
    if (is_full && !planted(PlantedBug::queue_without_bound))
        return Unavailable{Reason::queue_full};
    const bool takes_space =
        std::visit([](const auto& command) { return !frees(command); }, submission.command);
    if (is_low_on_disk_ && takes_space) return Unavailable{Reason::disk_reserve};
    return std::nullopt;
}

bool Engine::has_work() const {
    if (!waiters_.empty() || held_until_) return true;
    if (is_due_under_way()) return false;
    return !queue_.empty() || parking_.is_any_ready() || !after_due_.empty();
}

void Engine::step() {
    settle();
    take_fetched();
    while (has_room()) {
        const auto now = timekeeper_.now();
        if (now && held_until_) write_clock_reset(*held_until_, *now);
        if (now && !write_due(*now)) return;
        answer_after_due();
        auto pending = next_pending();
        if (!pending) return;
        try_to_decide(*std::move(pending), now);
        just_sealed_.forget();
    }
}

void Engine::take_fetched() {
    for (auto& [stream, loaded] : loader_->fetched()) {
        if (auto known = pinned_.arrive(stream, std::move(loaded))) {
            published_.put(stream, std::move(known));
        }
        due_lacks_.streams.erase(stream);
        parking_.arrived(stream);
    }
}

// What was parked came earlier than whatever is queued.
std::optional<Pending> Engine::next_pending() {
    if (auto parked = parking_.take_ready()) return parked;
    if (queue_.empty()) return std::nullopt;
    Pending queued = std::move(queue_.front());
    queue_.pop_front();
    return queued;
}

void Engine::try_to_decide(Pending pending, std::optional<Instant> now) {
    const auto outcome =
        now ? outcome_of(pending, *now) : Unavailable{Unavailable::Reason::clock_behind};
    if (!outcome) return parking_.park(std::move(pending));
    parking_.leave(pending);
    answer(pending.submission, *outcome);
}

bool Engine::has_room() const {
    if (planted(PlantedBug::record_without_bound)) return true;
    const bool is_crowded = waiters_.size() >= limits_.answers_waiting_max;
    if (is_crowded && !planted(PlantedBug::answers_without_bound)) return false;
    return writer_.command_count() < limits_.record_commands_max &&
           writer_.bytes() < limits_.record_bytes_max;
}

// Before all else, what is due included: from here on time is what the clock says.
void Engine::write_clock_reset(Instant held_until, Instant now) {
    held_until_.reset();
    Submission reset{.actor = {.kind = ActorKind::operator_, .role = Role::operator_},
                     .command = ResetClock{held_until}};
    Lacks lacks;
    const auto outcome = decide_once(reset, std::nullopt, now, lacks);
    ensure(outcome.has_value(), "the clock is reset whatever is loaded");
}

// Rule C3: before a command is decided, everything due is written. False if the record has no room
// for that and a command more, or if states of what is due are under way.
bool Engine::write_due(Instant now) {
    if (planted(PlantedBug::due_not_written_first) && !queue_.empty()) return true;
    while (const auto stream = due_.first_due(now)) {
        if (!has_room()) return false;
        if (!write_expiry(*stream, now)) return planted(PlantedBug::due_load_not_awaited);
    }
    due_lacks_ = {};
    return has_room();
}

// False if it cannot be decided yet.
bool Engine::write_expiry(StreamId stream, Instant now) {
    const auto state = latest(stream);
    if (!state) {
        due_lacks_ = {{stream}, {}};
        due_lacks_.pins.push_back(pinned_.pin(stream));
        return false;
    }
    ensure(*state != nullptr, "what falls due exists");
    if (was_read_since(stream, **state, now)) return true;
    Submission expiry{.organisation = (*state)->organisation,
                      .actor = {.kind = ActorKind::system, .role = Role::system},
                      .command = due_command(stream)};
    Lacks lacks;
    const auto outcome = decide_once(expiry, std::nullopt, now, lacks);
    due_lacks_ = std::move(lacks);
    if (!outcome) return false;
    const auto* accepted = std::get_if<Accepted>(&*outcome);
    ensure(accepted != nullptr && accepted->changed, "what is due expires");
    return true;
}

void Engine::answer_after_due() {
    for (auto& waiter : after_due_) {
        waiter->decided(Accepted{.position = decided_position(), .resource = nullptr});
        waiters_.push_back(std::move(waiter));
    }
    after_due_.clear();
}

// A refusal, too, rests on what was decided before it, so every answer waits for the open record.
void Engine::answer(Submission& submission, const Outcome& outcome) {
    if (submission.waiter == nullptr) return;
    submission.waiter->decided(outcome);
    if (planted(PlantedBug::refusal_not_awaited) && std::holds_alternative<Refused>(outcome)) {
        return submission.waiter->settled();
    }
    waiters_.push_back(std::move(submission.waiter));
}

std::optional<Commit> Engine::take() {
    settle();
    if (in_flight_) return std::nullopt;
    if (writer_.is_empty()) {
        keep_reads(open_);
        settle_all(waiters_);
        return std::nullopt;
    }
    Commit commit;
    commit.record = writer_.finish(decided_at_);
    commit.head = writer_.head();
    commit.waiters = std::exchange(waiters_, {});
    const bool is_tail_long = index_.tail_bytes() > limits_.index_tail_bytes_max;
    if (!is_cut_ && is_tail_long && !planted(PlantedBug::index_tail_never_cut)) {
        index_.cut();
        commit.writes_index = true;
        is_cut_ = true;
    }
    open_.head = commit.head;
    in_flight_ = std::exchange(open_, OpenRecord{hash_});
    return commit;
}

void Engine::commit(Commit& commit) {
    make_durable(commit);
    send_answers(commit);
}

void Engine::make_durable(Commit& commit) {
    if (planted(PlantedBug::reply_before_sync)) settle_all(commit.waiters);
    if (planted(PlantedBug::witness_noted_before_append)) witness_.note(commit.head);
    try {
        world_.log.append(commit.head.record, commit.record);
        witness_.note(commit.head);
    } catch (const StorageFailed&) {
        if (planted(PlantedBug::failed_append_answered)) settle_all(commit.waiters);
        if (!planted(PlantedBug::failed_sync_retried)) {
            tell_unknown(commit.waiters);
            throw;
        }
        world_.log.append(commit.head.record, commit.record);
    }
}

void Engine::send_answers(Commit& commit) {
    if (planted(PlantedBug::head_moved_by_committer)) durable_ = commit.head;
    durable_record_.store(commit.head.record, std::memory_order_release);
    settle_all(commit.waiters);
    if (!commit.writes_index) return;
    index_.write_cut();
    is_cut_written_.store(true, std::memory_order_release);
}

void Engine::settle() {
    if (is_cut_ && is_cut_written_.exchange(false, std::memory_order_acquire)) {
        index_.settle();
        is_cut_ = false;
    }
    if (!in_flight_) return;
    if (durable_record_.load(std::memory_order_acquire) < in_flight_->head.record) return;
    OpenRecord durable = std::move(*in_flight_);
    in_flight_.reset();
    publish(std::move(durable));
}

// All that the record changed becomes readable at once: a query over several hosts sees one
// position.
void Engine::publish(OpenRecord record) {
    index_.add(record.head.record, record.head.hash, record.streams, record.keys);
    durable_ = record.head;
    for (const auto& move : record.due) move_due(move);
    keep_reads(record);
    const auto long_streams = due_for_snapshot(record);
    for (auto& [stream, state] : record.states) {
        pinned_.note(stream, state);
        published_.put(stream, std::move(state));
    }
    // Last, for it reads from the disk, and what throws then leaves nothing half published.
    for (const auto& [stream, state] : long_streams) keep_snapshot(stream, *state);
}

void Engine::tend() {
    is_low_on_disk_ = world_.disk.free_bytes() < limits_.disk_reserve_bytes;
    const bool is_short = keys_.needs_refill() || planted(PlantedBug::key_slots_filled_each_time);
    if (!is_low_on_disk_ && is_short) keys_.refill(world_.randomness);
}

void Engine::close() {
    settle();
    ensure(!in_flight_, "a partition is closed when nothing is in flight");
    if (!is_cut_) index_.flush();
    world_.log.flush_derived();
    witness_.sync();
    is_closed_ = true;
    refuse_pending();
}

void Engine::refuse_pending() {
    const auto refuse = [](Pending& pending) {
        if (pending.submission.waiter == nullptr) return;
        pending.submission.waiter->decided(Unavailable{Unavailable::Reason::stopping});
        pending.submission.waiter->settled();
    };
    for (auto& parked : parking_.take_all()) refuse(parked);
    for (auto& queued : std::exchange(queue_, {})) refuse(queued);
    tell_unknown(after_due_);
}

}  // namespace kalends
