#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/layering/source_file.hpp"

namespace kalends::layering {

// A file that may be longer than the rest, and why.
struct LongFile {
    std::string_view path;
    std::string_view reason;
};

[[nodiscard]] std::span<const LongFile> long_files();

[[nodiscard]] bool is_too_long(const SourceFile& file);

// One sentence for each breach of the house style; whether the file is too long is asked apart.
[[nodiscard]] std::vector<std::string> faults_of_style(const SourceFile& file);

// Characters, not bytes, of a line in UTF-8.
[[nodiscard]] std::size_t columns_of(std::string_view line);

}  // namespace kalends::layering
