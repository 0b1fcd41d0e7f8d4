#include "schemas/json/base64.hpp"

#include <doctest/doctest.h>

namespace base64_test {

using namespace kalends;

namespace {

std::string written(std::string_view bytes) {
    std::string out;
    append_base64(out, bytes);
    return out;
}

}  // namespace

// The vectors of RFC 4648, section 10.
TEST_CASE("base64 is that of the standard") {
    CHECK(written("").empty());
    CHECK(written("f") == "Zg==");
    CHECK(written("fo") == "Zm8=");
    CHECK(written("foo") == "Zm9v");
    CHECK(written("foob") == "Zm9vYg==");
    CHECK(written("fooba") == "Zm9vYmE=");
    CHECK(written("foobar") == "Zm9vYmFy");
    CHECK(written("\xfb\xff") == "+/8=");
}

TEST_CASE("all bytes read back at every length") {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        CHECK(parse_base64(written(bytes)) == bytes);
        bytes.push_back(static_cast<char>(i * 7));
    }
}

TEST_CASE("what is not written so is refused") {
    for (const std::string_view text :
         {"Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm 9", "Zm9-", "Zm\n9"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_base64(text));
    }
}

}  // namespace base64_test
