#include "domain/id.hpp"

#include <doctest/doctest.h>

namespace id_test {

using namespace kalends;

TEST_CASE("an id is a prefix and 26 digits, and reads back as itself") {
    const BookingId id{IdBits{0x0192'3456'789a'bcdeULL, 0xfedc'ba98'7654'3210ULL}};
    const auto text = to_text(id);
    CHECK(text.starts_with("bkg_"));
    CHECK(text.size() == 30);
    CHECK(parse<BookingId>(text) == id);
}

TEST_CASE("an id of one kind is no id of another") {
    const BookingId id{IdBits{1, 2}};
    CHECK_FALSE(parse<HostId>(to_text(id)));
}

TEST_CASE("texts that no id has are refused") {
    const auto text = to_text(HostId{IdBits{~0ULL, ~0ULL}});
    CHECK(parse<HostId>(text));
    CHECK_FALSE(parse<HostId>(text.substr(1)));
    CHECK_FALSE(parse<HostId>(text + "0"));
    auto beyond_128_bits = text;
    beyond_128_bits[4] = '8';
    CHECK_FALSE(parse<HostId>(beyond_128_bits));
    auto upper_case = text;
    upper_case[10] = 'Z';
    CHECK_FALSE(parse<HostId>(upper_case));
}

}  // namespace id_test
