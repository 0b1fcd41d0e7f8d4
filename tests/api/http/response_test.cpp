#include "api/http/response.hpp"

#include <doctest/doctest.h>

#include "api/http/date.hpp"
#include "api/http/problem.hpp"

namespace response_test {

using namespace kalends::http;

namespace {

std::string bytes_of(const Response& response, const ReplyFrame& frame) {
    std::string bytes;
    append_reply(bytes, response, frame);
    return bytes;
}

bool has(const std::string& bytes, std::string_view part) {
    return bytes.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a reply says its status, its length and what it was asked to say") {
    const auto response = json_response(Status::created, "{}").with("Location", "/v1/hosts/x");
    const auto bytes = bytes_of(response, {.request_id = "r-1", .header_lines = "A: b\r\n"});
    CHECK(bytes.starts_with("HTTP/1.1 201 Created\r\nServer: kalends\r\nDate: "));
    CHECK(has(bytes, "\r\nX-Request-Id: r-1\r\n"));
    CHECK(has(bytes, "\r\nLocation: /v1/hosts/x\r\n"));
    CHECK(bytes.ends_with("\r\nContent-Length: 2\r\nA: b\r\n\r\n{}"));
    CHECK_FALSE(has(bytes, "Connection"));
}

TEST_CASE("a reply to HEAD has the length of a body and no body") {
    const auto bytes = bytes_of(json_response(Status::ok, "{}"), {.head = true});
    CHECK(bytes.ends_with("\r\nContent-Length: 2\r\n\r\n"));
}

TEST_CASE("the length of a reply counts what of it is lasting, which is not copied") {
    const auto bytes = bytes_of({.body = "copied", .lasting = "sent from where it stands"}, {});
    CHECK(bytes.ends_with("\r\nContent-Length: 31\r\n\r\ncopied"));
}

TEST_CASE("a reply without content has neither body nor length") {
    for (const auto status : {Status::no_content, Status::not_modified}) {
        const auto bytes = bytes_of({status, {}, "left out", "and this"}, {});
        CHECK(bytes.ends_with("\r\n\r\n"));
        CHECK_FALSE(has(bytes, "Content-Length"));
    }
}

TEST_CASE("a reply says what becomes of the connection where the client would not assume it") {
    CHECK(has(bytes_of({}, {.keep_alive = false}), "\r\nConnection: close\r\n"));
    CHECK(has(bytes_of({}, {.http_1_0 = true}), "\r\nConnection: keep-alive\r\n"));
}

TEST_CASE("no header value begins a header of its own") {
    Response response;
    response.with("Location", "/a\r\nSet-Cookie: x\n\r\n");
    CHECK(has(bytes_of(response, {}), "\r\nLocation: /a  Set-Cookie: x   \r\n"));
}

TEST_CASE("dates are written as HTTP has them") {
    CHECK(date_at(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
    CHECK(date_at(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(date_at(1835395199) == "Mon, 28 Feb 2028 23:59:59 GMT");
    CHECK(date_at(1835395200) == "Tue, 29 Feb 2028 00:00:00 GMT");
}

TEST_CASE("a problem is a document of its own type") {
    const auto response = problem_response({.status = Status::conflict,
                                            .code = "claimed",
                                            .title = "That time is taken",
                                            .detail = "By \"another\".",
                                            .errors = {{"/start", "taken"}, {"/end", "late"}},
                                            .retryable = true,
                                            .members = R"("alternatives":[])"},
                                           "r-1");
    CHECK(response.status == Status::conflict);
    REQUIRE(response.headers.size() == 1);
    CHECK(response.headers[0].value == "application/problem+json");
    CHECK(response.body ==
          R"({"type":"/problems/claimed","title":"That time is taken","status":409,)"
          R"("code":"claimed","detail":"By \"another\".","errors":[{"pointer":"/start",)"
          R"("detail":"taken"},{"pointer":"/end","detail":"late"}],"alternatives":[],)"
          R"("request_id":"r-1","retryable":true})");
}

}  // namespace response_test
