#include "schemas/json/fault_place.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "schemas/json/reader.hpp"

namespace fault_place_test {

using namespace kalends;

namespace {

JsonFault fault_of(std::string_view text) {
    JsonReader reader;
    const auto parsed = reader.parse(text);
    return parsed ? JsonFault{} : parsed.error();
}

std::string message_of(std::string_view text) {
    return fault_of(text).message;
}

std::string from(std::string_view place, std::string_view what) {
    return "is not JSON from " + std::string{place} + ", on: " + std::string{what};
}

constexpr std::string_view sample =
    "{\"name\":\"Ad\\u00e9 \\\"A\\\"\",\n \"list\":[1,-2.5e+3,true,false,null,[],{}],\n"
    " \"o\":{\"é\":0}}";

// Another byte, one more or one less.
std::string broken(std::mt19937_64& chance) {
    constexpr std::string_view bytes = "{}[]\",:\\ 0-1.eEtfnu\n/";
    std::string text{sample};
    for (auto times = 1 + chance() % 3; times > 0; --times) {
        const auto at = chance() % text.size();
        const char byte = bytes[chance() % bytes.size()];
        switch (chance() % 3) {
            case 0:
                text[at] = byte;
                break;
            case 1:
                text.insert(at, 1, byte);
                break;
            default:
                text.erase(at, 1);
        }
    }
    return text;
}

}  // namespace

TEST_CASE("a text that is not JSON is told from where on, and what is wrong there") {
    CHECK_EQ(message_of(""), from("line 1, column 2", "the text ends too early"));
    CHECK_EQ(message_of("{\"a\":1"), from("line 1, column 7", "the text ends too early"));
    CHECK_EQ(message_of("{\"a\":\"x"), from("line 1, column 8", "the text ends too early"));
    CHECK_EQ(message_of("{\n  \"a\": 1,\n}"),
             from("line 3, column 1", "a member needs a name in double quotes"));
    CHECK_EQ(message_of("{'a':1}"),
             from("line 1, column 2", "a member needs a name in double quotes"));
    CHECK_EQ(message_of("{\"a\" 1}"),
             from("line 1, column 6", "a colon is needed behind a member's name"));
    CHECK_EQ(message_of("{\"é\":x}"), from("line 1, column 6", "a value is needed"));
    CHECK_EQ(message_of("[1,]"), from("line 1, column 4", "a value is needed"));
    CHECK_EQ(message_of("[1 2]"), from("line 1, column 4", "a comma or ] is needed"));
    CHECK_EQ(message_of("{\"a\":1 \"b\":2}"), from("line 1, column 8", "a comma or } is needed"));
    CHECK_EQ(message_of("[1}"), from("line 1, column 3", "a comma or ] is needed"));
    CHECK_EQ(message_of("[01]"), from("line 1, column 2", "a number is not written like this"));
    CHECK_EQ(message_of("[1.]"), from("line 1, column 2", "a number is not written like this"));
    CHECK_EQ(message_of("[\"\\x\"]"),
             from("line 1, column 3", "a backslash in a text begins no escape here"));
    CHECK_EQ(
        message_of("[\"a\nb\"]"),
        from("line 1, column 4", "a text may not have a line break or another control character"));
    CHECK_EQ(message_of("{} {}"),
             from("line 1, column 4", "nothing may come after the whole value"));
    CHECK_EQ(message_of(std::string(40, '[') + std::string(40, ']')),
             from("line 1, column 33", "arrays and objects are too deep here"));
}

TEST_CASE("a value that the grammar allows, but nothing can hold, is pointed at") {
    const auto too_large = [](std::string_view pointer) {
        return JsonFault{std::string{pointer}, "is a number that is too large"};
    };
    CHECK_EQ(fault_of("1e400"), too_large(""));
    CHECK_EQ(fault_of(R"({"a/b":[{"c":1},{"d":18446744073709551616}],"e":1e400})"),
             too_large("/a~1b/1/d"));
    CHECK_EQ(fault_of("[0, -9223372036854775809]"), too_large("/1"));
    CHECK_EQ(fault_of(R"(["\\u", "\ud83d\ude00", {"a":"\\\ud800"}])").pointer, "/2/a");
    for (const std::string_view text : {R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")",
                                        R"("\ud800\n")", R"("\uDC00\uD800")"}) {
        CAPTURE(text);
        CHECK(fault_of(text).message.starts_with("has half a surrogate pair"));
    }
    CHECK_EQ(fault_of("[\"\xff\"]"), JsonFault{"/0", "is not valid UTF-8"});
    CHECK_EQ(message_of(R"({"a":1,"\ud800":2})"),
             from("line 1, column 8", "a member's name is no Unicode text"));
    CHECK_EQ(fault_of(R"({"a":1,"a":2,"b":1e999})"), JsonFault{"/a", "is there twice"});
}

TEST_CASE("numbers are held up to their last bit, and one too small is zero") {
    for (const std::string_view text :
         {"18446744073709551615", "-9223372036854775808", "1e-400", "-0", "0e999", "1.7e308"}) {
        CAPTURE(text);
        CHECK_EQ(message_of(text), "");
        CHECK_FALSE(fault_place(text));
    }
}

TEST_CASE("no fault is seen in a text that the parser takes, and none before the first") {
    CHECK_EQ(message_of(sample), "");
    CHECK_FALSE(fault_place(sample));
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 chance{seed};
    int refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto text = broken(chance);
        CAPTURE(text);
        JsonReader reader;
        const auto parsed = reader.parse(text);
        const auto place = fault_place(text);
        if (parsed) REQUIRE_FALSE(place);
        if (parsed || (parsed.error().message == "is there twice" && !place)) continue;
        REQUIRE(place);
        ++refused;
        REQUIRE(place->offset <= text.size());
        const auto before = fault_place(std::string_view{text}.substr(0, place->offset));
        if (before) REQUIRE_EQ(before->what, "the text ends too early");
    }
    CHECK(refused > 1'000);
}

}  // namespace fault_place_test
