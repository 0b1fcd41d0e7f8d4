#pragma once

#include "api/calls.hpp"

namespace kalends::api {

// GET /metrics, in the text format of Prometheus, for the operator.
[[nodiscard]] Answer get_metrics(const ReadCall& call);

}  // namespace kalends::api
