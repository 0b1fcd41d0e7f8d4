#include "api/http/chunked.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "api/http/ascii.hpp"

namespace kalends::http {
namespace {

constexpr std::size_t size_digits_max = 8;

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

bool may_stand_in_extension(char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return is_blank(c) || (byte > 0x20 && byte != 0x7F);
}

}  // namespace

ChunkedBody::Progress ChunkedBody::feed(std::string_view& bytes, std::string& body) {
    while (!bytes.empty()) {
        if (expecting_ == Expecting::content) {
            take_content(bytes, body);
            continue;
        }
        const char c = bytes.front();
        bytes.remove_prefix(1);
        if (++received_bytes_ > received_bytes_max_) return Progress::too_large;
        const Progress progress = take_framing(c, body.size());
        if (progress != Progress::more) return progress;
    }
    return Progress::more;
}

ChunkedBody::Progress ChunkedBody::take_framing(char c, std::size_t body_bytes) {
    switch (expecting_) {
        case Expecting::first_digit:
            return take_digit(c);
        case Expecting::digit:
            if (hex_value(c) >= 0) return take_digit(c);
            [[fallthrough]];
        case Expecting::blank:
            if (is_blank(c)) return go_to(Expecting::blank);
            if (c == ';') return go_to(Expecting::extension);
            // A blank may stand before an extension only (RFC 9112 section 7.1.1).
            if (expecting_ == Expecting::blank) return Progress::malformed;
            return expect(c, '\r', Expecting::size_lf);
        case Expecting::extension:
            if (may_stand_in_extension(c)) return Progress::more;
            return expect(c, '\r', Expecting::size_lf);
        case Expecting::size_lf:
            return c == '\n' ? end_size(body_bytes) : Progress::malformed;
        case Expecting::content:
            return Progress::malformed;
        case Expecting::content_cr:
            return expect(c, '\r', Expecting::content_lf);
        case Expecting::content_lf:
            return expect(c, '\n', Expecting::first_digit);
        case Expecting::last_cr:
            return expect(c, '\r', Expecting::last_lf);
        case Expecting::last_lf:
            return c == '\n' ? Progress::done : Progress::malformed;
    }
    return Progress::malformed;
}

ChunkedBody::Progress ChunkedBody::take_digit(char c) {
    const int value = hex_value(c);
    if (expecting_ == Expecting::first_digit) digits_ = chunk_bytes_ = 0;
    if (value < 0 || ++digits_ > size_digits_max) return Progress::malformed;
    chunk_bytes_ = chunk_bytes_ * 16 + static_cast<std::size_t>(value);
    return go_to(Expecting::digit);
}

ChunkedBody::Progress ChunkedBody::end_size(std::size_t body_bytes) {
    expecting_ = chunk_bytes_ == 0 ? Expecting::last_cr : Expecting::content;
    return chunk_bytes_ > body_bytes_max_ - body_bytes ? Progress::too_large : Progress::more;
}

void ChunkedBody::take_content(std::string_view& bytes, std::string& body) {
    const std::size_t taken = std::min(bytes.size(), chunk_bytes_);
    body.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
    received_bytes_ += taken;
    chunk_bytes_ -= taken;
    if (chunk_bytes_ == 0) expecting_ = Expecting::content_cr;
}

ChunkedBody::Progress ChunkedBody::expect(char c, char wanted, Expecting next) {
    return c == wanted ? go_to(next) : Progress::malformed;
}

ChunkedBody::Progress ChunkedBody::go_to(Expecting next) {
    expecting_ = next;
    return Progress::more;
}

void append_chunk(std::string& out, std::string_view bytes) {
    std::array<char, 16> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), bytes.size(), 16).ptr;
    out.append(digits.begin(), end).append("\r\n").append(bytes).append("\r\n");
}

}  // namespace kalends::http
