#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/headers.hpp"

namespace kalends::http {

// As it is written by all who write it alike: one of IPv4 so even where it came by a socket for
// both. Nothing if it is no numeric address.
[[nodiscard]] std::optional<std::string> canonical_address(std::string_view text);

// The proxies in front, whose word on where a request comes from is taken.
class TrustedProxies {
  public:
    // Numeric addresses, with commas between. Throws std::invalid_argument, naming one that is
    // none.
    explicit TrustedProxies(std::string_view addresses = {});

    // The address of the client: that of the peer, or, if that is one of these, the last in
    // X-Forwarded-For that is none of them. What stands there before may be anybody's invention.
    [[nodiscard]] std::string client_of(const std::string& peer, const Headers& headers) const;

  private:
    [[nodiscard]] bool has(std::string_view address) const;

    std::vector<std::string> addresses_;
};

}  // namespace kalends::http
