#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>

#include "domain/check.hpp"
#include "tests/sim/planted.hpp"
#include "tests/sim/report.hpp"
#include "tests/sim/simulation.hpp"
#include "tests/sim/violation.hpp"

namespace kalends::sim {
namespace {

using Count = unsigned long long;

struct Options {
    std::uint64_t seeds = 200;
    std::uint64_t first = 1;
    std::uint64_t seconds = 0;  // 0: as many seeds as asked for
    std::uint64_t commands = 300;
    bool is_verbose = false;  // a line for each seed, and at the end what they amounted to
    std::string program;
    std::string bug;  // a planted bug that must be caught
};

// An aborted process tells where it stood, and has caught a planted bug if one is to abort.
bool expects_abort = false;
const Options* asked_for = nullptr;

// What to type to see the same again.
void tell_again(std::FILE* where, std::uint64_t first, std::uint64_t seeds) {
    std::fprintf(where, "again: %s --first %llu --seeds %llu --commands %llu\n",
                 asked_for->program.c_str(), static_cast<Count>(first), static_cast<Count>(seeds),
                 static_cast<Count>(asked_for->commands));
}

void tell_abort(int) {
    std::fprintf(stderr, "seed %llu step %llu: aborted\n", static_cast<Count>(whereabouts().seed),
                 static_cast<Count>(whereabouts().step));
    if (!expects_abort) tell_again(stderr, whereabouts().seed, 1);
    if (expects_abort) std::fprintf(stderr, "the planted bug is caught\n");
    ::_exit(expects_abort ? 0 : 1);
}

Options parse(int count, char** words) {
    Options options;
    options.program = words[0];
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

std::uint64_t trace_of(std::uint64_t seed, const Options& options, Tally& tally) {
    Simulation simulation{
        seed, {.commands = options.commands, .has_faults = true, .crashes_at = {}}, tally};
    simulation.run();
    return simulation.trace();
}

// Some seeds are run twice, and must give one trace.
std::uint64_t run_seed(std::uint64_t seed, const Options& options, Tally& tally) {
    const auto trace = trace_of(seed, options, tally);
    if (seed % 16 == 0) {
        Tally again;
        hold(trace_of(seed, options, again) == trace, "I12", "one seed gave two traces");
    }
    return trace;
}

// The invariant that did not hold; empty if all did.
std::string judge_seed(std::uint64_t seed, const Options& options, Tally& tally) {
    Violation found;
    try {
        const auto trace = run_seed(seed, options, tally);
        if (options.is_verbose) {
            std::printf("seed %llu: %016llx\n", static_cast<Count>(seed),
                        static_cast<Count>(trace));
        }
        return {};
    } catch (const Violation& violation) {
        found = violation;
    } catch (const std::exception& trouble) {
        found = {"exception", trouble.what()};
    }
    std::printf("seed %llu step %llu: %s: %s\n", static_cast<Count>(seed),
                static_cast<Count>(whereabouts().step), found.invariant.c_str(),
                found.what.c_str());
    return found.invariant;
}

// Runs seed after seed until one is not well, or for as long as it was asked to.
class Runs {
  public:
    explicit Runs(const Options& options) : options_{options}, seed_{options.first} {}

    // The invariant that did not hold in the seed that is next; empty if all did or none was left.
    std::string next() { return judge_seed(seed_++, options_, tally_); }

    [[nodiscard]] bool is_done() const {
        const bool is_late =
            options_.seconds != 0 && elapsed() > static_cast<double>(options_.seconds);
        return is_late || seed_ - options_.first >= options_.seeds;
    }

    // Now and then a line, so that nobody takes a long run for one that hangs.
    void tell_progress() {
        constexpr double seconds_between = 60;
        if (elapsed() < told_at_ + seconds_between) return;
        told_at_ = elapsed();
        std::printf("%llu seeds from %llu on are well, after %.0f s\n",
                    static_cast<Count>(seed_ - options_.first), static_cast<Count>(options_.first),
                    told_at_);
    }

    [[nodiscard]] std::uint64_t last() const { return seed_ - 1; }
    [[nodiscard]] const Tally& tally() const { return tally_; }
    [[nodiscard]] double elapsed() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    }

  private:
    Options options_;
    Tally tally_;
    std::uint64_t seed_;
    double told_at_ = 0;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

int run(const Options& options) {
    Runs runs{options};
    for (; !runs.is_done(); runs.tell_progress()) {
        if (runs.next().empty()) continue;
        tell_again(stdout, runs.last(), 1);
        return 1;
    }
    print(runs.tally(), runs.elapsed());
    if (options.is_verbose) print_states(runs.tally());
    const auto faults = missed(runs.tally());
    for (const auto& fault : faults) std::printf("%s\n", fault.c_str());
    if (!faults.empty()) tell_again(stdout, options.first, runs.tally().seeds);
    return faults.empty() ? 0 : 1;
}

// In a process of its own, which an `ensure` may abort.
bool is_found(std::string_view invariant, std::uint64_t seed, const Options& options) {
    const pid_t child = ::fork();
    ensure(child >= 0, "each seed has a process of its own");
    if (child == 0) {
        Tally tally;
        ::_exit(judge_seed(seed, options, tally) == invariant ? 0 : 1);
    }
    int status = 0;
    ensure(::waitpid(child, &status, 0) == child, "a process that was started can be awaited");
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// Another invariant, or an `ensure`, may notice the bug first, in this seed or that.
int catch_bug(const Options& options) {
    const auto must_find = plant_by_name(options.bug);
    expects_abort = must_find == aborts;
    for (auto seed = options.first; seed - options.first < options.seeds; ++seed) {
        if (!is_found(must_find, seed, options)) continue;
        std::printf("%s: caught\n", options.bug.c_str());
        return 0;
    }
    std::printf("%s: NOT CAUGHT by %s\n", options.bug.c_str(), std::string{must_find}.c_str());
    return 1;
}

}  // namespace
}  // namespace kalends::sim

int main(int count, char** words) {
    using namespace kalends::sim;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const auto options = parse(count, words);
    asked_for = &options;
    std::signal(SIGABRT, tell_abort);
    return options.bug.empty() ? run(options) : catch_bug(options);
}
