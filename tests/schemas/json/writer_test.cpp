#include "schemas/json/writer.hpp"

#include <doctest/doctest.h>

#include "schemas/json/reader.hpp"

namespace json_writer_test {

using namespace kalends;

namespace {

std::string written(std::string_view text) {
    std::string out;
    append_json_text(out, text);
    return out;
}

}  // namespace

TEST_CASE("a text is escaped where it must be and nowhere else") {
    CHECK(written("") == R"("")");
    CHECK(written("a/é漢😀\x7f") == "\"a/é漢😀\x7f\"");
    CHECK(written("\"\\\b\f\n\r\t") == R"("\"\\\b\f\n\r\t")");
    CHECK(written({"\0\x1f", 2}) == R"("\u0000\u001f")");
}

TEST_CASE("every single byte of ASCII reads back as written") {
    JsonReader reader;
    for (int c = 0; c < 128; ++c) {
        const std::string text(3, static_cast<char>(c));
        const auto json = written(text);
        const auto value = reader.parse(json);
        REQUIRE(value);
        CHECK(value->text() == text);
    }
}

TEST_CASE("integers are written in full") {
    std::string out;
    append_json_integer(out, INT64_MIN);
    out.push_back(' ');
    append_json_integer(out, UINT64_MAX);
    CHECK(out == "-9223372036854775808 18446744073709551615");
}

TEST_CASE("numbers are written in the fewest digits that lead back to them") {
    const auto written = [](double number) {
        std::string out;
        append_json_number(out, number);
        return out;
    };
    CHECK(written(1.75) == "1.75");
    CHECK(written(-0.1) == "-0.1");
    CHECK(written(1e300) == "1e+300");
    CHECK(written(9223372036854775808.0) == "9223372036854775808");
}

TEST_CASE("brackets close with elements or without") {
    std::string out = "x:";
    close_json(out, out.size(), '{', '}');
    const auto start = out.size();
    out.append(",1,2");
    close_json(out, start, '[', ']');
    CHECK(out == "x:{}[1,2]");
}

}  // namespace json_writer_test
