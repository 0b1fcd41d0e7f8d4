#include "schemas/json/reader.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace reader_test {

using namespace kalends;

namespace {

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

bool is_refused(std::string_view text) {
    JsonReader reader;
    return !reader.parse(text);
}

}  // namespace

TEST_CASE("values are what the text says, in its order") {
    JsonReader reader;
    const auto root = reader.parse(R"({"b":[1,-2,true,null,"x\u00e9\n"],"a":{},"c":1.5})");
    REQUIRE(root);
    std::vector<std::string_view> names;
    for (const auto member : root->members()) names.push_back(member.name);
    CHECK(names == std::vector<std::string_view>{"b", "a", "c"});
    std::vector<JsonValue> elements;
    for (const auto element : root->find("b")->elements()) elements.push_back(element);
    REQUIRE(elements.size() == 5);
    CHECK(elements[0].integer() == 1);
    CHECK(elements[1].integer() == -2);
    CHECK(elements[2].boolean() == true);
    CHECK(elements[3].kind() == JsonKind::null);
    CHECK(elements[4].text() == "xé\n");
    CHECK(root->find("a")->size() == 0);
    CHECK(root->find("c")->number() == 1.5);
    CHECK_FALSE(root->find("d"));
}

TEST_CASE("a value is not of a kind that it is not") {
    JsonReader reader;
    const auto root = reader.parse(R"([1.0,1e2,9223372036854775808,"1",true])");
    REQUIRE(root);
    for (const auto element : root->elements()) {
        CHECK_FALSE(element.integer());
        CHECK(element.number().has_value() == (element.kind() == JsonKind::number));
        CHECK(element.find("x") == std::nullopt);
    }
    CHECK_FALSE(root->text());
    CHECK_FALSE(root->boolean());
}

TEST_CASE("integers reach over the whole of 64 bits") {
    JsonReader reader;
    const auto root = reader.parse("[9223372036854775807,-9223372036854775808]");
    REQUIRE(root);
    CHECK((*root->elements().begin()).integer() == INT64_MAX);
    CHECK((*++root->elements().begin()).integer() == INT64_MIN);
}

TEST_CASE("a pointer leads to where the value stands") {
    JsonReader reader;
    const auto root = reader.parse(R"({"a":1,"b":[{},{"c/d~":[7]}]})");
    REQUIRE(root);
    CHECK(root->pointer().empty());
    const auto second = *++root->find("b")->elements().begin();
    CHECK(second.pointer() == "/b/1");
    CHECK((*second.find("c/d~")->elements().begin()).pointer() == "/b/1/c~1d~0/0");
}

TEST_CASE("an object that names a member twice is refused, and the second is pointed at") {
    JsonReader reader;
    const auto twice = reader.parse(R"({"x":[{"a":1,"b":2,"a":3}]})");
    REQUIRE_FALSE(twice);
    CHECK(twice.error() == JsonFault{"/x/0/a", "is there twice"});
    CHECK(is_refused(R"({"a":1,"\u0061":2})"));
    CHECK(is_refused(R"({"":1,"":2})"));
    std::string many = "{";
    for (int i = 0; i < 5000; ++i) many += "\"k" + std::to_string(i) + "\":0,";
    CHECK_FALSE(is_refused(many + "\"k\":0}"));
    CHECK(is_refused(many + "\"k77\":0}"));
}

TEST_CASE("what nests too deep is refused, however long the texts before it were") {
    JsonReader reader;
    CHECK(reader.parse(nested(json_depth_max)));
    CHECK_FALSE(reader.parse(nested(json_depth_max + 1)));
    CHECK(reader.parse('"' + std::string(100'000, 'x') + '"'));
    CHECK(reader.parse(nested(json_depth_max)));
    CHECK_FALSE(reader.parse(nested(json_depth_max + 1)));
}

TEST_CASE("what is not JSON is refused") {
    for (const std::string_view text :
         {"", " ", "{", "[1,]", "{\"a\"}", "nul", "01", "1 2", "'a'", "\"\\ud800\"", "\"\xff\"",
          "\xef\xbb\xbf{}", "[1]x", "{\"a\":1,}", "NaN", "\"\x01\"", "1e999"}) {
        CAPTURE(text);
        CHECK(is_refused(text));
    }
}

TEST_CASE("a reader that refused one text reads the next") {
    JsonReader reader;
    CHECK_FALSE(reader.parse("[1,"));
    const auto root = reader.parse("[1]");
    REQUIRE(root);
    CHECK(root->size() == 1);
}

}  // namespace reader_test
