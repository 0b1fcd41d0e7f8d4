#pragma once

#include <cstdint>
#include <span>

#include "eventstore/randomness.hpp"

namespace kalends::fakes {

// The same seed gives the same bytes on every machine.
class SeededRandomness : public Randomness {
  public:
    explicit SeededRandomness(std::uint64_t seed) : state_{seed} {}

    void fill(std::span<std::uint8_t> out) override {
        for (std::size_t i = 0; i < out.size(); i += 8) {
            auto value = draw();
            for (auto& octet : out.subspan(i, std::min<std::size_t>(8, out.size() - i))) {
                octet = static_cast<std::uint8_t>(value);
                value >>= 8;
            }
        }
    }

    // From 0 up to, not including, `end`, which is not 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t end) { return draw() % end; }
    [[nodiscard]] bool one_in(std::uint64_t n) { return below(n) == 0; }

  private:
    // SplitMix64.
    std::uint64_t draw() {
        state_ += 0x9e3779b97f4a7c15ULL;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    std::uint64_t state_;
};

}  // namespace kalends::fakes
