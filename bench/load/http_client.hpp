#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/load/reply_reader.hpp"
#include "bench/load/socket.hpp"

namespace kalends::bench {

// The bytes of one request. `header_lines` each end in CR LF.
[[nodiscard]] std::string request_text(std::string_view method, std::string_view target,
                                       std::string_view header_lines, std::string_view body = {},
                                       std::string_view body_type = "application/json");

// One request after the other over one connection, for what is set up before a measurement.
class HttpClient {
  public:
    explicit HttpClient(std::uint16_t port) : socket_{port} {}

    [[nodiscard]] HttpReply ask(std::string_view request);

  private:
    ClientSocket socket_;
};

}  // namespace kalends::bench
