#include "schemas/requests/attributes.hpp"

#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

namespace attributes_test {

using namespace kalends;

namespace {

std::string with(const std::string& attributes) {
    return R"({"attributes":)" + attributes + "}";
}

std::string faults_in(const std::string& attributes) {
    return faults_of("ChangeHost", with(attributes));
}

std::vector<HostAttribute> read(const std::string& attributes) {
    return parsed(parse_change_host, with(attributes)).attributes.value();
}

std::string repeated(int times, const std::function<std::string(int)>& one) {
    std::string all;
    for (int i = 0; i < times; ++i) all.append(i == 0 ? "" : ",").append(one(i));
    return all;
}

std::string named(int number, int texts) {
    const auto text = [](int i) { return "\"" + std::to_string(i) + "\""; };
    return "\"n" + std::to_string(number) + "\":[" + repeated(texts, text) + "]";
}

}  // namespace

TEST_CASE("attributes are read in the order of their names, their texts in that of the body") {
    CHECK(read(R"({"room":"2","language":["fr","de"]})") ==
          std::vector<HostAttribute>{{"language", {"fr", "de"}}, {"room", {"2"}}});
    CHECK(read(R"({"a":"x"})") == read(R"({"a":["x"]})"));
    CHECK(read("{}").empty());
    CHECK_FALSE(parsed(parse_change_host, "{}").attributes);
}

TEST_CASE("a name of an attribute is lower-case letters, digits, `_` and `-`") {
    CHECK(is_attribute_name("wheel-chair_2"));
    CHECK(is_attribute_name(std::string(64, 'a')));
    for (const auto& name : {std::string{}, std::string(65, 'a'), std::string{"Floor"},
                             std::string{"a:b"}, std::string{"a b"}, std::string{"étage"}}) {
        CAPTURE(name);
        CHECK_FALSE(is_attribute_name(name));
        CHECK(faults_in("{\"" + name + "\":\"1\"}") ==
              "/attributes/" + name +
                  " must have a name of 1 to 64 lower-case letters, digits, `_` and `-`\n");
    }
}

TEST_CASE("an attribute has a text or a list of different ones, and each fault its place") {
    CHECK(faults_in(R"({"a":7,"b":[],"c":["x","y","x"],"d":" ","e":["x",null],"f":null})") ==
          "/attributes/a must be a text of 1 to 200 characters\n"
          "/attributes/b must be a list of 1 to 10 elements\n"
          "/attributes/c/2 must not stand twice\n"
          "/attributes/d must not be blank\n"
          "/attributes/e/1 must be a text of 1 to 200 characters\n"
          "/attributes/f must be a text of 1 to 200 characters\n");
    CHECK(faults_in("[]") == "/attributes must be an object of 0 to 20 members\n");
    CHECK(faults_in("{\"a\":\"" + std::string(200, 'x') + "\"}").empty());
    CHECK_FALSE(faults_in("{\"a\":\"" + std::string(201, 'x') + "\"}").empty());
    CHECK_FALSE(faults_in("{\"a\":\"x\\ny\"}").empty());
}

TEST_CASE("a host has 20 attributes of 10 texts at most, and 50 texts in all") {
    const auto of = [](int names, int texts) {
        return "{" + repeated(names, [texts](int i) { return named(i, texts); }) + "}";
    };
    CHECK(faults_in(of(20, 2)).empty());
    CHECK(faults_in(of(5, 10)).empty());
    CHECK(faults_in(of(21, 1)) == "/attributes must be an object of 0 to 20 members\n");
    CHECK(faults_in(of(1, 11)) == "/attributes/n0 must be a list of 1 to 10 elements\n");
    CHECK(faults_in(of(17, 3)) == "/attributes must have at most 50 texts in all\n");
}

}  // namespace attributes_test
