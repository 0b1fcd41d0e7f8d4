#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kalends {

// Where a text ceases to be JSON, and what is wrong there, for people: the parser, which is made
// for speed, does not say.
struct JsonFaultPlace {
    std::size_t offset = 0;
    std::string_view what;  // a literal
    // Not empty if the grammar has nothing against a value that cannot be held all the same, which
    // begins there: behind what stands before it, this makes a whole text that ends with null.
    std::string ending;
};

// The first fault of a text that the parser refused; nothing if there is none to be seen. Costs
// two looks at each byte, and no more memory than `json_depth_max` and the longest number.
[[nodiscard]] std::optional<JsonFaultPlace> fault_place(std::string_view text);

// "is not JSON from line 2, column 14, on: a member needs a name in quotes". Lines and columns
// count from one, columns in characters; the text's first line may be a later one of another text.
[[nodiscard]] std::string told(std::string_view text, const JsonFaultPlace& place,
                               std::size_t first_line = 1);

}  // namespace kalends
