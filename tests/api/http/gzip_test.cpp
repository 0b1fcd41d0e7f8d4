#include "api/http/gzip.hpp"

#include <doctest/doctest.h>

namespace gzip_test {

using namespace kalends::http;

namespace {

const std::string large(10'000, 'x');

Headers accepting(std::string_view codings) {
    Headers headers;
    headers.add("Accept-Encoding", codings);
    return headers;
}

std::string field(const Response& response, std::string_view name) {
    for (const auto& header : response.headers) {
        if (header.name.text() == name) return header.value;
    }
    return {};
}

}  // namespace

TEST_CASE("a client takes gzip if it says so, and does not refuse it") {
    for (const auto* codings : {"gzip", "br, GZIP;q=0.5", "deflate , gzip"}) {
        CAPTURE(codings);
        CHECK(takes_gzip(accepting(codings)));
    }
    for (const auto* codings : {"", "br", "gzip;q=0", "gzip; q=0.000", "x-gzip", "*;q=0"}) {
        CAPTURE(codings);
        CHECK_FALSE(takes_gzip(accepting(codings)));
    }
    CHECK_FALSE(takes_gzip(Headers{}));
}

TEST_CASE("a large body is compressed for who takes it, and told apart for caches") {
    auto response = json_response(Status::ok, large);
    compress(response, true);
    CHECK(response.body.starts_with("\x1f\x8b"));
    CHECK(response.body.size() < large.size() / 10);
    CHECK_EQ(field(response, "Content-Encoding"), "gzip");
    CHECK_EQ(field(response, "Vary"), "Accept-Encoding");
    response = json_response(Status::ok, large);
    compress(response, false);
    CHECK_EQ(response.body, large);
    CHECK_EQ(field(response, "Content-Encoding"), "");
    CHECK_EQ(field(response, "Vary"), "Accept-Encoding");
}

TEST_CASE("what is small, has an ETag, or has no body is sent as it is") {
    auto small = json_response(Status::ok, "{}");
    compress(small, true);
    CHECK_EQ(small.body, "{}");
    auto tagged = json_response(Status::ok, large).with("ETag", "\"1\"");
    compress(tagged, true);
    CHECK_EQ(tagged.body, large);
    Response empty{.status = Status::no_content};
    compress(empty, true);
    CHECK(empty.headers.empty());
}

}  // namespace gzip_test
