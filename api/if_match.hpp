#pragma once

#include <optional>
#include <string_view>

#include "commands/expected_revision.hpp"

namespace kalends::api {

// The value of If-Match: `*`, or a list of entity tags, of which weak ones and those that we never
// gave match nothing. A bare number is taken for the tag that it stands in. Nothing if it is none
// of that.
[[nodiscard]] std::optional<ExpectedRevision> parse_if_match(std::string_view list);

}  // namespace kalends::api
