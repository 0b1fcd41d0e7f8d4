#include "commands/engine/fingerprints.hpp"

#include <doctest/doctest.h>

#include "tests/fakes/memory_disk.hpp"

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
    [[nodiscard]] Fingerprint print() const { return fingerprints(secrets, submission).front(); }
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

TEST_CASE("what was hashed under a retired secret is still looked up, after the present one") {
    World world;
    const auto old = world.print();
    world.secrets.add(SecretKind::keyed_hash, world.chance);
    const auto now = world.print();
    CHECK(now.key != old.key);
    const auto all = fingerprints(world.secrets, world.submission);
    REQUIRE(all.size() == 2);
    CHECK(all[0].key == now.key);
    CHECK(all[1].key == old.key);
    CHECK(all[1].made_with == old.made_with);
}
