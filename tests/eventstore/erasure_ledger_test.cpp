#include "eventstore/erasure_ledger.hpp"

#include <doctest/doctest.h>

#include "eventstore/failures.hpp"
#include "tests/fakes/memory_disk.hpp"

using namespace kalends;
using namespace kalends::fakes;

namespace {

SubjectId subject(std::uint64_t n) {
    return SubjectId{IdBits{1, n}};
}

std::set<SubjectId> subjects_up_to(std::uint64_t last) {
    std::set<SubjectId> all;
    for (std::uint64_t n = 1; n <= last; ++n) all.insert(subject(n));
    return all;
}

}  // namespace

TEST_CASE("the erased are known at the next start") {
    Faults faults;
    MemoryDisk disk{faults};
    ErasureLedger ledger{disk, "erased"};
    for (std::uint64_t n = 1; n <= 5; ++n) ledger.add(subject(n));
    ledger.add(subject(3));
    const ErasureLedger read{disk, "erased"};
    CHECK(read.subjects() == subjects_up_to(5));
    CHECK(read.holds(subject(5)));
    CHECK_FALSE(read.holds(subject(6)));
}

TEST_CASE("a crash while one is added forgets none before it") {
    for (std::uint64_t io = 1; io <= 12; ++io) {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            SeededRandomness chance{seed};
            Faults faults;
            MemoryDisk disk{faults};
            faults.at(io, Fault::crash);
            std::uint64_t added = 0;
            try {
                ErasureLedger ledger{disk, "erased"};
                for (std::uint64_t n = 1; n <= 4; ++n, ++added) ledger.add(subject(n));
            } catch (const Crashed&) {
            }
            disk.crash(chance);
            faults.restart();
            ErasureLedger ledger{disk, "erased"};
            CHECK(ledger.subjects().size() >= added);
            for (std::uint64_t n = 1; n <= 6; ++n) ledger.add(subject(n));
            CHECK(ErasureLedger{disk, "erased"}.subjects() == subjects_up_to(6));
        }
    }
}

TEST_CASE("a damaged entry before the last is refused") {
    Faults faults;
    MemoryDisk disk{faults};
    ErasureLedger ledger{disk, "erased"};
    for (std::uint64_t n = 1; n <= 3; ++n) ledger.add(subject(n));
    disk.flip_bit("erased", 300);
    CHECK_THROWS_AS((ErasureLedger{disk, "erased"}), StoreRefused);
}
