#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/chunked.hpp"

namespace kalends::bench {

struct HttpReply {
    int status = 0;
    std::string head;  // the status line and the header fields
    std::string body;
};

// Puts the pieces of one reply together. It understands what our own server sends: HTTP/1.1 with
// Content-Length or in chunks.
class ReplyReader {
  public:
    // The status once the reply is whole; nothing while more of it is to come. Throws
    // std::runtime_error for what is no such reply.
    std::optional<int> take(std::string_view bytes);
    // These of the reply that is whole.
    [[nodiscard]] std::string_view head() const;
    [[nodiscard]] std::string_view body() const;
    // Ready for the next reply.
    void clear();

  private:
    void read_head(std::size_t head_bytes);
    std::optional<int> take_chunks(http::ChunkedBody& chunks);

    std::string bytes_;           // but what came in chunks
    std::size_t head_bytes_ = 0;  // 0 until all of the head is there
    std::size_t whole_bytes_ = 0;
    int status_ = 0;
    std::optional<http::ChunkedBody> chunks_;
    std::string chunked_;  // what the chunks carried
};

}  // namespace kalends::bench
