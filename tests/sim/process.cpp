#include "eventstore/failures.hpp"
#include "tests/sim/simulation.hpp"
#include "tests/sim/slow_loader.hpp"
#include "tests/sim/violation.hpp"

// How the process of a simulation goes wrong, ends and starts again.

namespace kalends::sim {

using fakes::Fault;

bool Simulation::in_process(const std::function<void()>& act) {
    try {
        act();
        return true;
    } catch (const fakes::Crashed&) {
        note_end(true);
        end_process(chance_.one_in(2) ? End::power_cut : End::killed);
    } catch (const StorageFailed&) {
        note_end(false);
        if (faults_.has_read_failed()) tally_.reached(Rare::read_failed);
        end_process(chance_.one_in(4) ? End::power_cut : End::killed, false);
    } catch (const StoreRefused& refused) {
        violate("I6", std::string{"the engine took its store for damaged: "} + refused.what());
    } catch (const SealBroken& broken) {
        violate("I6", std::string{"a seal does not open: "} + broken.what());
    }
    return false;
}

void Simulation::note_end(bool has_crashed) {
    if (!is_committing_ && has_crashed) {
        tally_.reached(publishing_.is_in_step() ? Rare::crash_while_noting_cursor
                                                : Rare::crash_while_filling_keys);
    }
    if (!appending_ || log_.last() != *appending_) return;
    const bool is_answered = in_flight_->waiters.empty() && tally_.unknown == unknown_before_;
    if (is_answered && has_crashed) tally_.reached(Rare::crash_after_answers_at_derived_rows);
    if (!is_answered) {
        tally_.reached(has_crashed ? Rare::crash_between_sync_and_answers
                                   : Rare::error_between_sync_and_answers);
    }
}

void Simulation::end_process(End end, bool has_crashed) {
    if (engine_ && engine_->parked() > 0) tally_.reached(Rare::crash_while_parked);
    if (views_) end_views(end);
    publishing_.process_ended();
    engine_.reset();
    in_flight_.reset();
    observer_.process_ended();
    if (end == End::closed) {
        log_.reopen();
    } else {
        ++tally_.crashes;
        const auto before = log_.last();
        log_.crash(chance_);
        note_append(has_crashed);
        if (end == End::killed) tally_.reached(Rare::killed_without_power_cut);
        observer_.trace(number(log_.last()) - number(before));
    }
    if (end == End::power_cut) disk_.crash(chance_);
    durable_ = {};
    if (chance_.one_in(8)) clock_.move(Milliseconds{chance_.below(7'200'000)});
    start_process();
}

void Simulation::end_views(End end) {
    switch (end) {
        case End::power_cut:
            return views_->cut_power();
        case End::killed:
            return views_->kill();
        case End::closed:
            return views_->close();
    }
}

void Simulation::note_append(bool has_crashed) {
    if (!appending_) return;
    const bool is_there = log_.last() >= *appending_;
    if (has_crashed) {
        tally_.reached(is_there ? Rare::crashed_append_kept : Rare::crashed_append_lost);
    } else {
        tally_.reached(is_there ? Rare::failed_append_kept : Rare::failed_append_lost);
    }
    appending_.reset();
}

void Simulation::start_process() {
    for (int attempt = 0; !try_start(attempt); ++attempt) {
        ++tally_.crashes;
        if (attempt == 0) tally_.reached(Rare::crash_in_recovery);
        if (attempt == 1) tally_.reached(Rare::crash_in_recovery_twice);
        log_.crash(chance_);
        if (chance_.one_in(2)) disk_.crash(chance_);
    }
    check_start();
    if (views_) views_->start();
    if (plan_.has_faults) {
        if (chance_.one_in(8)) damage_copy();
        plan_fault(fault_distance_);
        retry_unknown();
    }
}

bool Simulation::try_start(int attempt) {
    constexpr int attempts_with_faults = 3;
    faults_.restart();
    if (plan_.has_faults) {
        faults_.clear();
        if (chance_.one_in(16)) age_snapshots();
        const bool goes_wrong = attempt < attempts_with_faults;
        if (is_full_ && (!goes_wrong || chance_.one_in(2))) {
            is_full_ = false;
            tally_.reached(Rare::no_space_then_recovery);
        }
        if (goes_wrong && (is_full_ || chance_.one_in(4))) plan_fault(6);
    }
    std::uint64_t caught_up = 0;
    try {
        engine_ = std::make_unique<Engine>(world(), limits_,
                                           [&](RecordNumber, RecordNumber) { ++caught_up; });
        publishing_.start();
    } catch (const fakes::Crashed&) {
        return false;
    } catch (const StorageFailed&) {
        return false;
    } catch (const StoreRefused& refused) {
        violate("I9", std::string{"a store does not open: "} + refused.what());
    }
    note_start(caught_up);
    return true;
}

World Simulation::world() {
    return {.log = log_,
            .disk = disk_,
            .clock = clock_,
            .randomness = randomness_,
            .zones = zones_,
            .master = {},
            .make_loader = [this](History& history) {
                return std::make_unique<SlowLoader>(history, chance_, slow_one_in_, slow_stream_);
            }};
}

void Simulation::note_start(std::uint64_t caught_up) {
    const auto records = number(log_.last());
    if (records == 0) return;
    if (caught_up == 0) tally_.reached(Rare::derived_rows_kept);
    if (caught_up == records) tally_.reached(Rare::derived_rows_all_lost);
    if (caught_up > 0 && caught_up < records) tally_.reached(Rare::derived_rows_partly_lost);
    const auto snapshots = snapshot_key({}, Revision{}).substr(0, 1);
    log_.scan_derived(snapshots, [&](std::string_view key, std::string_view) {
        if (key.starts_with(snapshots)) tally_.reached(Rare::snapshot_at_start);
        return false;
    });
}

// As another release left them: of another version of the fold, and of other states.
void Simulation::age_snapshots() {
    const auto prefix = snapshot_key({}, Revision{}).substr(0, 1);
    std::vector<std::pair<std::string, Snapshot>> all;
    log_.scan_derived(prefix, [&](std::string_view key, std::string_view value) {
        if (!key.starts_with(prefix)) return false;
        all.emplace_back(key, *parse_snapshot(value));
        return true;
    });
    if (all.empty()) return;
    tally_.reached(Rare::snapshots_of_another_version);
    for (std::size_t i = 0; i < all.size(); ++i) {
        Snapshot aged = all[i].second;
        ++aged.fold_version;
        aged.bytes = all[(i + 1) % all.size()].second.bytes;
        log_.put_derived(all[i].first, encode(aged));
    }
}

void Simulation::plan_fault(std::uint64_t distance) {
    faults_.clear();
    constexpr std::uint64_t ios_while_full = 40;
    const auto at = 1 + chance_.below(distance);
    const auto kind = chance_.below(9);
    if (kind == 0 || is_full_) {
        is_full_ = true;
        for (auto io = at; io < at + ios_while_full; ++io) faults_.at(io, Fault::no_space);
        return;
    }
    if (kind == 8) return faults_.at_read(at);
    constexpr Fault kinds[] = {Fault::crash,      Fault::crash,      Fault::crash,     Fault::crash,
                               Fault::error_kept, Fault::error_lost, Fault::error_lost};
    faults_.at(at, kinds[kind - 1]);
}

void Simulation::retry_unknown() {
    const auto sent = observer_.asked().size();
    for (std::size_t i = sent - std::min<std::size_t>(sent, 12); i < sent; ++i) {
        const Asked& asked = observer_.asked()[i];
        if (asked.is_unknown && asked.key && chance_.one_in(2)) send(Traffic::again(asked));
    }
}

void Simulation::close_cleanly() {
    while (in_flight_) commit();
    if (engine_->parked() > 0) tally_.reached(Rare::stopped_while_parked);
    const auto close = [this] {
        engine_->close();
        publishing_.close();
    };
    if (!in_process(close)) return;
    end_process(End::closed);
}

}  // namespace kalends::sim
