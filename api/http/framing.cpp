#include "api/http/framing.hpp"

#include <algorithm>
#include <array>

#include "api/http/ascii.hpp"

namespace kalends::http {
namespace {

// RFC 9110 section 5.3: a field that is no list may stand once only. Of two credentials, keys or
// lengths, we and a proxy before us might each believe another. What such a request is told begins
// with the field's name.
constexpr std::array<std::string_view, 8> repetitions{
    "Authorization stands there twice.", "Content-Length stands there twice.",
    "Content-Type stands there twice.",  "Expect stands there twice.",
    "Host stands there twice.",          "Idempotency-Key stands there twice.",
    "If-Match stands there twice.",      "Transfer-Encoding stands there twice."};

std::optional<Refusal> check_singles(const Headers& headers) {
    for (const auto repetition : repetitions) {
        const auto name = repetition.substr(0, repetition.find(' '));
        if (headers.count(name) > 1) return malformed(repetition, name);
    }
    return std::nullopt;
}

// RFC 9112 section 3.2: a request of HTTP/1.1 has exactly one valid Host, an earlier one may lack
// it.
std::optional<Refusal> check_host(const Headers& headers, bool http_1_0) {
    const auto host = headers.find("Host");
    if (!host && !http_1_0) return malformed("The Host field is missing.", "Host");
    if (host && !is_valid_host(*host)) return malformed("The Host field is not valid.", "Host");
    return std::nullopt;
}

// RFC 9110 section 8.6: digits and nothing else. A list of equal numbers, which a recipient may
// also accept, is refused.
std::optional<std::uint64_t> parse_length(std::string_view text) {
    constexpr std::size_t digits_max = 18;
    if (text.empty() || text.size() > digits_max) return std::nullopt;
    std::uint64_t length = 0;
    for (const char c : text) {
        if (!is_digit(c)) return std::nullopt;
        length = length * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return length;
}

std::optional<Refusal> read_body(const Headers& headers, bool http_1_0, Framing& framing) {
    const auto coding = headers.find("Transfer-Encoding");
    const auto length = headers.find("Content-Length");
    // RFC 9112 section 6.3: with both, someone is being deceived.
    if (coding && length) {
        return malformed("Transfer-Encoding and Content-Length exclude each other.",
                         "Transfer-Encoding");
    }
    if (coding) {
        // RFC 9112 section 6.1: HTTP/1.0 knows no transfer codings, so its framing is faulty.
        if (http_1_0) return malformed("HTTP/1.0 has no Transfer-Encoding.", "Transfer-Encoding");
        // RFC 9112 section 6.3: where chunked is not the last coding, the length of the body
        // cannot be known; and we undo no other.
        if (!equal_ignoring_case(*coding, "chunked")) {
            return malformed("The only Transfer-Encoding understood is chunked.",
                             "Transfer-Encoding");
        }
        framing.body = BodyKind::chunked;
    }
    if (length) {
        const auto bytes = parse_length(*length);
        if (!bytes) return malformed("The Content-Length is not a number.", "Content-Length");
        framing.body = *bytes == 0 ? BodyKind::none : BodyKind::sized;
        framing.body_bytes = *bytes;
    }
    return std::nullopt;
}

// RFC 9110 section 10.1.1: one expectation is defined; HTTP/1.0 has none, and its field is ignored.
std::optional<Refusal> read_expectation(const Headers& headers, bool http_1_0, Framing& framing) {
    const auto expectation = headers.find("Expect");
    if (!expectation || http_1_0) return std::nullopt;
    if (!equal_ignoring_case(*expectation, "100-continue")) {
        return Refusal{Status::expectation_failed, "expectation-failed",
                       "The expectation cannot be met",
                       "The only expectation understood is 100-continue.", "Expect"};
    }
    framing.expects_continue = framing.body != BodyKind::none;
    return std::nullopt;
}

// RFC 9112 section 9.3.
bool keeps_alive(const Headers& headers, bool http_1_0) {
    if (headers.lists("Connection", "close")) return false;
    return !http_1_0 || headers.lists("Connection", "keep-alive");
}

bool is_port(std::string_view text) {
    return text.size() <= 5 && std::ranges::all_of(text, is_digit);
}

bool is_address_v6_character(char c) {
    return hex_value(c) >= 0 || c == ':' || c == '.';
}

bool is_name_character(char c) {
    constexpr std::string_view marks = "-._~!$&'()*+;=%";
    return is_alphanumeric(c) || marks.find(c) != std::string_view::npos;
}

}  // namespace

Result<Framing, Refusal> framing_of(const Headers& headers, bool http_1_0) {
    Framing framing;
    if (const auto refusal = check_singles(headers)) return *refusal;
    if (const auto refusal = check_host(headers, http_1_0)) return *refusal;
    if (const auto refusal = read_body(headers, http_1_0, framing)) return *refusal;
    if (const auto refusal = read_expectation(headers, http_1_0, framing)) return *refusal;
    framing.keep_alive = keeps_alive(headers, http_1_0);
    return framing;
}

bool is_valid_host(std::string_view host) {
    std::string_view name = host;
    std::string_view port;
    if (host.starts_with('[')) {
        const auto end = host.find(']');
        if (end == std::string_view::npos || end == 1) return false;
        if (!std::ranges::all_of(host.substr(1, end - 1), is_address_v6_character)) return false;
        port = host.substr(end + 1);
    } else {
        const auto colon = std::min(host.find(':'), host.size());
        name = host.substr(0, colon);
        port = host.substr(colon);
        if (name.empty() || !std::ranges::all_of(name, is_name_character)) return false;
    }
    return port.empty() || (port.front() == ':' && is_port(port.substr(1)));
}

}  // namespace kalends::http
