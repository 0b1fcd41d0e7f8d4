#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/chunked.hpp"

namespace kalends::http::testing {

struct ReceivedReply {
    int status = 0;
    // From the status line to the last header line, each ended by CR LF.
    std::string head;
    std::string body;

    // Of the first field of that name, written as the server writes it; empty if there is none.
    [[nodiscard]] std::string header(std::string_view name) const;
};

// A client on a blocking socket that sends exactly the bytes it is told to. Every wait ends after
// ten seconds.
class RawClient {
  public:
    // Has its socket, and is to be connected later.
    RawClient();
    // `receive_buffer_bytes` makes a client that can hold little of a reply; 0 leaves the system's.
    explicit RawClient(std::uint16_t port, int receive_buffer_bytes = 0);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void connect(std::uint16_t port);
    // Whether the connection took them all: one that was reset does not.
    bool send(std::string_view bytes);
    // As `send`, but one byte to a packet.
    void send_byte_by_byte(std::string_view bytes);
    void end_sending();
    // Closes so that the server's side is reset.
    void reset();

    // The next reply; throws if the connection ends before there is a whole one. Replies to HEAD
    // have no body, whatever their Content-Length says. Of one in chunks it is the head: what
    // follows is received as what the chunks carry, until `has_whole_body`.
    ReceivedReply receive(bool to_head = false);
    // Up to and with these bytes; throws if the connection ends before they come.
    [[nodiscard]] std::string receive_until(std::string_view end);
    // Exactly so many bytes, fewer at the end.
    [[nodiscard]] std::string receive_bytes(std::size_t count);
    // Whether the server ends the connection, without another byte and without resetting it.
    [[nodiscard]] bool is_closed();
    // Whether a body in chunks has come to its end, and nothing of it is left to be received.
    [[nodiscard]] bool has_whole_body();

  private:
    void take_chunks();
    bool receive_more();

    int descriptor_;
    // In good order: neither silent nor reset.
    bool has_ended_ = false;
    std::string received_;
    // While a body comes in chunks.
    std::optional<ChunkedBody> chunks_;
    std::string undecoded_;
};

}  // namespace kalends::http::testing
