#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/host.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// Whether an attribute of hosts may be called so: a colon never is in its name, so that a query can
// say `language:de`.
[[nodiscard]] bool is_attribute_name(std::string_view name);
inline constexpr std::string_view attribute_name_rule =
    "1 to 64 lower-case letters, digits, `_` and `-`";

// Each name with a text or a list of different texts, which comes to the same for one.
[[nodiscard]] std::optional<std::vector<HostAttribute>> read_attributes(JsonValue value,
                                                                        FaultList& faults);

}  // namespace kalends
