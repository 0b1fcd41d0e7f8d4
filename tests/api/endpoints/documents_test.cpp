#include "schemas/documents/documents.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/api/office.hpp"

namespace documents_test {

using namespace kalends;
using namespace kalends::api;

namespace {

// Those that the description names; what the page is made of stands below it.
const std::vector<std::string> described{"/openapi.yaml", "/openapi.json", "/docs", "/llms.txt"};

const Document& document_at(std::string_view path) {
    const auto found = std::ranges::find(documents(), path, &Document::path);
    REQUIRE(found != documents().end());
    return *found;
}

}  // namespace

TEST_CASE("what the program says of itself is served to anyone, byte for byte") {
    Office office;
    office.use("no key that anybody has");
    for (const auto& path : described) {
        CAPTURE(path);
        const auto& document = document_at(path);
        const auto got = office.get(path);
        CHECK_EQ(got.status, 200);
        CHECK_EQ(got.body, document.content);
        CHECK_EQ(got.header("Content-Type"), document.media_type);
        CHECK_EQ(got.header("ETag"), '"' + std::string{document.digest} + '"');
        const auto packed = office.get(path, {{"Accept-Encoding", "gzip"}});
        CHECK_EQ(packed.body, document.gzipped);
        CHECK_EQ(packed.header("Content-Encoding"), "gzip");
        CHECK_NE(packed.header("ETag"), got.header("ETag"));
    }
    CHECK_EQ(office.get("/openapi.json").text("openapi"), "3.1.0");
}

TEST_CASE("a document that the caller has is not sent again until it is another") {
    Office office;
    for (const auto& path : described) {
        CAPTURE(path);
        const auto tag = office.get(path).header("ETag");
        for (const auto& list : {tag, "\"older\", W/" + tag, std::string{"*"}}) {
            const auto again = office.get(path, {{"If-None-Match", list}});
            CHECK_EQ(again.status, 304);
            CHECK(again.body.empty());
            CHECK_EQ(again.header("ETag"), tag);
        }
        CHECK_EQ(office.get(path, {{"If-None-Match", "\"older\""}}).status, 200);
    }
}

TEST_CASE("a page of ours may run what is ours and nothing else, and stands in no other page") {
    Office office;
    for (const auto& path : described) {
        const auto got = office.get(path);
        const auto policy = got.header("Content-Security-Policy");
        CHECK(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "));
        CHECK_EQ(policy.find("unsafe"), std::string::npos);
        CHECK_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
        CHECK_EQ(got.header("X-Frame-Options"), "DENY");
    }
}

TEST_CASE("whoever knows an address alone is led to the page, and told so") {
    Office office;
    office.use("no key that anybody has");
    for (const auto* path : {"/", "/v1", "/docs/"}) {
        CAPTURE(path);
        const auto got = office.get(path);
        CHECK_EQ(got.status, 308);
        CHECK_EQ(got.header("Location"), "/docs");
        CHECK_NE(got.body.find("/docs"), std::string::npos);
    }
}

}  // namespace documents_test
