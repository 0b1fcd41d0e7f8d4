#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/layering/source_file.hpp"

namespace kalends::layering {

// Where the headers of a library may be included; the tests and benchmarks may include all.
// `headers` is how their names begin, `homes` are regular expressions for the paths of files.
struct Library {
    std::string_view headers;
    std::vector<std::string_view> homes;
};

// The longest beginning that fits counts.
[[nodiscard]] const std::vector<Library>& libraries();

// One sentence for each library that the file includes away from its home, for each that has none,
// and for what the world is reached by, where the folder must be pure.
[[nodiscard]] std::vector<std::string> faults_against_homes(const SourceFile& file);

}  // namespace kalends::layering
