#include "commands/engine/reference.hpp"

#include <array>
#include <cstdint>

#include "domain/check.hpp"

namespace kalends {
namespace {

constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr unsigned bits_per_digit = 5;
constexpr int rounds = 6;

// How many bits of each part of a position a reference has room for.
struct Form {
    unsigned partition_bits;
    unsigned epoch_bits;
    unsigned sequence_bits;

    [[nodiscard]] constexpr unsigned bits() const {
        return partition_bits + epoch_bits + sequence_bits;
    }
    [[nodiscard]] constexpr std::size_t length() const { return bits() / bits_per_digit; }
};
constexpr Form short_form{4, 6, 30};
constexpr Form long_form{8, 12, 40};

constexpr std::uint64_t low_bits(std::uint64_t value, unsigned bits) {
    return value & ((std::uint64_t{1} << bits) - 1);
}

bool fits(const Form& form, Position position) {
    return number(position.partition) >> form.partition_bits == 0 &&
           number(position.epoch) >> form.epoch_bits == 0 &&
           number(position.sequence) >> form.sequence_bits == 0;
}

std::uint64_t pack(const Form& form, Position position) {
    std::uint64_t packed = number(position.partition);
    packed = (packed << form.epoch_bits) | number(position.epoch);
    return (packed << form.sequence_bits) | number(position.sequence);
}

Position unpack(const Form& form, std::uint64_t packed) {
    const auto sequence = low_bits(packed, form.sequence_bits);
    packed >>= form.sequence_bits;
    const auto epoch = low_bits(packed, form.epoch_bits);
    packed >>= form.epoch_bits;
    return {static_cast<Partition>(packed), static_cast<Epoch>(epoch),
            static_cast<Sequence>(sequence)};
}

// One round's mixing of a half: as many bits of a keyed hash as a half has.
std::uint64_t mix(const SecretKey& key, int round, std::uint64_t half, unsigned half_bits) {
    std::array<char, 9> input{static_cast<char>(round)};
    write_integer(input.data() + 1, half);
    return low_bits(short_keyed_hash(key, {input.data(), input.size()}), half_bits);
}

// A balanced Feistel network: a permutation whatever `mix` is, and undone by running it backwards.
std::uint64_t permute(const SecretKey& key, std::uint64_t value, unsigned bits) {
    const unsigned half = bits / 2;
    std::uint64_t left = value >> half;
    std::uint64_t right = low_bits(value, half);
    for (int round = 0; round < rounds; ++round) {
        left ^= mix(key, round, right, half);
        std::swap(left, right);
    }
    return (left << half) | right;
}

std::uint64_t undo(const SecretKey& key, std::uint64_t value, unsigned bits) {
    const unsigned half = bits / 2;
    std::uint64_t left = value >> half;
    std::uint64_t right = low_bits(value, half);
    for (int round = rounds; round-- > 0;) {
        std::swap(left, right);
        left ^= mix(key, round, right, half);
    }
    return (left << half) | right;
}

int value_of(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return 0;
    if (c == 'I' || c == 'L') return 1;
    const auto at = digits.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// The digits of a reference, as one number.
struct Digits {
    const Form* form;
    std::uint64_t value;
};

std::optional<Digits> parse(std::string_view text) {
    std::uint64_t value = 0;
    std::size_t length = 0;
    for (const char c : text) {
        if (c == '-') continue;
        const int digit = value_of(c);
        if (digit < 0 || ++length > long_form.length()) return std::nullopt;
        value = (value << bits_per_digit) | static_cast<std::uint64_t>(digit);
    }
    if (length == short_form.length()) return Digits{&short_form, value};
    if (length == long_form.length()) return Digits{&long_form, value};
    return std::nullopt;
}

std::string print(const Form& form, std::uint64_t value) {
    std::string text;
    for (std::size_t i = form.length(); i-- > 0;) {
        text.push_back(digits[low_bits(value >> (i * bits_per_digit), bits_per_digit)]);
        if (i % 4 == 0 && i != 0) text.push_back('-');
    }
    return text;
}

}  // namespace

std::string make_reference(const SecretKey& key, Position position) {
    const Form& form = fits(short_form, position) ? short_form : long_form;
    ensure(fits(form, position), "positions fit a reference");
    return print(form, permute(key, pack(form, position), form.bits()));
}

std::optional<std::string> canonical_reference(std::string_view text) {
    const auto parsed = parse(text);
    return parsed ? std::optional{print(*parsed->form, parsed->value)} : std::nullopt;
}

std::optional<Position> read_reference(const SecretKey& key, std::string_view text) {
    const auto parsed = parse(text);
    if (!parsed) return std::nullopt;
    const Form& form = *parsed->form;
    return unpack(form, undo(key, parsed->value, form.bits()));
}

}  // namespace kalends
