#pragma once

#include "api/calls.hpp"

namespace kalends::api {

[[nodiscard]] Result<Intent, Problem> import_busy(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> remove_busy(const WriteCall& call);
// There are never so many sources that they would need pages.
[[nodiscard]] Answer list_busy(const ReadCall& call);
[[nodiscard]] Answer get_busy(const ReadCall& call);

}  // namespace kalends::api
