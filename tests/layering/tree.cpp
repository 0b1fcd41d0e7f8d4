#include "tests/layering/tree.hpp"

namespace kalends::layering {

const std::vector<SourceFile>& tree() {
    static const auto files = read_tree(KALENDS_SOURCE_DIR);
    return files;
}

std::string in_lines(const std::vector<std::string>& sentences) {
    std::string text;
    for (const auto& sentence : sentences) text += "\n  " + sentence;
    return text;
}

}  // namespace kalends::layering
