#include "domain/case_folded.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace kalends {
namespace {

// Each `step`th character from the first to the last has its small letter `by` further on. None of
// them takes more bytes, or fewer, than its small letter.
struct Capitals {
    std::int32_t first;
    std::int32_t last;
    std::int32_t step;
    std::int32_t by;
};

constexpr Capitals alphabets[] = {
    {0x41, 0x5a, 1, 32},    {0xc0, 0xd6, 1, 32},    {0xd8, 0xde, 1, 32},   {0x100, 0x12e, 2, 1},
    {0x132, 0x136, 2, 1},   {0x139, 0x147, 2, 1},   {0x14a, 0x176, 2, 1},  {0x178, 0x178, 1, -121},
    {0x179, 0x17d, 2, 1},   {0x1cd, 0x1db, 2, 1},   {0x200, 0x21e, 2, 1},  {0x386, 0x386, 1, 38},
    {0x388, 0x38a, 1, 37},  {0x38c, 0x38c, 1, 64},  {0x38e, 0x38f, 1, 63}, {0x391, 0x3a1, 1, 32},
    {0x3a3, 0x3ab, 1, 32},  {0x3c2, 0x3c2, 1, 1},  // a final sigma
    {0x400, 0x40f, 1, 80},  {0x410, 0x42f, 1, 32},  {0x48a, 0x4be, 2, 1},  {0x4d0, 0x52e, 2, 1},
    {0x1e00, 0x1e94, 2, 1}, {0x1ea0, 0x1efe, 2, 1},
};

std::int32_t folded(std::int32_t character) {
    const auto* found = std::ranges::lower_bound(alphabets, character, {},
                                                 [](const Capitals& c) { return c.last; });
    if (found == std::end(alphabets) || character < found->first) return character;
    return (character - found->first) % found->step == 0 ? character + found->by : character;
}

// How many bytes the character has that begins so.
std::size_t length_of(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xe0) return 2;
    return lead < 0xf0 ? 3 : 4;
}

// The bits that are the character's own in the first byte of so many.
std::int32_t lead_bits(unsigned char lead, std::size_t length) {
    return length == 1 ? lead : lead & (0xff >> (length + 1));
}

void fold(char* bytes, std::size_t length) {
    std::int32_t character = lead_bits(static_cast<unsigned char>(bytes[0]), length);
    for (std::size_t i = 1; i < length; ++i) character = character << 6 | (bytes[i] & 0x3f);
    auto small = folded(character);
    if (small == character) return;
    for (auto i = length - 1; i > 0; --i) {
        bytes[i] = static_cast<char>(0x80 | (small & 0x3f));
        small >>= 6;
    }
    const auto mark = length == 1 ? 0 : 0xff << (8 - length);
    bytes[0] = static_cast<char>(mark | small);
}

}  // namespace

std::string case_folded(std::string_view text) {
    std::string out{text};
    for (std::size_t at = 0; at < out.size();) {
        const auto length =
            std::min(length_of(static_cast<unsigned char>(out[at])), out.size() - at);
        fold(&out[at], length);
        at += length;
    }
    return out;
}

}  // namespace kalends
