#include "tests/sim/slow_loader.hpp"

#include <algorithm>

#include "tests/sim/violation.hpp"

namespace kalends::sim {

std::optional<SharedState> SlowLoader::load(StreamId stream, Sequence until) {
    for (const auto& load : under_way_) {
        hold(load.stream != stream, "I10", "a stream is loaded while its load is under way");
    }
    const bool is_slow = slow_one_in_ != 0 && chance_.one_in(slow_one_in_);
    if (!is_slow) return history_.fold_until(stream, until);
    // At a place drawn by chance, so that what arrives together does so in any order.
    const auto place =
        under_way_.begin() + static_cast<std::ptrdiff_t>(chance_.below(under_way_.size() + 1));
    latest_ = stream;
    under_way_.insert(place, {stream, until, chance_.below(8)});
    return std::nullopt;
}

std::vector<Fetched> SlowLoader::fetched() {
    std::vector<Fetched> arrived;
    for (auto& load : under_way_) {
        if (load.looks_left-- > 0) continue;
        arrived.push_back({load.stream, history_.fold_until(load.stream, load.until)});
    }
    std::erase_if(under_way_, [&](const UnderWay& load) {
        return std::any_of(arrived.begin(), arrived.end(),
                           [&](const Fetched& fetched) { return fetched.stream == load.stream; });
    });
    return arrived;
}

}  // namespace kalends::sim
