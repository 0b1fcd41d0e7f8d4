#include "api/http/request_id.hpp"

#include <doctest/doctest.h>

namespace request_id_test {

using namespace kalends::http;

TEST_CASE("a request keeps the id it came with if that is 1 to 128 token characters") {
    RequestIds ids;
    const auto chosen = [&](std::optional<std::string_view> sent) {
        std::string id;
        ids.choose(sent, id);
        return id;
    };
    const std::string longest(128, 'a');
    CHECK(chosen("5b0c-1_x.Y") == "5b0c-1_x.Y");
    CHECK(chosen(longest) == longest);
    const std::string too_long(129, 'a');
    for (const std::string_view sent : {"", "a b", "a\"b", "a,b", "\xC3\xA9"}) {
        CHECK(chosen(sent) != sent);
        CHECK_FALSE(chosen(sent).empty());
    }
    CHECK(chosen(too_long).size() < too_long.size());
    CHECK(chosen(std::nullopt) != chosen(std::nullopt));
}

}  // namespace request_id_test
