#include "eventstore/rocks_log.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/log_head.hpp"
#include "eventstore/posix_disk.hpp"
#include "eventstore/record_writer.hpp"
#include "eventstore/witness.hpp"
#include "tests/eventstore/sample_log.hpp"
#include "tests/eventstore/store_under_test.hpp"

namespace rocks_log_test {

using namespace kalends;
using namespace kalends::fakes;

namespace {

// The head that the whole chain leads to; a chain that breaks is a fault of the test's subject.
LogHead verified_head(const LogStore& log) {
    Sha256 sha;
    LogHead head;
    log.scan(RecordNumber{1}, [&](RecordNumber, std::string_view bytes) {
        const auto accepted = accept(sha, head, bytes);
        REQUIRE(accepted);
        head = *accepted;
        return true;
    });
    return head;
}

void append_records(RocksStore& store, int count) {
    RecordWriter writer{verified_head(store.log())};
    for (int n = 0; n < count; ++n) {
        const auto record = sample_record(writer, 3);
        store.log().append(writer.head().record, record);
    }
}

// Appends until the power is cut at the n-th sync; says which record was acknowledged last.
RecordNumber append_until_power_cut(RocksStore& store, std::uint64_t nth_sync) {
    RecordWriter writer{verified_head(store.log())};
    auto acknowledged = writer.head().record;
    store.disk().fail_wal_sync(nth_sync, SyncFault::power_cut);
    try {
        for (std::uint64_t n = 1; n <= nth_sync; ++n) {
            const auto record = sample_record(writer, 1 + n % 40);
            store.log().append(writer.head().record, record);
            acknowledged = writer.head().record;
        }
    } catch (const WriteFailed&) {
    }
    return acknowledged;
}

struct PowerCuts {
    int lost = 0;
    int refused = 0;
};

PowerCuts cut_power_many_times(RocksStore& store, int times, std::uint64_t seed) {
    PowerCuts seen;
    SeededRandomness chance{seed};
    for (int round = 0; round < times; ++round) {
        const auto acknowledged = append_until_power_cut(store, 1 + chance.below(30));
        try {
            store.cut_power(chance);
        } catch (const StorageFailed&) {
            ++seen.refused;
            return seen;
        }
        if (store.log().last() < acknowledged) ++seen.lost;
    }
    return seen;
}

}  // namespace

TEST_CASE("thirty power cuts lose no record whose append returned") {
    RocksStore store;
    const auto seen = cut_power_many_times(store, 30, 2026);
    CHECK(seen.lost == 0);
    CHECK(seen.refused == 0);
    CHECK(verified_head(store.log()).record == store.log().last());
    CHECK(store.log().last() > RecordNumber{100});
}

// The proof that the harness sees what it is there for: killing alone cannot find a missing sync.
TEST_CASE("a disk that does not sync passes a kill and is found out by a power cut") {
    RocksStore store;
    store.disk().ignore_syncs();
    append_records(store, 20);
    store.kill();
    CHECK(store.log().last() == RecordNumber{20});
    const auto seen = cut_power_many_times(store, 10, 2026);
    CHECK(seen.lost + seen.refused > 0);
}

#ifdef KALENDS_PLANTED_BUGS
TEST_CASE("a sync left out passes a kill and is found out by a power cut") {
    plant(PlantedBug::sync_left_out);
    RocksStore store;
    append_records(store, 20);
    store.kill();
    CHECK(store.log().last() == RecordNumber{20});
    append_records(store, 20);
    SeededRandomness chance{1};
    store.cut_power(chance);
    CHECK(store.log().last() < RecordNumber{40});
    plant(PlantedBug::none);
}
#endif

TEST_CASE(
    "a sync that fails anywhere in a run leaves the records before it, and perhaps that one") {
    SeededRandomness chance{5};
    for (const auto fault : {SyncFault::error_kept, SyncFault::error_lost, SyncFault::no_space}) {
        for (std::uint64_t nth = 1; nth <= 6; ++nth) {
            RocksStore store;
            RecordWriter writer{LogHead{}};
            store.disk().fail_wal_sync(nth, fault);
            std::uint64_t acknowledged = 0;
            CHECK_THROWS_AS(
                for (;;) {
                    const auto record = sample_record(writer, 2);
                    store.log().append(writer.head().record, record);
                    ++acknowledged;
                },
                WriteFailed);
            store.cut_power(chance);
            const auto head = verified_head(store.log());
            CHECK(number(head.record) >= acknowledged);
            CHECK(number(head.record) <= acknowledged + 1);
        }
    }
}

TEST_CASE("a log whose newest file is gone opens, and its witness refuses it") {
    RocksStore store;
    TemporaryFolder beside;
    PosixDisk disk{beside.path()};
    RecordWriter writer{LogHead{}};
    Witness witness{disk, store.log()};
    for (int n = 0; n < 5; ++n) {
        const auto record = sample_record(writer, 3);
        store.log().append(writer.head().record, record);
        witness.note(writer.head());
    }
    witness.sync();
    // As a kill leaves it: the records stand in the write-ahead log alone.
    TemporaryFolder copy;
    for (const auto& entry : std::filesystem::directory_iterator{store.folder()}) {
        if (entry.path().extension() != ".log") std::filesystem::copy(entry, copy.path());
    }
    RocksLog bereft{copy.path()};
    CHECK(bereft.last() == RecordNumber{});
    CHECK_THROWS_AS((Witness{disk, bereft}), WitnessMismatch);
}

TEST_CASE("a byte flipped inside the write-ahead log refuses to open") {
    RocksStore store;
    append_records(store, 50);
    TemporaryFolder copy;
    std::filesystem::copy(store.folder(), copy.path(), std::filesystem::copy_options::recursive);
    for (const auto& entry : std::filesystem::directory_iterator{copy.path()}) {
        if (entry.path().extension() != ".log") continue;
        std::fstream file{entry.path(), std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(static_cast<std::streamoff>(entry.file_size() / 4));
        file.put('#');
    }
    CHECK_THROWS_AS(RocksLog{copy.path()}, StorageFailed);
}

TEST_CASE("one process at a time has a log open") {
    TemporaryFolder folder;
    RocksLog first{folder.path()};
    CHECK_THROWS_AS(RocksLog{folder.path()}, StorageFailed);
}

}  // namespace rocks_log_test
