#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/status.hpp"

namespace kalends::http {

// The name of a field of ours: a literal, so that a reply neither copies nor owns it.
class HeaderName {
  public:
    template <std::size_t Size>
    consteval HeaderName(const char (&literal)[Size]) : text_{literal, Size - 1} {}

    [[nodiscard]] constexpr std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

struct ResponseHeader {
    HeaderName name;
    std::string value;
};

// What an endpoint answers. The server adds Date, Server, Connection, Content-Length and
// X-Request-Id, so none of these may stand in `headers`; and, where they do not, those of
// Cache-Control, Content-Security-Policy, Referrer-Policy and X-Content-Type-Options that forbid.
struct Response {
    Status status = Status::ok;
    std::vector<ResponseHeader> headers = {};
    std::string body = {};
    // What follows the body, in memory that outlives the server. It is sent from where it stands:
    // thousands of readers who take none of it would each hold a copy else.
    std::string_view lasting = {};

    // The value of the first of that name.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;

    Response& with(HeaderName name, std::string value) & {
        headers.push_back({name, std::move(value)});
        return *this;
    }
    Response&& with(HeaderName name, std::string value) && {
        headers.push_back({name, std::move(value)});
        return std::move(*this);
    }
};

// `body` must be JSON already.
[[nodiscard]] Response json_response(Status status, std::string body);

// How the request that is answered shapes the bytes of its reply.
struct ReplyFrame {
    // HEAD: the length of the body is said and the body left out.
    bool head = false;
    bool keep_alive = true;
    // By TLS, to which browsers are told to keep.
    bool is_encrypted = false;
    // The body has no length: it is sent in chunks or, in HTTP/1.0, until the connection ends.
    bool goes_on = false;
    // An HTTP/1.0 client must be told that the connection stays open; a later one assumes it.
    bool http_1_0 = false;
    std::string_view request_id = {};
    // Whole header lines, each ended by CR LF, put on the reply as they are; may be empty.
    std::string_view header_lines = {};
};

// Whether a reply of this status has one: a 204 has none, nor has a 304 (RFC 9110 section 15.4.5).
[[nodiscard]] bool carries_body(Status status);

// Appends the bytes of the reply, but for what of it is lasting. A control character in a header's
// value is written as a space, so that no value can begin a header, or a reply, of its own.
void append_reply(std::string& out, const Response& response, const ReplyFrame& frame);

}  // namespace kalends::http
