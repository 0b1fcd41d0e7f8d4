#include "api/if_match.hpp"

#include <doctest/doctest.h>

#include <string>

namespace if_match_test {

using namespace kalends;
using namespace kalends::api;

namespace {

// The revisions from 1 to 5 that the value fits, as digits; "-" if it is refused.
std::string fitting(std::string_view value) {
    const auto expected = parse_if_match(value);
    if (!expected) return "-";
    std::string all;
    for (std::uint64_t revision = 1; revision <= 5; ++revision) {
        if (expected->fits(revision)) all += std::to_string(revision);
    }
    return all;
}

}  // namespace

TEST_CASE("a revision is expected by its entity tag, or by its number") {
    CHECK_EQ(fitting("\"3\""), "3");
    CHECK_EQ(fitting("3"), "3");
    CHECK_EQ(fitting(" \"3\"\t"), "3");
}

TEST_CASE("any of a list of tags will do") {
    CHECK_EQ(fitting("\"1\", \"4\""), "14");
    CHECK_EQ(fitting("\"1\",\"4\" , 5"), "145");
    CHECK_EQ(fitting(", \"2\",, \"x\","), "2");
    CHECK_EQ(fitting("\"a, 1\", \"2\""), "-");
    CHECK_EQ(fitting("\"a,1\", \"2\""), "2");
}

TEST_CASE("a tag that is weak, or that we never gave, is well-formed and matches nothing") {
    for (const auto* tag : {"W/\"3\"", "\"\"", "\"abc\"", "\"03\"", "\"+3\"", "\"-1\"",
                            "\"99999999999999999999999\"", "\"W/3\"", "\"\xc3\xa9\""}) {
        CAPTURE(tag);
        CHECK_EQ(fitting(tag), "");
    }
}

TEST_CASE("an asterisk fits whatever is there, and stands alone") {
    CHECK_EQ(fitting("*"), "12345");
    CHECK_FALSE(parse_if_match("*")->fits(std::nullopt));
    CHECK_EQ(fitting("*, \"1\""), "-");
    CHECK_EQ(fitting("\"1\", *"), "-");
}

TEST_CASE("what is no tag is refused") {
    for (const auto* wrong : {"", " ", ",", "abc", "\"1", "1\"", "\"1\"2\"", "\"1\" \"2\"", "W/1",
                              "w/\"1\"", "01", "1 2", "-1", "\"\x7f\""}) {
        CAPTURE(wrong);
        CHECK_EQ(fitting(wrong), "-");
    }
}

}  // namespace if_match_test
