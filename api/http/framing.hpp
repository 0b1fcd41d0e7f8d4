#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "api/http/headers.hpp"
#include "api/http/refusal.hpp"
#include "domain/result.hpp"

namespace kalends::http {

enum class BodyKind : std::uint8_t { none, sized, chunked };

// Where a request ends and what becomes of its connection, as its header says.
struct Framing {
    BodyKind body = BodyKind::none;
    // Of a sized body, in bytes.
    std::uint64_t body_bytes = 0;
    bool keep_alive = true;
    bool expects_continue = false;
};

// Reads the framing off a header, or says why it is refused. Anything that two servers could read
// in two ways is refused: that is what request smuggling is made of.
[[nodiscard]] Result<Framing, Refusal> framing_of(const Headers& headers, bool http_1_0);

// Whether a Host field's value is a name or address with an optional port.
[[nodiscard]] bool is_valid_host(std::string_view host);

}  // namespace kalends::http
