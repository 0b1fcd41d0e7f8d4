#include "eventstore/randomness.hpp"

#include <sodium.h>

#include <algorithm>

#include "domain/check.hpp"

namespace kalends {

SystemRandomness::SystemRandomness() {
    ensure(sodium_init() >= 0, "libsodium starts");
    randombytes_buf(key_.data(), key_.size());
}

SystemRandomness::~SystemRandomness() {
    sodium_memzero(key_.data(), key_.size());
    sodium_memzero(block_.data(), block_.size());
}

void SystemRandomness::make_block() {
    // The nonce may repeat because no key makes two blocks.
    constexpr Octets<crypto_stream_chacha20_NONCEBYTES> nonce{};
    crypto_stream_chacha20(block_.data(), block_.size(), nonce.data(), key_.data());
    std::copy_n(block_.begin(), key_.size(), key_.begin());
    sodium_memzero(block_.data(), key_.size());
    used_ = key_.size();
}

void SystemRandomness::fill(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        if (used_ == block_.size()) make_block();
        const auto size = std::min(out.size(), block_.size() - used_);
        std::copy_n(block_.data() + used_, size, out.data());
        sodium_memzero(block_.data() + used_, size);
        used_ += size;
        out = out.subspan(size);
    }
}

}  // namespace kalends
