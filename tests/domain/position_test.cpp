#include "domain/position.hpp"

#include <doctest/doctest.h>

#include <limits>

namespace position_test {

using namespace kalends;

namespace {

Position at(std::uint32_t epoch, std::uint64_t sequence) {
    return {Partition{0}, Epoch{epoch}, Sequence{sequence}};
}

}  // namespace

TEST_CASE("a position is three numbers, and reads back as itself") {
    CHECK(to_text(at(1, 48'213)) == "0-1-48213");
    CHECK(parse_position("0-1-48213") == at(1, 48'213));
    const Position last{Partition{std::numeric_limits<std::uint16_t>::max()},
                        Epoch{std::numeric_limits<std::uint32_t>::max()},
                        Sequence{std::numeric_limits<std::uint64_t>::max()}};
    CHECK(parse_position(to_text(last)) == last);
    CHECK(parse_position("0-0-0") == at(0, 0));
}

TEST_CASE("there is one way to write a position") {
    for (const auto* text : {"", "0", "0-1", "0-1-", "0-1-2-3", "-0-1-2", "00-1-2", "0-01-2",
                             "0-1-02", "0-1-+2", "0-1--2", " 0-1-2", "0-1-2 ", "0-1-2x", "0x-1-2",
                             "65536-1-2", "0-4294967296-2", "0-1-18446744073709551616"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_position(text));
    }
}

TEST_CASE("positions compare by epoch, then by sequence") {
    CHECK(at(1, 9) < at(2, 1));
    CHECK(at(2, 1) < at(2, 2));
}

}  // namespace position_test
