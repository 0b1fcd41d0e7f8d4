#pragma once

#include "api/calls.hpp"

namespace kalends::api {

// The key itself stands in the first answer alone.
[[nodiscard]] Result<Intent, Problem> issue_api_key(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> revoke_api_key(const WriteCall& call);
[[nodiscard]] Answer list_api_keys(const ReadCall& call);
[[nodiscard]] Answer get_api_key(const ReadCall& call);

}  // namespace kalends::api
