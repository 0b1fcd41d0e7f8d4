#pragma once

#include "api/calls.hpp"

namespace kalends::api {

// The process answers.
[[nodiscard]] Answer get_health(const ReadCall& call);
// It takes commands.
[[nodiscard]] Answer get_readiness(const ReadCall& call);

}  // namespace kalends::api
