#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kalends::bench {

// How many nanoseconds ago the instant was that stands first under this name in a text of JSON.
[[nodiscard]] std::optional<std::uint64_t> age_of(std::string_view json, std::string_view name);

}  // namespace kalends::bench
