#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kalends::http {

// Appends `text` as a JSON string (RFC 8259), quotes included. Bytes that are not UTF-8 become
// U+FFFD, so that the document stays valid whatever a client sent.
void append_json_string(std::string& out, std::string_view text);

// Appends a member to an object that is written, whose brace comes with its first one; the closing
// one is yet to be appended.
void append_json_member(std::string& object, std::string_view name, std::string_view text);
void append_json_member(std::string& object, std::string_view name, std::int64_t number);

}  // namespace kalends::http
