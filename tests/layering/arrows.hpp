#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/layering/source_file.hpp"

namespace kalends::layering {

// What the files of a folder may include of the project: a folder with all that is in it, or single
// headers. Its own files it may always include.
struct Layer {
    std::string_view folder;
    std::vector<std::string_view> may_include;
};

// The table of folders, one library each.
[[nodiscard]] std::span<const Layer> layers();

// The innermost folder of the table that holds the path; null for a path outside of all.
[[nodiscard]] const Layer* layer_of(std::string_view path);

// One sentence for each include that points against the arrows.
[[nodiscard]] std::vector<std::string> faults_against_arrows(const SourceFile& file);

}  // namespace kalends::layering
