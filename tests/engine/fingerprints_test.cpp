#include "commands/engine/fingerprints.hpp"

#include <doctest/doctest.h>

#include "tests/fakes/memory_disk.hpp"

namespace fingerprints_test {

using namespace kalends;

namespace {

struct World {
    fakes::Faults faults;
    fakes::MemoryDisk disk{faults};
    fakes::SeededRandomness chance{1};
    Secrets secrets{disk, {}, StoreAge::empty, chance};
    Submission submission;

    World() {
        submission.organisation = OrganisationId{IdBits{1, 1}};
        submission.idempotency = Idempotency{"key-1", "book"};
    }
    [[nodiscard]] Fingerprint print() const { return *fingerprint(secrets, submission); }
};

}  // namespace

TEST_CASE("a key belongs to one caller of one organisation") {
    World world;
    const auto print = world.print();
    CHECK(world.print().key == print.key);
    world.submission.actor.id = IdBits{2, 2};
    CHECK(world.print().key != print.key);
    world.submission.actor.id = {};
    world.submission.organisation = OrganisationId{IdBits{1, 2}};
    CHECK(world.print().key != print.key);
}

TEST_CASE("another request has another fingerprint under the same key") {
    World world;
    const auto print = world.print();
    world.submission.idempotency->request = "cancel";
    CHECK(world.print().key == print.key);
    CHECK(world.print().request != print.request);
}

TEST_CASE("what was hashed under a retired secret is still looked up, apart from the present one") {
    World world;
    const auto old = world.print();
    CHECK(retired_fingerprints(world.secrets, world.submission).empty());
    world.secrets.add(SecretKind::keyed_hash, world.chance);
    CHECK(world.print().key != old.key);
    const auto retired = retired_fingerprints(world.secrets, world.submission);
    REQUIRE(retired.size() == 1);
    CHECK(retired[0].key == old.key);
    CHECK(retired[0].made_with == old.made_with);
}

TEST_CASE("a command without a key has no fingerprint") {
    World world;
    world.submission.idempotency.reset();
    CHECK_FALSE(fingerprint(world.secrets, world.submission));
    CHECK(retired_fingerprints(world.secrets, world.submission).empty());
}

}  // namespace fingerprints_test
