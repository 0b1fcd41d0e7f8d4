#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kalends::http {

// Names requests that came without a name: a prefix drawn at start and a count. Unique within a
// process, and between processes but for chance; nobody should mistake it for a secret.
class RequestIds {
  public:
    RequestIds();

    // Writes over `id`: what the client sent if it is 1 to 128 token characters, else a new one.
    void choose(std::optional<std::string_view> sent, std::string& id);

  private:
    std::string prefix_;
    std::uint64_t count_ = 0;
};

}  // namespace kalends::http
