#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kalends::layering {

// A file of the project. `path` is relative to the root, with slashes; lines have no line end.
struct SourceFile {
    std::string path;
    std::vector<std::string> lines;
};

struct Include {
    std::string name;
    bool is_quoted = false;
};

// A text as if it stood in a file, for samples of what must be found.
[[nodiscard]] SourceFile sample(std::string path, std::string_view text);

// Every C++ source and header below the root, and every script and CMake file, sorted by path;
// build folders, hidden folders and `data` left out. Throws if one cannot be read.
[[nodiscard]] std::vector<SourceFile> read_tree(const std::filesystem::path& root);

[[nodiscard]] bool is_cpp(const SourceFile& file);
[[nodiscard]] bool is_header(const SourceFile& file);
[[nodiscard]] std::vector<Include> includes_of(const SourceFile& file);

}  // namespace kalends::layering
