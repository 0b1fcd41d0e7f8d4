#pragma once

#include "api/calls.hpp"

namespace kalends::api {

[[nodiscard]] Result<Intent, Problem> add_absence(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> remove_absence(const WriteCall& call);
[[nodiscard]] Answer list_absences(const ReadCall& call);
[[nodiscard]] Answer get_absence(const ReadCall& call);

}  // namespace kalends::api
