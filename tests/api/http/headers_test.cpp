#include "api/http/headers.hpp"

#include <doctest/doctest.h>

namespace headers_test {

using namespace kalends::http;

TEST_CASE("a header is found in any case, and survives a move") {
    Headers headers;
    headers.add("Host", "a");
    headers.add("X-Two", "first");
    headers.add("x-two", "second");
    const Headers moved = std::move(headers);
    CHECK(moved.find("HOST") == "a");
    CHECK(moved.find("x-TWO") == "first");
    CHECK(moved.count("X-Two") == 2);
    CHECK_FALSE(moved.find("Hos"));
}

TEST_CASE("a list names its elements, over all its lines, blanks and case aside") {
    Headers headers;
    headers.add("Connection", "keep-alive ,\tUpgrade");
    headers.add("connection", "close");
    CHECK(headers.lists("Connection", "upgrade"));
    CHECK(headers.lists("Connection", "Close"));
    CHECK_FALSE(headers.lists("Connection", "keep"));
    CHECK_FALSE(headers.lists("Accept", "close"));
}

}  // namespace headers_test
