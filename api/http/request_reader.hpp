#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/chunked.hpp"
#include "api/http/framing.hpp"
#include "api/http/limits.hpp"
#include "api/http/request.hpp"

namespace kalends::http {

// Makes requests of the bytes of one connection, in whatever pieces they arrive. Knows no socket.
// After `refused` it is not fed again.
class RequestReader {
  public:
    enum class Progress : std::uint8_t { more, complete, refused };

    // `limits` must outlive it.
    explicit RequestReader(const Limits& limits) : limits_{limits} {}

    // Takes from the front of `bytes` what belongs to the request that is being read; what is left
    // when it is complete belongs to the next one.
    [[nodiscard]] Progress feed(std::string_view& bytes);

    // Ready for the next request; the last one may have been moved away.
    void next();

    [[nodiscard]] Request& request() { return request_; }
    [[nodiscard]] const Refusal& refusal() const { return refusal_; }
    // What the header said; valid once it has been read.
    [[nodiscard]] const Framing& framing() const { return framing_; }
    [[nodiscard]] bool is_http_1_0() const { return http_1_0_; }
    [[nodiscard]] bool has_begun() const { return in_body_ || !head_.empty(); }
    [[nodiscard]] bool is_in_body() const { return in_body_; }

  private:
    Progress feed_head(std::string_view& bytes);
    Progress feed_body(std::string_view& bytes);
    Progress feed_chunks(ChunkedBody& chunks, std::string_view& bytes);
    [[nodiscard]] std::optional<Refusal> check_line(std::string_view line) const;
    Progress end_head();
    Progress refuse(const Refusal& why);

    const Limits& limits_;
    Request request_;
    Refusal refusal_;
    Framing framing_;
    bool http_1_0_ = false;
    bool in_body_ = false;
    std::string head_;
    // Where the line begins that is not yet whole, and how far it was searched for its end.
    std::size_t line_begin_ = 0;
    std::size_t searched_ = 0;
    std::optional<ChunkedBody> chunks_;
};

}  // namespace kalends::http
