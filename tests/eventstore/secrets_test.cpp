#include "eventstore/secrets.hpp"

#include <doctest/doctest.h>

#include "eventstore/failures.hpp"
#include "tests/fakes/memory_disk.hpp"

namespace secrets_test {

using namespace kalends;
using namespace kalends::fakes;

namespace {

struct World {
    Faults faults;
    MemoryDisk disk{faults};
    SeededRandomness chance{42};
    MasterKey master{random_key(chance)};

    Secrets open(StoreAge age = StoreAge::has_records) { return {disk, master, age, chance}; }
};

}  // namespace

TEST_CASE("the secrets of a new store are there at the next start") {
    World world;
    const auto made = world.open(StoreAge::empty);
    const auto read = world.open();
    for (const auto kind : {SecretKind::token, SecretKind::keyed_hash, SecretKind::reference}) {
        CHECK(read.current(kind).key == made.current(kind).key);
        CHECK(read.current(kind).number == made.current(kind).number);
    }
    CHECK(made.current(SecretKind::token).key != made.current(SecretKind::reference).key);
}

TEST_CASE("a retired secret is still found by its number") {
    World world;
    auto secrets = world.open(StoreAge::empty);
    const auto old = secrets.current(SecretKind::token);
    const auto made = secrets.add(SecretKind::token, world.chance);
    const auto read = world.open();
    CHECK(read.current(SecretKind::token).number == made.number);
    REQUIRE(read.find(old.number) != nullptr);
    CHECK(read.find(old.number)->key == old.key);
    CHECK(read.find(SecretNumber{99}) == nullptr);
    CHECK(read.find(SecretNumber{}) == nullptr);
}

TEST_CASE("another master key is refused") {
    World world;
    (void)world.open(StoreAge::empty);
    world.master = MasterKey{random_key(world.chance)};
    CHECK_THROWS_AS((void)world.open(), WrongMasterKey);
}

TEST_CASE("a missing or damaged file of secrets is refused") {
    World world;
    CHECK_THROWS_AS((void)world.open(), StoreRefused);
    (void)world.open(StoreAge::empty);
    const auto bits = world.disk.size(Secrets::file_name) * 8;
    for (std::uint64_t bit = 0; bit < bits; bit += 7) {
        world.disk.flip_bit(Secrets::file_name, bit);
        CHECK_THROWS_AS((void)world.open(), StoreRefused);
        world.disk.flip_bit(Secrets::file_name, bit);
    }
    CHECK_NOTHROW((void)world.open());
}

TEST_CASE("a crash while a secret is added leaves the old ones, or the old and the new") {
    for (std::uint64_t io = 1; io <= 5; ++io) {
        World world;
        world.chance = SeededRandomness{io};
        auto secrets = world.open(StoreAge::empty);
        const auto before = secrets.all().size();
        const auto old = secrets.current(SecretKind::token);
        world.faults.at(io, Fault::crash);
        try {
            secrets.add(SecretKind::token, world.chance);
        } catch (const Crashed&) {
        }
        world.disk.crash(world.chance);
        world.faults.clear();
        world.faults.restart();
        const auto read = world.open();
        CHECK((read.all().size() == before || read.all().size() == before + 1));
        CHECK(read.find(old.number)->key == old.key);
    }
}

TEST_CASE("a key that an earlier process made and did not sync is durable once it was found") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        World world;
        world.chance = SeededRandomness{seed};
        const auto made = load_or_create_master_key(world.disk, "made", world.chance);
        // As by a process that was killed before it synced the name.
        world.disk.rename("made", "master");
        REQUIRE(load_or_create_master_key(world.disk, "master", world.chance).key == made.key);
        world.disk.crash(world.chance);
        REQUIRE(world.disk.exists("master"));
        CHECK(load_or_create_master_key(world.disk, "master", world.chance).key == made.key);
    }
}

TEST_CASE("the master key is made once and kept, and only one that reads as such is taken") {
    World world;
    const auto made = load_or_create_master_key(world.disk, "master", world.chance);
    CHECK(load_or_create_master_key(world.disk, "master", world.chance).key == made.key);
    world.disk.write("other", 0, "password\n");
    CHECK_THROWS_AS((void)load_or_create_master_key(world.disk, "other", world.chance),
                    StoreRefused);
}

}  // namespace secrets_test
