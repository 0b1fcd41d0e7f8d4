#include "tests/domain/availability/said.hpp"

#include <algorithm>

namespace kalends::oracle {
namespace {

// Whether the first thing in which they differ comes later in `one`, or not at all.
bool comes_later(const std::vector<Rejection>& one, const std::vector<Rejection>& other) {
    for (std::size_t i = 0; i < other.size(); ++i) {
        if (i == one.size() || one[i] > other[i]) return true;
        if (one[i] < other[i]) return false;
    }
    return false;
}

}  // namespace

void Said::add(const Said& other) {
    unite(refused, other.refused);
    unite(overridden, other.overridden);
}

Said split(const std::vector<Rejection>& reasons, const std::vector<Rejection>& passed) {
    Said said;
    for (const auto reason : reasons) {
        const bool is_passed = std::ranges::count(passed, reason) > 0;
        (is_passed ? said.overridden : said.refused).push_back(reason);
    }
    std::ranges::sort(said.refused);
    std::ranges::sort(said.overridden);
    return said;
}

void unite(std::vector<Rejection>& all, const std::vector<Rejection>& more) {
    all.insert(all.end(), more.begin(), more.end());
    std::ranges::sort(all);
    const auto repeated = std::ranges::unique(all);
    all.erase(repeated.begin(), repeated.end());
}

bool is_nearer(const Said& one, const Said& other) {
    if (one.refused != other.refused) return comes_later(one.refused, other.refused);
    return comes_later(one.overridden, other.overridden);
}

}  // namespace kalends::oracle
