#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/layering/source_file.hpp"

namespace kalends::layering {

// Every file of the project that is held against the rules, read once.
[[nodiscard]] const std::vector<SourceFile>& tree();

// The sentences on lines of their own, for the message of a failed test.
[[nodiscard]] std::string in_lines(const std::vector<std::string>& sentences);

}  // namespace kalends::layering
