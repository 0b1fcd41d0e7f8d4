#pragma once

#include "api/calls.hpp"

namespace kalends::api {

// How much the server tells whoever runs it: read, and changed while it runs.
[[nodiscard]] Answer get_log_level(const ReadCall& call);
[[nodiscard]] Answer set_log_level(const ReadCall& call);

}  // namespace kalends::api
