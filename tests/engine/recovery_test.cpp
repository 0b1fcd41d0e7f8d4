#include <doctest/doctest.h>

#include "eventstore/failures.hpp"
#include "tests/office/office.hpp"

namespace recovery_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

namespace {

// A store in the making.
struct NewStore {
    fakes::Faults faults;
    fakes::MemoryLog log{faults};
    fakes::MemoryDisk disk{faults};
    fakes::SeededRandomness chance;
    testing::Office office;  // for its clock and zones

    std::unique_ptr<Engine> open() {
        EngineLimits limits;
        limits.key_slots_per_block = 4;
        return std::make_unique<Engine>(World{log, disk, office.clock, chance, office.zones, {}},
                                        limits);
    }

    // Killed at this I/O, which leaves what the kernel had; false if it did not get that far.
    bool opens_until(std::uint64_t io, fakes::Fault fault) {
        faults.at(io, fault);
        try {
            (void)open();
            faults.clear();
            return false;
        } catch (const fakes::Crashed&) {
        } catch (const StorageFailed&) {
        }
        log.crash(chance);
        faults.clear();
        faults.restart();
        return true;
    }
};

void write_something(Engine& engine) {
    engine.submit(
        {.organisation = OrganisationId{IdBits{1, 1}},
         .actor = {.kind = ActorKind::operator_,
                   .id = {},
                   .role = Role::operator_,
                   .scopes = scopes_of(Role::operator_),
                   .host = {}},
         .command =
             CreateOrganisation{
                 OrganisationId{IdBits{1, 1}}, {"Office", "Etc/UTC"}, ApiKeyId{IdBits{4, 1}}, "0"},
         .idempotency = {},
         .expected_revision = {},
         .correlation = "",
         .origin = {},
         .waiter = nullptr});
    engine.step();
    auto commit = engine.take();
    REQUIRE(commit);
    engine.commit(*commit);
}

}  // namespace

TEST_CASE("a process killed as it makes a store leaves nothing that a later power cut undoes") {
    for (const auto fault : {fakes::Fault::crash, fakes::Fault::error_lost}) {
        for (std::uint64_t io = 1;; ++io) {
            CAPTURE(io);
            bool was_killed = false;
            for (std::uint64_t seed = 0; seed < 8; ++seed) {
                NewStore store{.faults = {}, .chance = fakes::SeededRandomness{seed}, .office = {}};
                was_killed = store.opens_until(io, fault);
                if (!was_killed) break;
                write_something(*store.open());
                store.disk.crash(store.chance);
                CHECK_NOTHROW((void)store.open());
            }
            if (!was_killed) break;
        }
    }
}

}  // namespace recovery_test
