#include "commands/engine/committer.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <future>

#include "tests/office/office.hpp"

namespace kalends {
namespace {

using testing::at;
using testing::Office;

// Tells how often the witness was made durable.
class WatchedDisk : public fakes::MemoryDisk {
  public:
    explicit WatchedDisk(fakes::Faults& faults) : MemoryDisk{faults} {}

    void sync(std::string_view name) override {
        if (name == Witness::file_name) ++witness_syncs;
        MemoryDisk::sync(name);
    }

    std::atomic<int> witness_syncs = 0;
};

}  // namespace

TEST_CASE("the witness is made durable under a load that never ends, not only when it pauses") {
    Office office;
    WatchedDisk disk{office.faults};
    fakes::MemoryLog log{office.faults};
    Engine engine{{.log = log,
                   .disk = disk,
                   .clock = office.clock,
                   .randomness = office.randomness,
                   .zones = office.zones,
                   .master = {}}};
    const auto record = [&](std::uint64_t n) {
        engine.submit({.actor = {.kind = ActorKind::operator_, .role = Role::operator_},
                       .command = CreateOrganisation{OrganisationId{IdBits{9, n}},
                                                     {"Another", "Etc/UTC"},
                                                     ApiKeyId{IdBits{8, n}},
                                                     std::string(64, '0')}});
        engine.step();
        auto commit = engine.take();
        REQUIRE(commit.has_value());
        return *std::move(commit);
    };
    constexpr int records = 20;
    int done = 0;
    std::promise<void> all_done;
    Committer* committer = nullptr;
    // The next record is handed over before the committing thread can wait for it.
    const auto go_on = [&](const Committed& one) {
        CHECK(one.record_bytes > 0);
        if (++done == records) return all_done.set_value();
        committer->hand_over(record(static_cast<std::uint64_t>(done)));
    };
    const auto before = disk.witness_syncs.load();
    Committer working{engine, {.committed = go_on, .failed = {}}, std::chrono::milliseconds{0}};
    committer = &working;
    auto first = record(1'000);
    working.hand_over(std::move(first));
    all_done.get_future().wait();
    working.stop();
    CHECK(disk.witness_syncs - before >= records);
}

}  // namespace kalends
