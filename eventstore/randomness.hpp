#pragma once

#include <cstdint>
#include <span>

#include "eventstore/bytes.hpp"

namespace kalends {

// Where ids, keys and nonces come from. For one thread.
class Randomness {
  public:
    virtual ~Randomness() = default;

    virtual void fill(std::span<std::uint8_t> out) = 0;

    [[nodiscard]] std::uint64_t next() {
        Octets<8> octets;
        fill(octets);
        std::uint64_t value = 0;
        for (const auto octet : octets) value = (value << 8) | octet;
        return value;
    }
};

// ChaCha20 seeded once from the system, since a system call for each nonce costs more than sealing
// with it. Each block's first bytes become the next key, so what was given out cannot be computed
// from what is in memory later.
class SystemRandomness : public Randomness {
  public:
    SystemRandomness();
    ~SystemRandomness() override;
    SystemRandomness(const SystemRandomness&) = delete;
    SystemRandomness& operator=(const SystemRandomness&) = delete;

    void fill(std::span<std::uint8_t> out) override;

  private:
    void make_block();

    Octets<32> key_{};
    Octets<2048> block_{};
    std::size_t used_ = block_.size();
};

}  // namespace kalends
