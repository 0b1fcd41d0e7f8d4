#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "commands/engine/loader.hpp"
#include "tests/fakes/seeded_randomness.hpp"

namespace kalends::sim {

// Some loads are under way for a while, and arrive in another order than they were asked for, each
// as the stream stood when it was asked for. Time is counted by how often it is asked what arrived.
class SlowLoader : public Loader {
  public:
    // One load in so many is slow; 0: none is. `latest` names the last of those.
    SlowLoader(History& history, fakes::SeededRandomness& chance, std::uint64_t slow_one_in,
               std::optional<StreamId>& latest)
        : history_{history}, chance_{chance}, slow_one_in_{slow_one_in}, latest_{latest} {}

    std::optional<SharedState> load(StreamId stream, Sequence until) override;
    std::vector<Fetched> fetched() override;

  private:
    struct UnderWay {
        StreamId stream;
        Sequence until{};
        std::uint64_t looks_left = 0;
    };

    History& history_;
    fakes::SeededRandomness& chance_;
    std::uint64_t slow_one_in_;
    std::optional<StreamId>& latest_;
    std::vector<UnderWay> under_way_;
};

}  // namespace kalends::sim
