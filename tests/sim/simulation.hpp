#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "commands/engine/engine.hpp"
#include "tests/fakes/memory_disk.hpp"
#include "tests/fakes/memory_log.hpp"
#include "tests/sim/durable_fold.hpp"
#include "tests/sim/observer.hpp"
#include "tests/sim/publishing.hpp"
#include "tests/sim/traffic.hpp"
#include "tests/sim/views.hpp"
#include "tests/sim/virtual_clock.hpp"

namespace kalends::sim {

// What a run is to be, beside its seed.
struct Plan {
    std::uint64_t commands = 300;
    bool has_faults = true;  // at random; else none but `crashes_at`
    // The I/Os, counted from the first, that are crashes.
    std::vector<std::uint64_t> crashes_at = {};
};

// Where the run stands that this thread runs: for whoever must tell of an abort.
struct Whereabouts {
    std::uint64_t seed = 0;
    std::uint64_t step = 0;
};
[[nodiscard]] Whereabouts& whereabouts();

// One seed's world: clients, an engine that starts again after each crash, and all its fakes.
class Simulation {
  public:
    Simulation(std::uint64_t seed, Plan plan, Tally& tally);

    // Throws Violation.
    void run();
    // The same for the same seed and plan.
    [[nodiscard]] std::uint64_t trace() const { return observer_.trace(); }
    // How many I/Os there were.
    [[nodiscard]] std::uint64_t ios() const { return faults_.count(); }

  private:
    enum class End { power_cut, killed, closed };

    void begin();
    void act();
    void act_rarely();
    void finish();
    void check_end();

    // Runs what belongs to the process, which may end in it: false if it did.
    bool in_process(const std::function<void()>& act);
    void end_process(End end, bool has_crashed = true);
    void end_views(End end);
    void start_process();
    [[nodiscard]] bool try_start(int attempt);
    [[nodiscard]] World world();
    void note_end(bool has_crashed);
    void note_append(bool has_crashed);
    void note_start(std::uint64_t caught_up);
    void age_snapshots();
    void retry_unknown();
    void close_cleanly();
    void plan_fault(std::uint64_t distance);

    void send(Asked asked);
    void step();
    void note_parked();
    void take();
    void commit();
    [[nodiscard]] bool is_stalled();
    void read();
    void turn_clock();
    void pause();
    void right_clock();
    void turn_disk();

    void take_in();
    void check_start();
    void check_live(std::size_t sample);
    void check_lists();
    void check_bounds();
    void check_snapshots() const;
    void check_record(std::string_view bytes) const;
    void check_fold_again();
    void damage_copy();
    void drain();
    void replay_some();
    void check_stream(StreamId stream);
    void check_opens(StreamId stream);
    [[nodiscard]] Sequence durable_sequence();

    Plan plan_;
    Tally& tally_;
    fakes::SeededRandomness chance_;
    fakes::SeededRandomness randomness_;
    VirtualClock clock_;
    ZoneNames zones_;
    fakes::Faults faults_;
    fakes::MemoryLog log_{faults_};
    fakes::MemoryDisk disk_{faults_};
    EngineLimits limits_;
    Observer observer_;
    Publishing publishing_;
    Traffic traffic_;
    DurableFold fold_;
    std::uint64_t fault_distance_ = 1;
    std::uint64_t slow_one_in_ = 0;        // of the loads; 0: none
    std::optional<StreamId> slow_stream_;  // the last whose load was slow
    std::uint64_t stall_left_ = 0;         // acts until the log does what it was asked to
    bool is_full_ = false;                 // the disk takes nothing until somebody makes room

    std::unique_ptr<Engine> engine_;
    std::unique_ptr<Views> views_;  // null in most seeds
    std::optional<Commit> in_flight_;
    bool is_committing_ = false;
    std::uint64_t unknown_before_ = 0;  // the commit under way
    std::optional<RecordNumber> appending_;
    std::pair<RecordNumber, Sequence> durable_{};
};

}  // namespace kalends::sim
