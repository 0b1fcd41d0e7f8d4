#pragma once

#include <span>
#include <string_view>

namespace kalends {

// A file that the program carries in itself and serves to anyone as it is.
struct Document {
    // Where it is served: "/openapi.json".
    std::string_view path;
    std::string_view media_type;
    // Of its bytes, in hexadecimal.
    std::string_view digest;
    // These last as long as the program.
    std::string_view content;
    std::string_view gzipped;
};

// All of them. write_documents.py writes the function when Kalends is built.
[[nodiscard]] std::span<const Document> documents();

}  // namespace kalends
