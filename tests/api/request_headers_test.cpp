#include "api/request_headers.hpp"

#include <doctest/doctest.h>

namespace request_headers_test {

using namespace kalends;
using namespace kalends::api;

namespace {

std::optional<std::string> traceparent(std::string_view value) {
    http::Request request;
    request.headers.add("traceparent", value);
    return traceparent_of(request);
}

}  // namespace

TEST_CASE("a valid trace parent is taken up as it is") {
    const std::string valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    CHECK_EQ(traceparent(valid), std::optional{valid});
    const std::string later = "01" + valid.substr(2) + "-more";
    CHECK_EQ(traceparent(later), std::optional{later});
}

TEST_CASE("a trace parent that is none is passed over") {
    for (const auto* wrong : {"", "00", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                              "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                              "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                              "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                              "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                              "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more"}) {
        CAPTURE(wrong);
        CHECK_FALSE(traceparent(wrong));
    }
}

TEST_CASE("the same key stands for one method, target and body") {
    http::Request request;
    request.method = http::Method::post;
    request.target = "/v1/hosts";
    request.body = "{}";
    request.headers.add("Idempotency-Key", "k");
    const auto same = idempotency_of(request, ActorKind::api_key);
    const auto text_of = [&](auto change) {
        auto other = request;
        change(other);
        return (*idempotency_of(other, ActorKind::api_key))->request;
    };
    CHECK_EQ(text_of([](auto&) {}), (*same)->request);
    CHECK_NE(text_of([](auto& r) { r.body = "{ }"; }), (*same)->request);
    CHECK_NE(text_of([](auto& r) { r.target = "/v1/hosts?"; }), (*same)->request);
    CHECK_NE(text_of([](auto& r) { r.method = http::Method::put; }), (*same)->request);
}

}  // namespace request_headers_test
