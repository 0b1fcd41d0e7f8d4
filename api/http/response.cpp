#include "api/http/response.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "api/http/date.hpp"

namespace kalends::http {
namespace {

void append_number(std::string& out, std::size_t value) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
    out.append(digits.begin(), end);
}

void append_value(std::string& out, std::string_view value) {
    for (const char c : value) {
        const auto byte = static_cast<std::uint8_t>(c);
        out.push_back(byte < 0x20 || byte == 0x7F ? ' ' : c);
    }
}

void append_status_line(std::string& out, Status status) {
    out.append("HTTP/1.1 ");
    append_number(out, number(status));
    out.push_back(' ');
    out.append(reason_phrase(status));
    out.append("\r\nServer: kalends\r\nDate: ").append(date_now());
}

void append_connection(std::string& out, const ReplyFrame& frame) {
    if (!frame.keep_alive) {
        out.append("\r\nConnection: close");
    } else if (frame.http_1_0) {
        out.append("\r\nConnection: keep-alive");
    }
}

// What browsers, and caches on the way, are to make of an answer, unless it says so itself: keep
// it nowhere, guess nothing about it, run and frame nothing of it (OWASP, "REST security").
struct UsualField {
    std::string_view name;
    std::string_view line;
};
constexpr std::array<UsualField, 4> usual_fields{{
    {"Cache-Control", "\r\nCache-Control: no-store"},
    {"Content-Security-Policy",
     "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'"},
    {"Referrer-Policy", "\r\nReferrer-Policy: no-referrer"},
    {"X-Content-Type-Options", "\r\nX-Content-Type-Options: nosniff"},
}};

void append_usual_fields(std::string& out, const Response& response) {
    for (const auto& usual : usual_fields) {
        if (!response.header(usual.name)) out.append(usual.line);
    }
}

// How the body's end is told. RFC 9110 section 8.6: a 204 says no length, and a 304 need not.
void append_framing(std::string& out, const Response& response, const ReplyFrame& frame) {
    if (!carries_body(response.status)) return;
    if (!frame.goes_on) {
        out.append("\r\nContent-Length: ");
        append_number(out, response.body.size() + response.lasting.size());
    } else if (!frame.http_1_0) {
        out.append("\r\nTransfer-Encoding: chunked");
    }
}

constexpr std::size_t header_bytes_usual = 768;

}  // namespace

std::optional<std::string_view> Response::header(std::string_view name) const {
    const auto found = std::ranges::find(
        headers, name, [](const ResponseHeader& header) { return header.name.text(); });
    return found == headers.end() ? std::nullopt : std::optional<std::string_view>{found->value};
}

bool carries_body(Status status) {
    return status != Status::no_content && status != Status::not_modified;
}

Response json_response(Status status, std::string body) {
    Response response{status, {}, std::move(body)};
    response.with("Content-Type", "application/json");
    return response;
}

void append_reply(std::string& out, const Response& response, const ReplyFrame& frame) {
    out.reserve(out.size() + header_bytes_usual + response.body.size());
    append_status_line(out, response.status);
    append_connection(out, frame);
    out.append("\r\nX-Request-Id: ").append(frame.request_id);
    for (const ResponseHeader& header : response.headers) {
        out.append("\r\n").append(header.name.text()).append(": ");
        append_value(out, header.value);
    }
    append_usual_fields(out, response);
    // RFC 6797: for a year.
    if (frame.is_encrypted) out.append("\r\nStrict-Transport-Security: max-age=31536000");
    append_framing(out, response, frame);
    out.append("\r\n").append(frame.header_lines).append("\r\n");
    if (carries_body(response.status) && !frame.head) out.append(response.body);
}

}  // namespace kalends::http
