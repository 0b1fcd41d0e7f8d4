#include "api/http/target.hpp"

#include <doctest/doctest.h>

namespace target_test {

using namespace kalends::http;

TEST_CASE("escapes are undone, and bad ones refused") {
    CHECK(percent_decoded("a%20b%C3%A9+", false) == "a b\xC3\xA9+");
    CHECK(percent_decoded("a+b%2B", true) == "a b+");
    for (const auto* text : {"%", "%1", "%1g", "a%", "%%41", "%00", "%FF", "%C3", "%C0%80",
                             "%ED%A0%80", "%F5%80%80%80"}) {
        CAPTURE(text);
        CHECK_FALSE(percent_decoded(text, true));
    }
}

TEST_CASE("no decoded text holds a NUL, escaped or not") {
    CHECK_FALSE(percent_decoded("a%00", true));
    CHECK_FALSE(percent_decoded({"a\0", 2}, true));
}

TEST_CASE("a query is its parameters in their order") {
    const auto query =
        parse_query("from=2026-12-01T09:00:00%2B01:00&text=a+b&flag&empty=&&a=b=c", 9);
    REQUIRE(query);
    CHECK(*query == std::vector<QueryParameter>{{"from", "2026-12-01T09:00:00+01:00"},
                                                {"text", "a b"},
                                                {"flag", ""},
                                                {"empty", ""},
                                                {"a", "b=c"}});
    CHECK(parse_query("", 0));
}

TEST_CASE("parameters are counted as they stand, also those that cannot be read") {
    CHECK(parameters_in("") == 0);
    CHECK(parameters_in("&&") == 0);
    CHECK(parameters_in("a=1&&b&%=%") == 3);
}

TEST_CASE("a query with too many parameters is refused, one that repeats them is not") {
    CHECK(parse_query("a=1&%61=2", 2) == std::vector<QueryParameter>{{"a", "1"}, {"a", "2"}});
    CHECK_FALSE(parse_query("a=1&a=1&a=1", 2));
    CHECK(parse_query("a=1&b=2", 2));
    CHECK_FALSE(parse_query("a=1&b=2&c=3", 2));
}

}  // namespace target_test
