#pragma once

#include <map>
#include <string>

namespace kalends {

// Resources made by hand and rendered, each by the name of its schema in schemas/openapi.yaml, with
// a word after a dot where there are several.
[[nodiscard]] std::map<std::string, std::string> rendered_samples();

}  // namespace kalends
