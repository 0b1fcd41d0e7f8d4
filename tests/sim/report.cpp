#include "tests/sim/report.hpp"

#include <algorithm>
#include <cstdio>

namespace kalends::sim {
namespace {

constexpr double conflict_share_min = 20;
constexpr double conflict_share_max = 40;

double percent(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

// Of the commands that were decided and whose answer left.
double conflict_share(const Tally& tally) {
    return percent(tally.conflicts, tally.accepted + tally.conflicts + tally.refused_otherwise);
}

void print_share(const char* what, std::uint64_t part, std::uint64_t whole) {
    std::printf("  %10llu  %5.1f %%  %s\n", static_cast<unsigned long long>(part),
                percent(part, whole), what);
}

}  // namespace

void print(const Tally& tally, double seconds) {
    const auto seeds = static_cast<double>(tally.seeds);
    std::printf("%llu seeds in %.1f s, %.0f a minute; %llu crashes, %.1f a seed\n",
                static_cast<unsigned long long>(tally.seeds), seconds, seeds * 60 / seconds,
                static_cast<unsigned long long>(tally.crashes),
                static_cast<double>(tally.crashes) / seeds);
    std::printf("of the answers to what was decided, %.1f %% were conflicts\n",
                conflict_share(tally));
    print_share("commands", tally.commands, tally.commands);
    print_share("accepted", tally.accepted, tally.commands);
    print_share("refused, conflict", tally.conflicts, tally.commands);
    print_share("refused otherwise", tally.refused_otherwise, tally.commands);
    print_share("unavailable", tally.unavailable, tally.commands);
    print_share("unknown", tally.unknown, tally.commands);
    const auto rarest = std::min_element(tally.rare.begin(), tally.rare.end());
    const auto at = static_cast<std::size_t>(rarest - tally.rare.begin());
    std::printf("of %llu rare states the rarest was met %llu times: %s\n",
                static_cast<unsigned long long>(rare_states),
                static_cast<unsigned long long>(*rarest),
                std::string{rare_state_names[at]}.c_str());
}

void print_states(const Tally& tally) {
    for (std::size_t i = 0; i < rare_states; ++i) {
        std::printf("  %10llu  %s\n", static_cast<unsigned long long>(tally.rare[i]),
                    std::string{rare_state_names[i]}.c_str());
    }
}

std::vector<std::string> missed(const Tally& tally) {
    std::vector<std::string> all;
    if (tally.seeds < seeds_that_reach_all) return all;
    for (std::size_t i = 0; i < rare_states; ++i) {
        if (tally.rare[i] == 0) all.push_back("never met: " + std::string{rare_state_names[i]});
    }
    const auto share = conflict_share(tally);
    if (share < conflict_share_min || share > conflict_share_max) {
        all.push_back("refused for a conflict: " + std::to_string(share) +
                      " %, which should be 20 to 40 %");
    }
    return all;
}

}  // namespace kalends::sim
