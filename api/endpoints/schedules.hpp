#pragma once

#include "api/calls.hpp"

namespace kalends::api {

[[nodiscard]] Result<Intent, Problem> set_schedule(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> remove_schedule(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> replace_schedules(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> remove_schedules(const WriteCall& call);
[[nodiscard]] Answer list_schedules(const ReadCall& call);
[[nodiscard]] Answer get_schedule(const ReadCall& call);

}  // namespace kalends::api
