#pragma once

#include "commands/engine/engine.hpp"
#include "tests/fakes/memory_disk.hpp"
#include "tests/fakes/memory_log.hpp"
#include "tests/sim/durable_fold.hpp"
#include "tests/sim/rare_states.hpp"

namespace kalends::sim {

// A store whose log is folded up to its head, and what an engine needs to start on a copy of it.
struct AtRest {
    const fakes::MemoryLog& log;
    const fakes::MemoryDisk& disk;
    const DurableFold& fold;
    const Clock& clock;
    const ZoneNames& zones;
    const EngineLimits& limits;
    OrganisationId organisation;
};

// Damages a copy of the store in one way, drawn by chance, as a disk or a careless hand does, and
// starts an engine on it. It must refuse to open, naming what is wrong, or fail to read, or show
// what the log says; where the damage is one that a start can see, it must refuse. Throws
// Violation.
void try_damage(const AtRest& store, fakes::SeededRandomness& chance, Tally& tally);

}  // namespace kalends::sim
