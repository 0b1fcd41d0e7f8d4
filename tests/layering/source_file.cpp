#include "tests/layering/source_file.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace kalends::layering {
namespace {

namespace fs = std::filesystem;

bool is_left_out(const fs::path& folder) {
    const auto name = folder.filename().string();
    return name.starts_with('.') || name.starts_with("build") || name == "data";
}

bool is_read(const fs::path& file) {
    constexpr std::array extensions{".cpp", ".hpp", ".cmake", ".sh", ".py"};
    constexpr std::array names{"CMakeLists.txt", "Dockerfile", "run", "test"};
    return std::ranges::count(extensions, file.extension().string()) > 0 ||
           std::ranges::count(names, file.filename().string()) > 0;
}

std::string text_of(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) throw std::runtime_error{"cannot read " + file.string()};
    return text.str();
}

void read_folder(const fs::path& root, const fs::path& folder, std::vector<SourceFile>& files) {
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.is_directory() && !is_left_out(entry.path())) {
            read_folder(root, entry.path(), files);
        } else if (entry.is_regular_file() && is_read(entry.path())) {
            const auto path = entry.path().lexically_relative(root).generic_string();
            files.push_back(sample(path, text_of(entry.path())));
        }
    }
}

}  // namespace

SourceFile sample(std::string path, std::string_view text) {
    SourceFile file{std::move(path), {}};
    std::istringstream stream{std::string{text}};
    for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
    return file;
}

std::vector<SourceFile> read_tree(const fs::path& root) {
    std::vector<SourceFile> files;
    read_folder(root, root, files);
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

bool is_header(const SourceFile& file) {
    return file.path.ends_with(".hpp");
}

bool is_cpp(const SourceFile& file) {
    return is_header(file) || file.path.ends_with(".cpp");
}

std::vector<Include> includes_of(const SourceFile& file) {
    static const std::regex directive{R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)"};
    std::vector<Include> includes;
    for (const auto& line : file.lines) {
        std::smatch match;
        if (std::regex_match(line, match, directive))
            includes.push_back({match[2], match[1] == '"'});
    }
    return includes;
}

}  // namespace kalends::layering
