#pragma once

#include "commands/engine/submission.hpp"
#include "domain/rejection.hpp"
#include "domain/state.hpp"
#include "tests/sim/rare_states.hpp"

namespace kalends::sim {

// Notes which rare states a command reached that was refused, or that took effect; `target` is what
// it was about, as it is since, or null.
void note_refused(Tally& tally, const Command& command, const Refusal& refusal);
void note_done(Tally& tally, const Command& command, const StreamState* target);

}  // namespace kalends::sim
