#pragma once

#include "bench/ceilings/shape.hpp"

namespace kalends::bench {

// Serves in the product's HTTP shape: one thread reads requests, another commits and sends the
// answers; while one batch is synced the next one fills. Prints where it listens, and returns when
// it is told to end by SIGTERM.
void serve_ceiling(const CeilingTerms& terms);

}  // namespace kalends::bench
