#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kalends::http {

// Takes a body in chunks (RFC 9112 section 7.1) in whatever pieces it arrives. Stricter than the
// RFC asks where leniency has let requests be smuggled: a bare LF ends nothing, sizes have at most
// 8 digits, and trailers are refused, since nothing here reads them and a proxy may have merged
// them into the header.
class ChunkedBody {
  public:
    enum class Progress : std::uint8_t { more, done, malformed, too_large };

    // `body_bytes_max` bounds the body, `received_bytes_max` all that arrives for it.
    ChunkedBody(std::size_t body_bytes_max, std::size_t received_bytes_max)
        : body_bytes_max_{body_bytes_max}, received_bytes_max_{received_bytes_max} {}

    // Takes from the front of `bytes` what belongs to this body, and appends what it carries.
    [[nodiscard]] Progress feed(std::string_view& bytes, std::string& body);

  private:
    enum class Expecting : std::uint8_t {
        first_digit,
        digit,
        blank,
        extension,
        size_lf,
        content,
        content_cr,
        content_lf,
        last_cr,
        last_lf,
    };

    Progress take_framing(char c, std::size_t body_bytes);
    Progress take_digit(char c);
    Progress end_size(std::size_t body_bytes);
    void take_content(std::string_view& bytes, std::string& body);
    Progress expect(char c, char wanted, Expecting next);
    Progress go_to(Expecting next);

    Expecting expecting_ = Expecting::first_digit;
    std::size_t digits_ = 0;
    std::size_t chunk_bytes_ = 0;
    std::size_t received_bytes_ = 0;
    std::size_t body_bytes_max_;
    std::size_t received_bytes_max_;
};

// What carries these bytes of a body that is sent in chunks; there must be some.
void append_chunk(std::string& out, std::string_view bytes);
// The end of such a body.
constexpr std::string_view last_chunk = "0\r\n\r\n";

}  // namespace kalends::http
