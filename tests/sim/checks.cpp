#include <algorithm>
#include <map>
#include <string>

#include "projections/audit/verify.hpp"
#include "tests/sim/damage.hpp"
#include "tests/sim/simulation.hpp"
#include "tests/sim/violation.hpp"

// What must hold of an engine that has started, and of one at the end of a run.

namespace kalends::sim {
namespace {

// What a command adds to the index at most: its key, and of each of its streams a row and a
// snapshot.
constexpr std::size_t command_tail_bytes_max = 8'192;

}  // namespace

void Simulation::check_start() {
    fold_.check_kept(log_.records());
    take_in();
    hold(disk_.all_bytes().find("CANARY") == std::string::npos, "I14",
         "a personal value stands on the disk");
    hold(engine_->next_due() == fold_.next_recorded_due(), "I11",
         "what falls due was not read from the log");
    check_snapshots();
    (void)in_process([this] { check_live(3); });
}

void Simulation::check_snapshots() const {
    const auto prefix = snapshot_key({}, Revision{}).substr(0, 1);
    std::map<std::string, std::size_t> of_stream;
    log_.scan_derived(prefix, [&](std::string_view key, std::string_view) {
        if (!key.starts_with(prefix)) return false;
        const auto kept = ++of_stream[std::string{key.substr(0, key.size() - sizeof(Revision))}];
        hold(kept <= limits_.snapshots_per_stream, "I10", "a stream has too many snapshots");
        return true;
    });
}

void Simulation::check_bounds() {
    hold(engine_->queued() <= limits_.queue_commands_max, "I10", "the queue outgrew its bound");
    // One state is kept whatever its size.
    hold(engine_->states_cached() <= 1 || engine_->state_bytes() <= limits_.state_bytes_max, "I10",
         "the states in memory outgrew their bound");
    hold(engine_->hours().size() <= 1 || engine_->hours().bytes() <= limits_.hours_bytes_max, "I10",
         "the schedules in memory outgrew their bound");
    hold(engine_->answers_waiting() <= limits_.answers_waiting_max, "I10",
         "the answers that wait outgrew their bound");
    hold(engine_->index_tail_bytes() <=
             limits_.index_tail_bytes_max + limits_.record_commands_max * command_tail_bytes_max,
         "I10", "what the index holds in memory outgrew its bound");
    hold(engine_->key_slots_ahead() <= 2 * limits_.key_slots_per_block, "I10",
         "key slots are filled without need");
}

// The last command of a record may go beyond its bound, by as much as one command writes.
void Simulation::check_record(std::string_view bytes) const {
    constexpr std::size_t command_bytes_max = 16'384;
    hold(bytes.size() <= limits_.record_bytes_max + command_bytes_max, "I10",
         "a record outgrew its bound of bytes");
    const auto record = parse_record(bytes);
    if (!record) violate("I9", "what is to be appended is no record");
    hold(record->commands.size() <= limits_.record_commands_max, "I10",
         "a record outgrew its bound of commands");
}

// What the log says does not depend on when, where or in which order it is folded.
void Simulation::check_fold_again() {
    DurableFold again;
    again.let_time_go_back();
    again.take_in(log_.records(), [](const FoldedCommand&) {});
    hold(again.states() == fold_.states(), "I12", "the log folds to another state the second time");
}

void Simulation::damage_copy() {
    try_damage({log_, disk_, fold_, clock_, zones_, limits_, traffic_.organisation()}, chance_,
               tally_);
}

void Simulation::check_live(std::size_t sample) {
    engine_->settle();
    hold(engine_->position() == fold_.head().position() || in_flight_, "I6",
         "the engine stands elsewhere than the log");
    const auto& streams = fold_.streams();
    for (std::size_t i = 0; i < std::min(sample, streams.size()); ++i) {
        check_stream(sample >= streams.size() ? streams[i]
                                              : streams[chance_.below(streams.size())]);
    }
}

void Simulation::check_stream(StreamId stream) {
    const auto live = engine_->find(traffic_.organisation(), stream);
    const auto* folded = fold_.find(stream);
    if (live == nullptr) violate("I6", to_text(stream) + " is not found");
    if (*live != *folded) {
        violate("I6", to_text(stream) + " is at revision " +
                          std::to_string(number(live->revision)) + ", not the fold at " +
                          std::to_string(number(folded->revision)));
    }
    if (stream.kind == StreamKind::booking) check_opens(stream);
}

void Simulation::check_opens(StreamId stream) {
    const auto* booking = fold_.find(stream)->as<Booking>();
    const auto stored = engine_->event(stream, booking->sealed_at.guests);
    hold(stored != nullptr, "I6", "an event is not found");
    std::visit(
        [&]<class Fact>(const Fact& fact) {
            if constexpr (requires { fact.reference; }) {
                hold(engine_->booking_of(fact.reference.text) == fact.booking, "I6",
                     "a reference leads elsewhere");
                const auto clear =
                    engine_->open(stored->envelope.id, "guests/0", fact.guests.front().details);
                hold(clear && clear->starts_with("\"CANARY-"), "I6", "a seal does not open");
            }
        },
        stored->event);
}

void Simulation::check_lists() {
    for (const auto kind : {StreamKind::host, StreamKind::meeting_type, StreamKind::hold}) {
        auto listed = engine_->list(traffic_.organisation(), kind, {}, 1'000);
        std::vector<StreamId> known;
        for (const auto stream : fold_.streams()) {
            if (stream.kind == kind) known.push_back(stream);
        }
        std::sort(known.begin(), known.end());
        hold(listed == known, "I6", "a list is not what the log holds");
    }
}

// Faults have stopped, and the clock is right again.
void Simulation::finish() {
    if (plan_.has_faults) faults_.clear();
    plan_.has_faults = false;
    stall_left_ = 0;
    is_full_ = false;
    disk_.set_free_bytes(std::uint64_t{1} << 40);
    clock_.catch_up();
    publishing_.calm();
    (void)in_process([this] { engine_->tend(); });
    drain();
    replay_some();
    clock_.move(std::chrono::days{1});
    drain();
}

void Simulation::drain() {
    constexpr int rounds_max = 10'000;
    for (int round = 0; round < rounds_max; ++round) {
        const auto process = observer_.process();
        commit();
        step();
        take();
        const bool has_crashed = observer_.process() != process;
        if (has_crashed || in_flight_ || engine_->has_work()) continue;
        // What was loaded in vain arrives, too, and nothing stays pinned.
        if (engine_->parked() > 0 || engine_->states_pinned() > 0) continue;
        observer_.check_all_answered();
        const auto due = fold_.next_due();
        hold(!due || *due > clock_.now(), "I11", "what was due is not written");
        return;
    }
    violate("I11", "the engine does not come to rest");
}

// Clients ask again for what was accepted.
void Simulation::replay_some() {
    constexpr std::size_t replays = 10;
    const auto sent = observer_.asked().size();
    for (std::size_t i = 0; i < replays; ++i) {
        const Asked& asked = observer_.asked()[chance_.below(sent)];
        if (!asked.key) continue;
        send(Traffic::again(asked));
        drain();
    }
}

void Simulation::check_end() {
    while (!in_process([this] { publishing_.finish(); })) drain();
    observer_.check_all_kept();
    check_lists();
    check_live(fold_.streams().size());
    if (views_) views_->check_end();
    close_cleanly();
    check_snapshots();
    check_live(fold_.streams().size());
    const auto report = verify(log_);
    if (!report.is_clean()) violate("I9", report.faults.front().what);
    hold(report.head == fold_.head(), "I9", "the audit ends elsewhere than the log");
    check_fold_again();
}

}  // namespace kalends::sim
