#include "api/http/response.hpp"

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

// RFC 9110 sections 8.6 and 15.4.5: a 204 says no length, and a 304 need not.
bool carries_body(Status status) {
    return status != Status::no_content && status != Status::not_modified;
}

constexpr std::size_t header_bytes_usual = 512;

}  // namespace

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
    if (carries_body(response.status) && !frame.goes_on) {
        out.append("\r\nContent-Length: ");
        append_number(out, response.body.size());
    }
    out.append("\r\n").append(frame.header_lines).append("\r\n");
    if (carries_body(response.status) && !frame.head) out.append(response.body);
}

}  // namespace kalends::http
