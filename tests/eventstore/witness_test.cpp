#include "eventstore/witness.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <set>

#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/record_writer.hpp"
#include "tests/eventstore/sample_log.hpp"
#include "tests/fakes/memory_disk.hpp"
#include "tests/fakes/memory_log.hpp"

namespace witness_test {

using namespace kalends;
using namespace kalends::fakes;

namespace {

struct World {
    Faults faults;
    MemoryDisk disk{faults};
    MemoryLog log{faults};

    void crash(SeededRandomness& chance) {
        log.crash(chance);
        disk.crash(chance);
        faults.clear();
        faults.restart();
    }

    [[nodiscard]] LogHead head() const {
        LogHead head;
        if (const auto bytes = log.read(log.last())) head = head_after(*parse_record(*bytes));
        return head;
    }

    void append(RecordWriter& writer, Witness& witness) {
        const auto record = sample_record(writer, 2);
        log.append(writer.head().record, record);
        witness.note(writer.head());
    }

    // Opens the witness and appends `records`, with a sync after each third.
    void run(std::uint64_t records) {
        Witness witness{disk, log};
        RecordWriter writer{head()};
        for (std::uint64_t n = 1; n <= records; ++n) {
            append(writer, witness);
            if (n % 3 == 0) witness.sync();
        }
        witness.sync();
    }
};

}  // namespace

TEST_CASE("a witness remembers the last record that was noted and synced") {
    World world;
    world.run(7);
    const Witness witness{world.disk, world.log};
    CHECK(witness.seen().record == RecordNumber{7});
    CHECK(witness.seen().hash == world.head().hash);
}

TEST_CASE("a log that lost its end, or had it rewritten, does not open") {
    World world;
    world.run(7);
    const auto last = *world.log.read(RecordNumber{7});
    world.log.cut_after(RecordNumber{6});
    CHECK_THROWS_AS((Witness{world.disk, world.log}), WitnessMismatch);

    RecordWriter writer{world.head()};
    const auto other = sample_record(writer, 9);
    world.log.append(RecordNumber{7}, other);
    CHECK_THROWS_AS((Witness{world.disk, world.log}), WitnessMismatch);
    world.log.replace(RecordNumber{7}, last);
    CHECK_NOTHROW((Witness{world.disk, world.log}));
}

TEST_CASE("a log with records and without a witness does not open") {
    World world;
    world.run(3);
    world.disk.remove(Witness::file_name);
    CHECK_THROWS_AS((Witness{world.disk, world.log}), WitnessMismatch);
}

TEST_CASE("a witness is read and held against its log without a byte written") {
    World world;
    world.run(7);
    const auto ios = world.faults.count();
    const auto seen = read_witness(read_file(world.disk, Witness::file_name));
    REQUIRE(seen);
    CHECK(seen->record == RecordNumber{7});
    CHECK(seen->hash == world.head().hash);
    CHECK_NOTHROW(expect_holds(world.log, seen));
    CHECK_THROWS_AS(expect_holds(world.log, std::nullopt), WitnessMismatch);
    world.log.cut_after(RecordNumber{6});
    CHECK_THROWS_AS(expect_holds(world.log, seen), WitnessMismatch);
    CHECK(world.faults.count() == ios);
}

TEST_CASE("a witness whose slot is torn is read by its other slot, and none is read of neither") {
    World world;
    world.run(7);
    const auto file = read_file(world.disk, Witness::file_name);
    const auto whole = read_witness(file);
    REQUIRE(whole);
    std::set<RecordNumber> seen;
    for (std::size_t n = 0; n < file.size(); ++n) {
        auto torn = file;
        torn[n] = static_cast<char>(torn[n] ^ 1);
        const auto read = read_witness(torn);
        REQUIRE(read);
        seen.insert(read->record);
    }
    CHECK(seen == std::set{RecordNumber{6}, RecordNumber{7}});
    auto broken = file;
    broken.front() = broken.back() = '#';
    CHECK_FALSE(read_witness(broken));
    CHECK_FALSE(read_witness(""));
    CHECK(read_witness(file.substr(0, 4096)).has_value());
}

TEST_CASE("a log may be ahead of its witness") {
    World world;
    world.run(3);
    RecordWriter writer{world.head()};
    const auto record = sample_record(writer, 1);
    world.log.append(RecordNumber{4}, record);
    CHECK_NOTHROW((Witness{world.disk, world.log}));
}

TEST_CASE("a crash at any write or sync leaves a store that opens") {
    World whole;
    whole.run(8);
    const auto ios = whole.faults.count();
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        for (std::uint64_t io = 1; io <= ios; ++io) {
            SeededRandomness chance{seed * 1000 + io};
            World world;
            world.faults.at(io, Fault::crash);
            CHECK_THROWS_AS(world.run(8), Crashed);
            world.crash(chance);
            CHECK_NOTHROW(world.run(2));
        }
    }
}

TEST_CASE("a failed write or sync of the witness is trouble, and the store opens again after it") {
    World whole;
    whole.run(5);
    const auto ios = whole.faults.count();
    for (const auto fault : {Fault::error_kept, Fault::error_lost, Fault::no_space}) {
        for (std::uint64_t io = 1; io <= ios; ++io) {
            SeededRandomness chance{io};
            World world;
            world.faults.at(io, fault);
            CHECK_THROWS_AS(world.run(5), StorageFailed);
            world.crash(chance);
            CHECK_NOTHROW(world.run(2));
        }
    }
}

TEST_CASE("after a power cut the witness has not forgotten what it synced") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        SeededRandomness chance{seed};
        World world;
        {
            Witness witness{world.disk, world.log};
            RecordWriter writer{world.head()};
            for (int n = 0; n < 4; ++n) world.append(writer, witness);
            witness.sync();
            for (int n = 0; n < 5; ++n) world.append(writer, witness);
        }
        world.crash(chance);
        const Witness witness{world.disk, world.log};
        CHECK(witness.seen().record >= RecordNumber{4});
    }
}

#ifdef KALENDS_PLANTED_BUGS
TEST_CASE("a witness that is not checked lets a log open that lost its end") {
    World world;
    world.run(7);
    world.log.cut_after(RecordNumber{6});
    plant(PlantedBug::witness_not_checked);
    CHECK_NOTHROW((Witness{world.disk, world.log}));
    plant(PlantedBug::none);
    CHECK_THROWS_AS((Witness{world.disk, world.log}), WitnessMismatch);
}
#endif

}  // namespace witness_test
