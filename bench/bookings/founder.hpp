#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bench/load/http_client.hpp"

namespace kalends::bench {

// Sets an organisation up over HTTP. Whatever is not answered well is a std::runtime_error.
class Founder {
  public:
    Founder(std::uint16_t port, const std::string& operator_key);

    // From here on everything is done with the organisation's own key.
    void found_organisation();
    // The id of a meeting type of so many minutes, with a new host who works around the clock.
    [[nodiscard]] std::string offer(std::string_view host_name, std::size_t minutes);
    // The header lines that authorise a request.
    [[nodiscard]] const std::string& headers() const { return headers_; }

  private:
    // `body` has single quotes for double ones. Returns the answer's body.
    std::string send(std::string_view method, std::string_view target, std::string body);

    HttpClient client_;
    std::string headers_;
};

}  // namespace kalends::bench
