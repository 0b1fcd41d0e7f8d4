#include "api/http/framing.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string_view>
#include <utility>

namespace framing_test {

using namespace kalends::http;

namespace {

Headers headers_of(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    Headers headers;
    for (const auto& [name, value] : fields) headers.add(name, value);
    return headers;
}

}  // namespace

TEST_CASE("hosts are names or addresses with an optional port") {
    for (const auto* host : {"a", "example.org", "example.org:80", "127.0.0.1:8080", "[::1]",
                             "[::1]:443", "a_b.local", "a:", "%41"}) {
        CAPTURE(host);
        CHECK(is_valid_host(host));
    }
    for (const auto* host : {"", ":80", "a b", "a/b", "a@b", "a,b", "a:b", "a:123456", "[", "[]",
                             "[::1", "[::1]80", "[x]", "::1", "\xC3\xA9", "a\\b", "a?b"}) {
        CAPTURE(host);
        CHECK_FALSE(is_valid_host(host));
    }
}

TEST_CASE("which field is repeated that may stand once only, is told") {
    const auto told = [](std::initializer_list<std::pair<std::string_view, std::string_view>> all) {
        const auto framing = framing_of(headers_of(all), false);
        return framing ? std::string_view{} : framing.error().detail;
    };
    CHECK_EQ(told({{"Host", "a"}, {"content-type", "b"}, {"Content-Type", "b"}}),
             "Content-Type stands there twice.");
    CHECK_EQ(told({{"Host", "a"}, {"Host", "a"}}), "Host stands there twice.");
    CHECK_EQ(told({{"Host", "a"}, {"Accept", "b"}, {"Accept", "c"}}), "");
}

TEST_CASE("a connection stays open unless it says otherwise, and in HTTP/1.0 only if it says so") {
    const auto keeps = [](const Headers& headers, bool http_1_0) {
        return (*framing_of(headers, http_1_0)).keep_alive;
    };
    CHECK(keeps(headers_of({{"Host", "a"}}), false));
    CHECK_FALSE(keeps(headers_of({{"Host", "a"}, {"Connection", "upgrade, Close"}}), false));
    CHECK(keeps(headers_of({{"Host", "a"}, {"Connection", "closed"}}), false));
    CHECK_FALSE(keeps(headers_of({}), true));
    CHECK(keeps(headers_of({{"Connection", "Keep-Alive"}}), true));
}

TEST_CASE("the only expectation that is met is 100-continue, of a request with a body") {
    const auto asked = framing_of(
        headers_of({{"Host", "a"}, {"Content-Length", "3"}, {"Expect", "100-Continue"}}), false);
    REQUIRE(asked);
    CHECK(asked->expects_continue);
    const auto bodiless =
        framing_of(headers_of({{"Host", "a"}, {"Expect", "100-continue"}}), false);
    REQUIRE(bodiless);
    CHECK_FALSE(bodiless->expects_continue);
    const auto other = framing_of(headers_of({{"Host", "a"}, {"Expect", "200-ok"}}), false);
    REQUIRE_FALSE(other);
    CHECK(other.error().status == Status::expectation_failed);
    CHECK(framing_of(headers_of({{"Expect", "200-ok"}}), true));
}

}  // namespace framing_test
