#include "api/http/request_reader.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace request_reader_test {

using namespace kalends::http;
using namespace std::string_view_literals;
using Progress = RequestReader::Progress;

namespace {

const Limits limits;

// Feeds the bytes in pieces of that size and says what became of the first request.
struct Reading {
    explicit Reading(std::string_view bytes, std::size_t piece_bytes = std::string_view::npos) {
        while (!bytes.empty() && progress == Progress::more) {
            auto piece = bytes.substr(0, piece_bytes);
            bytes.remove_prefix(piece.size());
            progress = reader.feed(piece);
            left = std::string{piece}.append(bytes);
        }
    }

    RequestReader reader{limits};
    Progress progress = Progress::more;
    std::string left;
};

struct Vector {
    const char* name;
    std::string_view bytes;
};

const std::vector<Vector> refused{
    {"Transfer-Encoding: identity with Content-Length",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello"},
    {"xchunked with Content-Length",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\nhello"},
    {"chunked, identity",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"},
    {"gzip without length",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nGET / HTTP/1.1\r\n\r\n"},
    {"two Transfer-Encoding lines",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n"
     "\r\n0\r\n\r\n"},
    {"chunked in HTTP/1.0",
     "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"no Host", "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n"},
    {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"},
    {"an Authorization trailer",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: Authorization\r\n\r\n"
     "0\r\nAuthorization: Bearer stolen\r\n\r\n"},
    {"byte 0xFF in the target", "GET /\xFF HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"Transfer-Encoding with Content-Length",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
     "0\r\n\r\n"},
    {"Content-Length with Transfer-Encoding",
     "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
     "0\r\n\r\n"},
    {"an empty Transfer-Encoding",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n0\r\n\r\n"},
    {"chunked twice",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"},
    {"a blank before the colon of Transfer-Encoding",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n"},
    {"a vertical tab around chunked",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \x0B"
     "chunked\r\n\r\n0\r\n\r\n"},
    {"several lengths",
     "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"},
    {"the same length twice",
     "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello"},
    {"a list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello"},
    {"a signed length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello"},
    {"a negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\nhello"},
    {"a hexadecimal length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nhello"},
    {"an empty length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n"},
    {"a length beyond every number",
     "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nhello"},
    {"a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
    {"a Host with a user", "GET / HTTP/1.1\r\nHost: me@a\r\n\r\n"},
    {"two names in one Host", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"},
    {"an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
    {"a Host with a port that is none", "GET / HTTP/1.1\r\nHost: a:http\r\n\r\n"},
    {"two credentials",
     "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nAuthorization: Bearer y\r\n\r\n"},
    {"two idempotency keys",
     "GET / HTTP/1.1\r\nHost: a\r\nIdempotency-Key: x\r\nidempotency-key: y\r\n\r\n"},
    {"a continued line", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n"},
    {"a blank before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
    {"a bare LF in the header", "GET / HTTP/1.1\nHost: a\r\n\r\n"},
    {"a header that ends in bare LFs", "GET / HTTP/1.1\r\nHost: a\n\n"},
    {"a bare CR in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r2\r\n\r\n"},
    {"a NUL in a value",
     "GET / HTTP/1.1\r\nHost: a\r\nX: 1\0"
     "2\r\n\r\n"sv},
    {"a field without a colon", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"},
    {"a field without a name", "GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n"},
    {"no version", "GET /\r\nHost: a\r\n\r\n"},
    {"two blanks in the request line", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a fragment in the target", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an absolute target without a host", "GET http:///hosts HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an absolute target with a user", "GET http://me@a/hosts HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an absolute target with half an address", "GET http://[::1/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a target that is no path", "GET hosts HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an asterisk outside OPTIONS", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a bad escape in the path", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an escaped slash in the path", "GET /a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an escaped NUL in the path", "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a path that is not UTF-8", "GET /%FF HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a bad escape in the query", "GET /?a=%1 HTTP/1.1\r\nHost: a\r\n\r\n"},
};

std::string chunked(std::string_view body) {
    return std::string{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"}.append(
        body);
}

}  // namespace

TEST_CASE("whatever two servers could frame in two ways is refused with 400, however it arrives") {
    for (const Vector& vector : refused) {
        CAPTURE(vector.name);
        for (const std::size_t piece_bytes : {std::size_t{1}, std::size_t{7}, std::string::npos}) {
            const Reading reading{vector.bytes, piece_bytes};
            REQUIRE(reading.progress == Progress::refused);
            CHECK(reading.reader.refusal().status == Status::bad_request);
        }
    }
}

TEST_CASE("a request reads the same however it is cut") {
    const std::string bytes =
        "\r\nPOST /v1/hosts?name=A%20B&zone=x HTTP/1.1\r\nHost: [::1]:8080\r\nX-Thing:  a b \r\n"
        "Content-Length: 5\r\n\r\nhelloGET /next";
    for (std::size_t piece_bytes = 1; piece_bytes <= bytes.size(); ++piece_bytes) {
        Reading reading{bytes, piece_bytes};
        REQUIRE(reading.progress == Progress::complete);
        const Request& request = reading.reader.request();
        CHECK(request.method == Method::post);
        CHECK(request.target == "/v1/hosts?name=A%20B&zone=x");
        CHECK(request.path == "/v1/hosts");
        CHECK(request.query_parameter("name") == "A B");
        CHECK(request.query_parameter("zone") == "x");
        CHECK_FALSE(request.query_parameter("limit"));
        CHECK(request.header("x-thing") == "a b");
        CHECK(request.body == "hello");
        CHECK(reading.left == "GET /next");
    }
}

TEST_CASE("a body in chunks is put together, extensions left out, however it is cut") {
    const auto bytes =
        chunked("5\r\nhello\r\n1 ;a=b;c=\"d\"\r\n,\r\n00A\r\n 0123456\r\n\r\n0\r\n\r\nnext");
    for (std::size_t piece_bytes = 1; piece_bytes <= bytes.size(); ++piece_bytes) {
        Reading reading{bytes, piece_bytes};
        REQUIRE(reading.progress == Progress::complete);
        CHECK(reading.reader.request().body == "hello, 0123456\r\n");
        CHECK(reading.left == "next");
    }
}

TEST_CASE("chunks that are not to the letter are refused at once") {
    for (const auto* body :
         {"5\nhello\r\n0\r\n\r\n", "5\r\nhello\n0\r\n\r\n", "5\r\nhelloo\r\n0\r\n\r\n", "\r\n",
          "x\r\n", "-1\r\n", "0x5\r\nhello\r\n0\r\n\r\n", " 5\r\nhello\r\n0\r\n\r\n", "5 \r\nhello",
          "5;a\nhello", "5;a\rb\r\nhello", "000000005\r\nhello", "0\r\nX: 1\r\n\r\n", "0\n\r\n",
          "0\r\n\n", "5,5\r\nhello"}) {
        CAPTURE(body);
        const Reading reading{chunked(body)};
        REQUIRE(reading.progress == Progress::refused);
        CHECK(reading.reader.refusal().status == Status::bad_request);
    }
}

TEST_CASE("a reader takes one request after another") {
    RequestReader reader{limits};
    const std::string two =
        "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
        "GET /b HTTP/1.0\r\n\r\n";
    std::string_view bytes = two;
    REQUIRE(reader.feed(bytes) == Progress::complete);
    CHECK(reader.framing().keep_alive);
    const Request taken = std::move(reader.request());
    reader.next();
    REQUIRE(reader.feed(bytes) == Progress::complete);
    CHECK(reader.request().path == "/b");
    CHECK(reader.request().body.empty());
    CHECK(reader.request().headers.size() == 0);
    CHECK_FALSE(reader.framing().keep_alive);
    CHECK(taken.path == "/a");
    CHECK(taken.header("Host") == "a");
}

TEST_CASE("the whole of an absolute target but its path is left out") {
    Reading reading{"GET HTTP://example.org:80/a?b=c HTTP/1.1\r\nHost: a\r\n\r\n"};
    REQUIRE(reading.progress == Progress::complete);
    CHECK(reading.reader.request().path == "/a");
    CHECK(reading.reader.request().query_parameter("b") == "c");
}

TEST_CASE("behind the host of an absolute target an empty path is the root") {
    Reading reading{"GET http://[::1]:80?b=c HTTP/1.1\r\nHost: a\r\n\r\n"};
    REQUIRE(reading.progress == Progress::complete);
    CHECK(reading.reader.request().path == "/");
    CHECK(reading.reader.request().query_parameter("b") == "c");
}

TEST_CASE("what is too large is refused by its own status") {
    const std::string host = " HTTP/1.1\r\nHost: a\r\n";
    const auto refusal_of = [](const std::string& bytes) {
        const Reading reading{bytes};
        REQUIRE(reading.progress == Progress::refused);
        return reading.reader.refusal().status;
    };
    const std::string long_path = "GET /" + std::string(limits.target_bytes_max, 'a');
    CHECK(refusal_of(long_path + host + "\r\n") == Status::target_too_long);
    CHECK(refusal_of("GET /" + std::string(limits.header_bytes_max, 'a')) ==
          Status::target_too_long);
    const std::string long_field = "X: " + std::string(limits.header_bytes_max, 'a');
    CHECK(refusal_of("GET /" + host + long_field) == Status::header_too_large);
    std::string many_fields;
    for (std::size_t i = 0; i < limits.header_fields_max; ++i) many_fields += "X: 1\r\n";
    CHECK(refusal_of("GET /" + host + many_fields + "\r\n") == Status::header_too_large);
    CHECK(refusal_of("POST /" + host + "Content-Length: 65537\r\n\r\n") ==
          Status::content_too_large);
    CHECK(refusal_of(chunked("10001\r\n")) == Status::content_too_large);
    CHECK(refusal_of(chunked("8000\r\n" + std::string(0x8000, 'a') + "\r\n8001\r\n")) ==
          Status::content_too_large);
    CHECK(refusal_of(chunked("FFFFFFFF\r\n")) == Status::content_too_large);
    CHECK(refusal_of("GET / HTTP/2.0\r\nHost: a\r\n\r\n") == Status::version_not_supported);
}

TEST_CASE("a query is refused for having too many parameters, or for how they are escaped") {
    std::string many = "GET /?a=1";
    for (std::size_t i = 0; i < limits.query_parameters_max; ++i) many += "&a=1";
    const auto why = [](const std::string& target) {
        return Reading{target + " HTTP/1.1\r\nHost: a\r\n\r\n"}.reader.refusal();
    };
    CHECK(why(many).title == "The query has too many parameters");
    CHECK(why(many).detail == "It has 64 at most.");
    CHECK(why("GET /?a=%").detail == "The query is badly escaped.");
}

TEST_CASE("what just fits is taken") {
    const std::string line = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    const std::string filling(limits.header_bytes_max - line.size() - 4, 'a');
    CHECK(Reading{line + filling + "\r\n\r\n"}.progress == Progress::complete);
    CHECK(Reading{line + filling + "a\r\n\r\n"}.progress == Progress::refused);
    const std::string target(limits.target_bytes_max - 1, 'a');
    CHECK(Reading{"GET /" + target + " HTTP/1.1\r\nHost: a\r\n\r\n"}.progress ==
          Progress::complete);
    const std::string body(limits.body_bytes_max, 'a');
    Reading reading{chunked("10000\r\n" + body + "\r\n0\r\n\r\n")};
    REQUIRE(reading.progress == Progress::complete);
    CHECK(reading.reader.request().body == body);
}

TEST_CASE("a flood of chunk extensions ends at four times the bound of the body") {
    RequestReader reader{limits};
    const auto head = chunked("1;");
    const std::string flood(1000, 'a');
    std::string_view bytes = head;
    REQUIRE(reader.feed(bytes) == Progress::more);
    std::size_t taken_bytes = 0;
    auto progress = Progress::more;
    while (progress == Progress::more && taken_bytes < 10 * limits.received_bytes_max_of("/")) {
        bytes = flood;
        progress = reader.feed(bytes);
        taken_bytes += flood.size() - bytes.size();
    }
    CHECK(progress == Progress::refused);
    CHECK(reader.refusal().status == Status::content_too_large);
    CHECK(taken_bytes <= limits.received_bytes_max_of("/"));
}

TEST_CASE("tiny chunks with extensions are counted as they arrive, not as they decode") {
    std::string chunks;
    while (chunks.size() < 5 * limits.body_bytes_max) chunks += "1;aaaaaaaa\r\nx\r\n";
    const Reading reading{chunked(chunks)};
    REQUIRE(reading.progress == Progress::refused);
    CHECK(reading.reader.refusal().status == Status::content_too_large);
}

}  // namespace request_reader_test
