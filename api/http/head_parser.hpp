#pragma once

#include <optional>
#include <string_view>

#include "api/http/limits.hpp"
#include "api/http/refusal.hpp"
#include "api/http/request.hpp"

namespace kalends::http {

// Reads a whole header, from its request line to its empty line, into `request`: method, target,
// path, query and fields. Nothing when it did, else why not. This is where Beast's parser is used,
// and the only place: it checks the grammar, framing.hpp says what the fields mean.
[[nodiscard]] std::optional<Refusal> parse_head(std::string_view head, const Limits& limits,
                                                Request& request, bool& http_1_0);

}  // namespace kalends::http
