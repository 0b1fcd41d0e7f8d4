#pragma once

#include "api/calls.hpp"

namespace kalends::api {

[[nodiscard]] Answer get_session(const ReadCall& call);
[[nodiscard]] Result<Intent, Problem> cancel_session(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> reschedule_session(const WriteCall& call);

}  // namespace kalends::api
