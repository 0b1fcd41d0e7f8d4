#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>

#include "domain/planted_bugs.hpp"
#include "tests/sim/simulation.hpp"
#include "tests/sim/violation.hpp"

namespace kalends::sim {
namespace {

struct Options {
    std::uint64_t seeds = 200;
    std::uint64_t first = 1;
    std::uint64_t seconds = 0;  // 0: as many seeds as asked for
    std::uint64_t commands = 300;
    bool is_verbose = false;
    std::string bug;  // a planted bug that must be caught
};

// An aborted process tells where it stood, and has caught a planted bug if there is one.
bool expects_bug = false;

void tell_abort(int) {
    std::fprintf(stderr, "seed %llu step %llu: aborted\n",
                 static_cast<unsigned long long>(whereabouts().seed),
                 static_cast<unsigned long long>(whereabouts().step));
    if (expects_bug) std::fprintf(stderr, "the planted bug is caught\n");
    ::_exit(expects_bug ? 0 : 1);
}

#ifdef KALENDS_PLANTED_BUGS
constexpr std::pair<std::string_view, PlantedBug> bugs[] = {
    {"sync_left_out", PlantedBug::sync_left_out},
    {"key_block_not_synced", PlantedBug::key_block_not_synced},
    {"key_block_filled_twice", PlantedBug::key_block_filled_twice},
    {"reply_before_sync", PlantedBug::reply_before_sync},
    {"failed_sync_retried", PlantedBug::failed_sync_retried},
    {"keys_not_caught_up", PlantedBug::keys_not_caught_up},
    {"payload_not_compared", PlantedBug::payload_not_compared},
    {"conflict_check_skipped_on_reschedule", PlantedBug::conflict_check_skipped_on_reschedule},
    {"stale_snapshot_trusted", PlantedBug::stale_snapshot_trusted},
    {"due_not_written_first", PlantedBug::due_not_written_first},
};

void plant_by_name(std::string_view name) {
    for (const auto& [known, bug] : bugs) {
        if (known == name) return plant(bug);
    }
    std::fprintf(stderr, "no planted bug is named so\n");
    std::exit(2);
}
#else
void plant_by_name(std::string_view) {
    std::fprintf(stderr, "this build has no planted bugs\n");
    std::exit(2);
}
#endif

Options parse(int count, char** words) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        if (word == "--verbose") {
            options.is_verbose = true;
            continue;
        }
        if (i + 1 == count) std::exit(2);
        const char* value = words[++i];
        const auto as_number = std::strtoull(value, nullptr, 10);
        if (word == "--seeds") options.seeds = as_number;
        if (word == "--first") options.first = as_number;
        if (word == "--seconds") options.seconds = as_number;
        if (word == "--commands") options.commands = as_number;
        if (word == "--plant") options.bug = value;
    }
    if (options.seconds != 0) options.seeds = ~options.first;
    return options;
}

// False if an invariant did not hold.
bool run_seed(std::uint64_t seed, const Options& options, Tally& tally) {
    try {
        Simulation simulation{
            seed, {.commands = options.commands, .has_faults = true, .crashes_at = {}}, tally};
        simulation.run();
        if (options.is_verbose) {
            std::printf("seed %llu: %016llx\n", static_cast<unsigned long long>(seed),
                        static_cast<unsigned long long>(simulation.trace()));
        }
        return true;
    } catch (const Violation& violation) {
        std::printf("seed %llu step %llu: %s: %s\n", static_cast<unsigned long long>(seed),
                    static_cast<unsigned long long>(whereabouts().step),
                    violation.invariant.c_str(), violation.what.c_str());
    } catch (const std::exception& trouble) {
        std::printf("seed %llu step %llu: %s\n", static_cast<unsigned long long>(seed),
                    static_cast<unsigned long long>(whereabouts().step), trouble.what());
    }
    return false;
}

void print_share(const char* what, std::uint64_t part, std::uint64_t whole) {
    std::printf("  %-20s %10llu  %5.1f %%\n", what, static_cast<unsigned long long>(part),
                whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

void print(const Tally& tally, double seconds) {
    const auto seeds = static_cast<double>(tally.seeds);
    std::printf("%llu seeds in %.1f s, %.0f a minute; %llu crashes, %.1f a seed\n",
                static_cast<unsigned long long>(tally.seeds), seconds, seeds * 60 / seconds,
                static_cast<unsigned long long>(tally.crashes),
                static_cast<double>(tally.crashes) / seeds);
    print_share("commands", tally.commands, tally.commands);
    print_share("accepted", tally.accepted, tally.commands);
    print_share("refused, conflict", tally.conflicts, tally.commands);
    print_share("refused otherwise", tally.refused_otherwise, tally.commands);
    print_share("unavailable", tally.unavailable, tally.commands);
    print_share("unknown", tally.unknown, tally.commands);
    for (std::size_t i = 0; i < rare_states; ++i) {
        std::printf("  %10llu  %s%s\n", static_cast<unsigned long long>(tally.rare[i]),
                    std::string{rare_state_names[i]}.c_str(), tally.rare[i] == 0 ? "  MISSED" : "");
    }
}

int run(const Options& options) {
    using Steady = std::chrono::steady_clock;
    const auto start = Steady::now();
    const auto elapsed = [&] {
        return std::chrono::duration<double>(Steady::now() - start).count();
    };
    Tally tally;
    for (std::uint64_t seed = options.first; seed - options.first < options.seeds; ++seed) {
        if (options.seconds != 0 && elapsed() > static_cast<double>(options.seconds)) break;
        if (!run_seed(seed, options, tally)) return 1;
    }
    print(tally, elapsed());
    return 0;
}

}  // namespace
}  // namespace kalends::sim

int main(int count, char** words) {
    using namespace kalends::sim;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const auto options = parse(count, words);
    std::signal(SIGABRT, tell_abort);
    if (options.bug.empty()) return run(options);
    expects_bug = true;
    plant_by_name(options.bug);
    const bool is_caught = run(options) == 1;
    std::printf("%s: %s\n", options.bug.c_str(), is_caught ? "caught" : "NOT CAUGHT");
    return is_caught ? 0 : 1;
}
