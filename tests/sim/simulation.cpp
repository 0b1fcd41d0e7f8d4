#include "tests/sim/simulation.hpp"

#include "eventstore/failures.hpp"
#include "tests/sim/violation.hpp"

namespace kalends::sim {
namespace {

const Instant beginning = *parse_instant("2026-11-02T08:00:00Z");

EngineLimits draw_limits(fakes::SeededRandomness& chance) {
    EngineLimits limits;
    limits.queue_commands_max = chance.one_in(4) ? 8 + chance.below(8) : 100;
    limits.answers_waiting_max = 8 + chance.below(40);
    limits.record_commands_max = 2 + chance.below(20);
    limits.record_bytes_max = 4'000 + chance.below(60'000);
    limits.state_bytes_max = 2'000 + chance.below(200'000);
    limits.index_tail_bytes_max = chance.below(30'000);
    limits.hours_bytes_max = chance.below(40'000);
    limits.known_keys_bytes = 64 + chance.below(2'000);
    limits.subject_keys_cached = 1 + chance.below(64);
    limits.revisions_per_snapshot = 1 + chance.below(12);
    limits.snapshots_per_stream = 1 + chance.below(4);
    limits.key_slots_per_block = 1 + chance.below(16);
    return limits;
}

}  // namespace

Whereabouts& whereabouts() {
    static thread_local Whereabouts where;
    return where;
}

Simulation::Simulation(std::uint64_t seed, Plan plan, Tally& tally)
    : plan_{std::move(plan)},
      tally_{tally},
      chance_{seed},
      randomness_{seed + 0x5eedULL},
      clock_{beginning},
      zones_{ZoneNames::parse("# version test\nZ Etc/UTC 0 - UTC\n")},
      limits_{draw_limits(chance_)},
      observer_{tally, [this] { return durable_sequence(); }},
      publishing_{seed + 0x70b1cULL, log_, disk_, tally},
      traffic_{chance_, tally},
      fault_distance_{5 + chance_.below(120)},
      slow_one_in_{chance_.below(5)} {
    whereabouts() = {seed, 0};
    views_ = make_views(seed,
                        {log_, fold_, traffic_.organisation(),
                         [this](EventId event, std::string_view field, const Sealed& sealed) {
                             return engine_->open_durable(event, field, sealed);
                         }},
                        tally_);
    if (!plan_.has_faults) publishing_.calm();
    if (!chance_.one_in(3)) return;
    clock_.make_settable();
    fold_.let_time_go_back();
}

void Simulation::run() {
    begin();
    if (plan_.has_faults) plan_fault(fault_distance_);
    while (observer_.asked().size() < plan_.commands) act();
    finish();
    check_end();
    ++tally_.seeds;
    tally_.records += number(log_.last());
    observer_.trace(faults_.count());
    if (views_) observer_.trace(views_->trace());
    observer_.trace(publishing_.seen());
    for (const auto octet : fold_.head().hash.octets) observer_.trace(octet);
}

void Simulation::begin() {
    for (const auto io : plan_.crashes_at) faults_.at(io, fakes::Fault::crash);
    start_process();
    for (auto& asked : traffic_.beginning()) {
        do {
            send(asked);
            do {
                step();
                take();
                commit();
            } while (engine_->parked() > 0);
        } while (!observer_.asked().back().is_settled);
    }
}

// One thing that somebody does next, drawn by how often it happens.
void Simulation::act() {
    ++whereabouts().step;
    if (stall_left_ > 0) --stall_left_;
    clock_.move(Milliseconds{chance_.below(3'000)});
    if (clock_.behind() > Minutes{5} && chance_.one_in(20)) right_clock();
    const auto kind = chance_.below(100);
    if (kind < 30) {
        for (auto sent = 1 + chance_.below(3); sent > 0; --sent) {
            send(traffic_.next(clock_.now(), observer_));
        }
    } else if (kind < 50) {
        step();
    } else if (kind < 70) {
        take();
    } else if (kind < 90) {
        if (!is_stalled()) commit();
    } else if (kind < 95) {
        read();
    } else {
        act_rarely();
    }
    if (views_) views_->act();
    (void)in_process([this] { publishing_.act(); });
    check_bounds();
}

void Simulation::act_rarely() {
    switch (chance_.below(9)) {
        case 0:
        case 1:
            (void)in_process([this] { engine_->tend(); });
            break;
        case 2:
        case 3:
            if (!is_committing_) (void)in_process([this] { engine_->sync_witness(); });
            break;
        case 4:
            turn_clock();
            break;
        case 5:
            turn_disk();
            break;
        case 6:
            pause();
            break;
        case 7:
            if (plan_.has_faults && chance_.one_in(4)) end_process(End::killed);
            break;
        default:
            if (plan_.has_faults && chance_.one_in(4)) close_cleanly();
    }
}

void Simulation::send(Asked wanted) {
    auto [asked, waiter] = observer_.ask(std::move(wanted));
    if (engine_->parked() > 0 && observer_.is_repeated(*asked)) {
        tally_.reached(Rare::parked_behind_key);
    }
    engine_->submit({.organisation = traffic_.organisation(),
                     .actor = asked->actor,
                     .command = asked->command,
                     .idempotency = asked->key,
                     .expected_revision = asked->expected_revision,
                     .correlation = std::to_string(asked->number),
                     .origin = std::nullopt,
                     .waiter = std::move(waiter)});
    check_bounds();
    const auto* refused = asked->outcome ? std::get_if<Unavailable>(&*asked->outcome) : nullptr;
    if (refused == nullptr) return;
    const bool is_queue = refused->reason == Unavailable::Reason::queue_full;
    tally_.reached(is_queue ? Rare::queue_full : Rare::disk_reserve);
    if (is_queue && stall_left_ > 0) tally_.reached(Rare::queue_full_while_stalled);
}

void Simulation::step() {
    (void)in_process([this] {
        const bool had_work = engine_->has_work();
        if (engine_->is_clock_held()) {
            tally_.reached(engine_->now() ? Rare::clock_held_still : Rare::clock_too_far_behind);
        }
        engine_->step();
        if (had_work && in_flight_) tally_.reached(Rare::decided_while_in_flight);
        if (engine_->queued() > engine_->parked()) tally_.reached(Rare::record_full);
        note_parked();
    });
}

void Simulation::note_parked() {
    if (engine_->parked() == 0) return;
    tally_.reached(Rare::parked);
    if (engine_->is_due_under_way()) tally_.reached(Rare::due_under_way);
}

void Simulation::take() {
    (void)in_process([this] {
        auto commit = engine_->take();
        if (!commit) return;
        hold(!in_flight_, "I10", "two records are in flight");
        check_record(commit->record);
        in_flight_ = std::move(commit);
    });
}

// The log takes its time: commands go on coming, and the clock goes on.
bool Simulation::is_stalled() {
    if (plan_.has_faults && stall_left_ == 0 && chance_.one_in(40)) {
        stall_left_ = 2 + chance_.below(40);
    }
    if (stall_left_ > 0 && in_flight_) tally_.reached(Rare::log_stalled);
    return stall_left_ > 0;
}

void Simulation::commit() {
    if (!in_flight_) return;
    is_committing_ = true;
    unknown_before_ = tally_.unknown;
    const auto before = log_.last();
    appending_ = in_flight_->head.record;
    const bool is_done = in_process([this] { engine_->commit(*in_flight_); });
    is_committing_ = false;
    if (!is_done) return;
    appending_.reset();
    hold(log_.last() == next(before), "I2", "a committed record is not in the log");
    in_flight_.reset();
    take_in();
}

void Simulation::read() {
    if (fold_.streams().empty()) return;
    (void)in_process([this] {
        check_live(2);
        // A read loads in place what may be under way for a command.
        if (slow_stream_ && fold_.find(*slow_stream_) != nullptr) check_stream(*slow_stream_);
    });
}

// What is durable, the oracle learns at once.
void Simulation::take_in() {
    fold_.take_in(log_.records(),
                  [this](const FoldedCommand& command) { observer_.appeared(command); });
    if (fold_.expired_at_once() > 1) tally_.reached(Rare::several_expired_in_one_record);
    if (fold_.expired_before_command()) tally_.reached(Rare::due_written_before_command);
}

Sequence Simulation::durable_sequence() {
    const auto last = log_.last();
    if (last != durable_.first) {
        const auto view = parse_record(log_.records().back());
        if (!view) violate("I9", "a record cannot be read");
        durable_ = {last, head_after(*view).sequence};
    }
    return durable_.second;
}

void Simulation::turn_clock() {
    static constexpr Milliseconds jumps[] = {Seconds{1},
                                             Seconds{-1},
                                             std::chrono::hours{1},
                                             Minutes{-5},
                                             std::chrono::hours{-1},
                                             std::chrono::days{1},
                                             std::chrono::days{-1}};
    if (clock_.behind() > Milliseconds{0} && !chance_.one_in(3)) {
        right_clock();
        return;
    }
    const auto jump = jumps[chance_.below(std::size(jumps))];
    const auto before = clock_.now();
    clock_.move(jump);
    for (const auto& [booking, due] : fold_.expired()) {
        if (due <= before && due > clock_.now()) {
            tally_.reached(Rare::clock_back_across_deadline);
            break;
        }
    }
}

// The process stands still, and goes on as if nothing had happened.
void Simulation::pause() {
    const auto due = fold_.next_due();
    const auto before = clock_.now();
    clock_.move(Seconds{1 + chance_.below(120)});
    if (due && *due > before && *due <= clock_.now()) tally_.reached(Rare::paused_across_deadline);
}

// The clock is put right, or the operator says that the earlier time is.
void Simulation::right_clock() {
    if (engine_->now() || chance_.one_in(2)) return clock_.catch_up();
    tally_.reached(Rare::clock_accepted);
    engine_->accept_clock();
}

void Simulation::turn_disk() {
    const bool is_low = chance_.one_in(8);
    disk_.set_free_bytes(is_low ? 1'000'000 : std::uint64_t{1} << 40);
}

}  // namespace kalends::sim
