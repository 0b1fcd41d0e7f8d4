#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "projections/runner.hpp"
#include "schemas/resources/opened_booking.hpp"
#include "tests/fakes/memory_log.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/sim/durable_fold.hpp"
#include "tests/sim/rare_states.hpp"

namespace kalends::sim {

// The views of one seed: the runner and the views that ship, on SQLite files in memory, which
// follow the log of the simulation. They draw by chance of their own, so that all else goes on as
// it would without them. Everything throws Violation (I7).
class Views {
  public:
    struct Sources {
        const fakes::MemoryLog& log;
        const DurableFold& fold;
        OrganisationId organisation;
        OpenSealed open;
    };
    Views(std::uint64_t seed, Sources sources, Tally& tally);
    ~Views();

    // A process begins.
    void start();
    // It ends: their files stay as they are at this moment, or each as some commit left it, or
    // closed in good order.
    void kill();
    void cut_power();
    void close();

    // Something that happens to the views next: a step, a commit, a question, a rebuild, or
    // nothing.
    void act();
    // Faults have stopped: they come to the end of the log, and are what it says.
    void check_end();

    // The same for the same seed, when they have come to the end.
    [[nodiscard]] std::uint64_t trace() const { return trace_; }

  private:
    // The bytes of the files of one generation of a view, and of all by the name of its database.
    using Image = std::map<std::string, std::string>;
    using Images = std::map<std::string, Image>;

    [[nodiscard]] std::unique_ptr<Runner> open(const LogReader& log, std::filesystem::path folder);
    [[nodiscard]] Images images() const;
    [[nodiscard]] Images some_images();
    void end_with(const Images& images);

    void step(std::size_t events_max);
    void commit();
    void rebuild();
    void try_again();
    void ask();
    void note_handed_over();
    void check_answer(bool is_late);
    void check_newest(std::size_t bookings_max);
    void check_committed_is_there();
    void check_rows(Runner& runner, const LogReader& log);
    void try_on_restored_log();

    Sources sources_;
    Tally& tally_;
    fakes::SeededRandomness chance_;
    fakes::TemporaryFolder folder_;
    std::unique_ptr<Runner> runner_;
    std::map<std::string, Position> seen_;       // where each stood that answered, in this process
    std::map<std::string, Position> committed_;  // where each stood at the last commit
    std::set<std::string> rebuilding_;
    std::set<std::string> tried_again_;  // and not answering yet
    std::deque<Images> kept_;            // what some commits left, the latest last
    std::uint64_t trace_ = 0;
};

// Not every seed has views: they would cost more than they find.
[[nodiscard]] std::unique_ptr<Views> make_views(std::uint64_t seed, Views::Sources sources,
                                                Tally& tally);

}  // namespace kalends::sim
