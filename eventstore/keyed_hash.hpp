#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <initializer_list>
#include <string_view>

#include "eventstore/bytes.hpp"

namespace kalends {

// Which of the store's secrets made something: recorded with whatever it made, so that a retired
// one can still check it. 0 is none.
enum class SecretNumber : std::uint32_t {};

// A 32-byte key; wiped when it goes.
class SecretKey {
  public:
    SecretKey() = default;
    explicit SecretKey(const Octets<32>& octets) : octets_{octets} {}
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey();

    [[nodiscard]] const Octets<32>& octets() const { return octets_; }
    [[nodiscard]] Octets<32>& octets() { return octets_; }
    bool operator==(const SecretKey&) const = default;

  private:
    Octets<32> octets_{};
};

// A hash that nobody without the key can make or guess at.
struct KeyedDigest {
    Octets<16> octets{};

    auto operator<=>(const KeyedDigest&) const = default;
};

// BLAKE2b under the key. Each part is preceded by its length, so ("ab", "c") and ("a", "bc")
// differ.
[[nodiscard]] KeyedDigest keyed_hash(const SecretKey& key,
                                     std::initializer_list<std::string_view> parts);

// SipHash under the first half of the key: far faster, for what hashes a few bytes many times over.
// It is too short to be the name of anything.
[[nodiscard]] std::uint64_t short_keyed_hash(const SecretKey& key, std::string_view input);

}  // namespace kalends

template <>
struct std::hash<kalends::KeyedDigest> {
    // Any eight bytes of a keyed hash are as good a hash as there is.
    std::size_t operator()(const kalends::KeyedDigest& digest) const noexcept {
        std::size_t value = 0;
        std::memcpy(&value, digest.octets.data(), sizeof value);
        return value;
    }
};
