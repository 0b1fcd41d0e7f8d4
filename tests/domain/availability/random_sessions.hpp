#pragma once

#include "tests/domain/availability/random.hpp"
#include "tests/domain/availability/situation.hpp"

namespace kalends {

// Of the type's claims some become sessions, which several have seats of, on all hosts that one
// takes; some have another beside them, on other hosts.
void seat_some(Situation& situation, Random& random);

}  // namespace kalends
