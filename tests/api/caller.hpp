#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "tests/api/http/raw_client.hpp"

namespace kalends::api::testing {

// What a server answered.
struct Answered : http::testing::ReceivedReply {
    // As of the Reply of an office: text("items/0/id").
    [[nodiscard]] std::string text(std::string_view path) const;
};

// A client of a server, on a connection of its own, with a key that it sends each time.
class Caller {
  public:
    Caller(std::uint16_t port, std::string key) : client_{port}, key_{std::move(key)} {}

    // Throws std::runtime_error if the server closed the connection before it answered.
    Answered ask(std::string_view method, std::string_view target, std::string_view body = "",
                 std::string_view idempotency_key = "");
    Answered get(std::string_view target) { return ask("GET", target); }
    Answered post(std::string_view target, std::string_view body,
                  std::string_view idempotency_key = "") {
        return ask("POST", target, body, idempotency_key);
    }

  private:
    http::testing::RawClient client_;
    std::string key_;
};

}  // namespace kalends::api::testing
