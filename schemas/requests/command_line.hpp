#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schemas/requests/faults.hpp"

namespace kalends {

// One line of `POST /v1/commands`: what a request of its own would be.
struct CommandLine {
    std::string method;  // POST, PUT, PATCH or DELETE
    std::string path;    // with its query, if it has one
    std::optional<std::string> idempotency_key;
    std::optional<std::string> if_match;
    bool has_body = false;
};

[[nodiscard]] Parsed<CommandLine> parse_command_line(JsonValue line);

// The text of the member of that name in the text of an object that was parsed; empty if there is
// none. Part of the line as it was sent.
[[nodiscard]] std::string_view member_text(JsonValue object, std::string_view text,
                                           std::string_view name);

}  // namespace kalends
