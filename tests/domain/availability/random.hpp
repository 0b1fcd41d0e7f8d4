#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace kalends {

// Chance that comes out the same on every machine for one seed.
class Random {
  public:
    explicit Random(std::uint64_t seed) : bits_{seed} {}

    // From `low` to `high`, both included.
    int between(int low, int high) {
        const auto span = static_cast<std::uint64_t>(high - low) + 1;
        return low + static_cast<int>(bits_() % span);
    }
    bool percent(int chance) { return between(1, 100) <= chance; }
    template <class T>
    T one_of(std::initializer_list<T> choices) {
        return choices.begin()[between(0, static_cast<int>(choices.size()) - 1)];
    }
    template <class T>
    const T& one_of(const std::vector<T>& choices) {
        return choices[static_cast<std::size_t>(between(0, static_cast<int>(choices.size()) - 1))];
    }

  private:
    std::mt19937_64 bits_;
};

}  // namespace kalends
