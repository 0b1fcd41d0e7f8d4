#pragma once

#include "api/calls.hpp"

namespace kalends::api {

[[nodiscard]] Answer get_session(const ReadCall& call);

}  // namespace kalends::api
