#include "eventstore/known_keys.hpp"

#include <algorithm>
#include <cstring>

namespace kalends {
namespace {

// A line has 512 bits: nine bits of the hash choose one.
constexpr int bits_per_key = 6;

template <class Line>
bool each_bit(Line& line, std::uint64_t hash, auto&& visit) {
    for (int i = 0; i < bits_per_key; ++i, hash >>= 9) {
        const auto word = (hash >> 6) & 7;
        if (!visit(line.words[word], std::uint64_t{1} << (hash & 63))) return false;
    }
    return true;
}

}  // namespace

KnownKeys::KnownKeys(std::size_t bytes) : lines_(std::max<std::size_t>(1, bytes / sizeof(Line))) {}

std::uint64_t KnownKeys::half(const KeyedDigest& key, std::size_t from) {
    std::uint64_t value = 0;
    std::memcpy(&value, key.octets.data() + from, sizeof value);
    return value;
}

// The key is a keyed hash already: its first half chooses the line and its second half the bits.
std::size_t KnownKeys::line_of(const KeyedDigest& key) const {
    return half(key, 0) % lines_.size();
}

void KnownKeys::add(const KeyedDigest& key) {
    each_bit(lines_[line_of(key)], half(key, 8), [](std::uint64_t& word, std::uint64_t bit) {
        word |= bit;
        return true;
    });
}

bool KnownKeys::may_hold(const KeyedDigest& key) const {
    return each_bit(lines_[line_of(key)], half(key, 8),
                    [](std::uint64_t word, std::uint64_t bit) { return (word & bit) != 0; });
}

}  // namespace kalends
