#include "api/http/json_text.hpp"

#include <doctest/doctest.h>

namespace json_text_test {

using namespace kalends::http;

namespace {

std::string json(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

}  // namespace

TEST_CASE("what JSON reserves is escaped, and the rest left as it is") {
    CHECK(json("plain") == R"("plain")");
    CHECK(json("a\"b\\c/d") == R"("a\"b\\c/d")");
    CHECK(json(std::string_view{"\0\n\x1F\x7F", 4}) == "\"\\u0000\\u000a\\u001f\x7F\"");
    CHECK(json("é€😀") == "\"é€😀\"");
}

TEST_CASE("what is not UTF-8 becomes the replacement character") {
    CHECK(json("a\xFF"
               "b") ==
          "\"a\xEF\xBF\xBD"
          "b\"");
    CHECK(json("\xC3") == "\"\xEF\xBF\xBD\"");
    CHECK(json("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

}  // namespace json_text_test
