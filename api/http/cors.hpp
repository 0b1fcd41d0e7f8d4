#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/request.hpp"
#include "api/http/response.hpp"

namespace kalends::http {

// Which pages of other origins may read our answers (the Fetch standard, "CORS protocol"). Never
// with credentials of the browser: a caller's key travels in Authorization, set by its own code.
class Cors {
  public:
    // Origins as browsers send them ("https://example.org"); "*" allows every one.
    explicit Cors(const std::vector<std::string>& origins = {"*"});

    // The header lines for a reply to this request; they live as long as this object.
    [[nodiscard]] std::string_view lines_for(const Request& request) const;

    // Adds what a preflight asks for, if this is one. `methods` as in Allow.
    static void answer_preflight(const Request& request, std::string_view methods,
                                 Response& response);

  private:
    struct Allowed {
        std::string origin;
        std::string lines;
    };

    std::vector<Allowed> allowed_;
    bool is_open_ = false;
};

}  // namespace kalends::http
