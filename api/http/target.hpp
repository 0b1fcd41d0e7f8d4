#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kalends::http {

struct QueryParameter {
    std::string name;
    std::string value;

    bool operator==(const QueryParameter&) const = default;
};

// `text` with its percent escapes undone, and '+' made a space if `plus_is_space`. Nothing if an
// escape is not '%' and two hexadecimal digits, or if what results is not UTF-8 or holds a NUL.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

// The path of a target, decoded. An escaped slash is refused: the path would mean one thing to us
// and another to a proxy before us.
[[nodiscard]] std::optional<std::string> parse_path(std::string_view text);

// How many parameters a query has, whether or not they can be read.
[[nodiscard]] std::size_t parameters_in(std::string_view query);

// The parameters of "a=1&b=2" in their order; nothing if an escape is bad or if there are more than
// `parameters_max`. A parameter without '=' has an empty value. A name may stand twice: who asks
// for parameters refuses that, since only the first is ever asked for.
[[nodiscard]] std::optional<std::vector<QueryParameter>> parse_query(std::string_view text,
                                                                     std::size_t parameters_max);

}  // namespace kalends::http
