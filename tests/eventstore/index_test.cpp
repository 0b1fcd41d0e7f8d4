#include "eventstore/index.hpp"

#include <doctest/doctest.h>

#include "domain/planted_bugs.hpp"
#include "eventstore/record_writer.hpp"
#include "tests/eventstore/sample_log.hpp"
#include "tests/eventstore/store_under_test.hpp"
#include "tests/fakes/seeded_randomness.hpp"

namespace index_test {

using namespace kalends;
using namespace kalends::fakes;

namespace {

constexpr std::size_t filter_bytes = 4096;
constexpr Revision no_end{~std::uint64_t{0}};

const OrganisationId organisation{IdBits{9, 9}};
const StreamId host{StreamKind::host, IdBits{1, 1}};

StreamId booking(std::uint64_t n) {
    return {StreamKind::booking, IdBits{2, n}};
}

KeyedDigest key(std::uint64_t n) {
    // Spread as a real keyed hash is.
    SeededRandomness chance{n};
    KeyedDigest digest;
    chance.fill(digest.octets);
    return digest;
}

// The n-th record: a host's n-th event at place 1, a booking's first at place 0, one key.
SeededHash some_hash() {
    fakes::SeededRandomness chance{1};
    return SeededHash{chance};
}

void index_record(DerivedIndex& index, LogStore& log, std::uint64_t n) {
    const auto record = parse_record(*log.read(RecordNumber{n}));
    REQUIRE(record);
    const StreamEntry streams[] = {{organisation, booking(n), Revision{1}, 0},
                                   {organisation, host, Revision{n}, 1}};
    const KeyEntry keys[] = {{key(n), 2}};
    index.add(RecordNumber{n}, record->hash, streams, keys);
}

LogHead head_of(const LogStore& log) {
    LogHead head;
    if (const auto bytes = log.read(log.last())) head = head_after(*parse_record(*bytes));
    return head;
}

void append(LogStore& log, std::uint64_t up_to, std::uint64_t commands = 2) {
    RecordWriter writer{head_of(log)};
    while (number(writer.head().record) < up_to) {
        const auto record = sample_record(writer, commands);
        log.append(writer.head().record, record);
    }
}

void catch_up(DerivedIndex& index, LogStore& log) {
    for (auto n = number(index.stands_at()) + 1; n <= number(log.last()); ++n) {
        index_record(index, log, n);
    }
}

void check_complete(const DerivedIndex& index, std::uint64_t last) {
    const auto places = index.events_of(host, Revision{1}, no_end);
    REQUIRE(places.size() == last);
    for (std::uint64_t n = 1; n <= last; ++n) {
        CHECK(places[n - 1] == EventPlace{RecordNumber{n}, 1});
        CHECK(index.events_of(booking(n), Revision{1}, no_end) ==
              std::vector<EventPlace>{{RecordNumber{n}, 0}});
        CHECK(index.find(key(n)) == CommandPlace{RecordNumber{n}, 2});
    }
    CHECK_FALSE(index.find(key(last + 1)));
    CHECK(index.events_of(booking(last + 1), Revision{1}, no_end).empty());
}

std::vector<StreamId> all_due(const DerivedIndex& index) {
    std::vector<StreamId> due;
    index.each_due([&](Instant, StreamId stream) {
        due.push_back(stream);
        return true;
    });
    return due;
}

}  // namespace

TEST_CASE_TEMPLATE("what was added is found: in the tail, while it is written, and on disk", Store,
                   MemoryStore, RocksStore) {
    Store store;
    append(store.log(), 30);
    DerivedIndex index{store.log(), some_hash(), filter_bytes};
    for (std::uint64_t n = 1; n <= 10; ++n) index_record(index, store.log(), n);
    check_complete(index, 10);
    index.flush();
    check_complete(index, 10);
    for (std::uint64_t n = 11; n <= 20; ++n) index_record(index, store.log(), n);
    index.cut();
    for (std::uint64_t n = 21; n <= 30; ++n) index_record(index, store.log(), n);
    check_complete(index, 30);
    index.write_cut();
    check_complete(index, 30);
    index.settle();
    check_complete(index, 30);
}

TEST_CASE("a part of a stream is found by its revisions") {
    MemoryStore store;
    append(store.log(), 30);
    DerivedIndex index{store.log(), some_hash(), filter_bytes};
    for (std::uint64_t n = 1; n <= 30; ++n) {
        index_record(index, store.log(), n);
        if (n % 7 == 0) index.flush();
    }
    for (std::uint64_t from = 1; from <= 31; ++from) {
        for (std::uint64_t to = from; to <= 33; ++to) {
            const auto places = index.events_of(host, Revision{from}, Revision{to});
            const auto end = std::min<std::uint64_t>(to, 30);
            REQUIRE(places.size() == end + 1 - from);
            if (!places.empty()) CHECK(places.front().record == RecordNumber{from});
            if (!places.empty()) CHECK(places.back().record == RecordNumber{end});
        }
    }
}

TEST_CASE_TEMPLATE("after a power cut the index stands somewhere behind, and catches up", Store,
                   MemoryStore, RocksStore) {
    SeededRandomness chance{3};
    Store store;
    std::uint64_t last = 0;
    for (int round = 0; round < 4; ++round) {
        {
            DerivedIndex index{store.log(), some_hash(), filter_bytes};
            for (int step = 0; step < 3; ++step) {
                append(store.log(), last += 5);
                catch_up(index, store.log());
                index.flush();
                if (step == 0) store.log().flush_derived();
            }
        }
        store.cut_power(chance);
        DerivedIndex index{store.log(), some_hash(), filter_bytes};
        CHECK(index.stands_at() >= RecordNumber{last - 10});
        CHECK(index.stands_at() <= RecordNumber{last});
        catch_up(index, store.log());
        check_complete(index, last);
    }
}

namespace {

// An index over ten records, the last five of which the log then exchanged for others.
void rewrite_under_index(MemoryLog& log) {
    append(log, 10);
    DerivedIndex index{log, some_hash(), filter_bytes};
    catch_up(index, log);
    index.flush();
    log.flush_derived();
    log.cut_after(RecordNumber{5});
    append(log, 12, 7);
}

}  // namespace

TEST_CASE("an index that stands at a record the log no longer holds is dropped") {
    Faults faults;
    MemoryLog log{faults};
    rewrite_under_index(log);
    DerivedIndex index{log, some_hash(), filter_bytes};
    CHECK(index.stands_at() == RecordNumber{});
    CHECK_FALSE(index.find(key(1)));
    catch_up(index, log);
    check_complete(index, 12);
    log.cut_after(RecordNumber{3});
    index.flush();
    CHECK(DerivedIndex{log, some_hash(), filter_bytes}.stands_at() == RecordNumber{});
}

#ifdef KALENDS_PLANTED_BUGS
TEST_CASE("an index whose head is not compared trusts what the log no longer holds") {
    Faults faults;
    MemoryLog log{faults};
    rewrite_under_index(log);
    plant(PlantedBug::derived_head_not_compared);
    const DerivedIndex index{log, some_hash(), filter_bytes};
    plant(PlantedBug::none);
    CHECK(index.stands_at() == RecordNumber{10});
}
#endif

TEST_CASE("rows of another format are dropped") {
    Faults faults;
    MemoryLog log{faults};
    append(log, 3);
    log.write_derived({.puts = {{"h", "of another time"}, {"s", "x"}}, .removals = {}});
    CHECK(DerivedIndex{log, some_hash(), filter_bytes}.stands_at() == RecordNumber{});
    CHECK_FALSE(log.get_derived("s"));
}

TEST_CASE("the latest snapshot that is not too late is found, wherever it lies") {
    MemoryStore store;
    append(store.log(), 3);
    DerivedIndex index{store.log(), some_hash(), filter_bytes};
    catch_up(index, store.log());
    const auto snapshot = [](std::uint64_t revision, std::string bytes) {
        return Snapshot{Revision{revision}, 1, Sequence{revision * 2}, std::move(bytes)};
    };
    index.put_snapshot(host, snapshot(2, "two"));
    index.put_snapshot(host, snapshot(300, "three hundred"));
    index.flush();
    index.put_snapshot(host, snapshot(100, "a hundred"));
    index.cut();
    index.put_snapshot(host, snapshot(200, "two hundred"));

    CHECK_FALSE(index.snapshot_of(host, Revision{1}));
    CHECK_FALSE(index.snapshot_of(booking(1), no_end));
    CHECK(index.snapshot_of(host, Revision{99})->bytes == "two");
    CHECK(index.snapshot_of(host, Revision{100})->bytes == "a hundred");
    CHECK(index.snapshot_of(host, Revision{299})->bytes == "two hundred");
    CHECK(index.snapshot_of(host, no_end) == snapshot(300, "three hundred"));

    index.remove_snapshot(host, Revision{300});
    CHECK(index.snapshot_of(host, no_end)->bytes == "two hundred");
    index.write_cut();
    index.settle();
    index.flush();
    CHECK(index.snapshot_of(host, no_end)->bytes == "two hundred");
    CHECK(index.snapshot_of(host, Revision{150})->bytes == "a hundred");
}

TEST_CASE("the snapshots of a stream are listed, wherever they lie, and without those removed") {
    MemoryStore store;
    append(store.log(), 1);
    DerivedIndex index{store.log(), some_hash(), filter_bytes};
    catch_up(index, store.log());
    const auto put = [&](StreamId stream, std::uint64_t revision) {
        index.put_snapshot(stream, {Revision{revision}, 1, Sequence{revision}, "state"});
    };
    for (const std::uint64_t revision : {2, 70'000, 300}) put(host, revision);
    put(booking(1), 5);
    index.flush();
    put(host, 400);
    index.remove_snapshot(host, Revision{2});
    (void)index.cut();
    put(host, 500);
    index.remove_snapshot(host, Revision{300});
    CHECK(index.snapshots_of(host) == std::vector{Revision{70'000}, Revision{500}, Revision{400}});
    CHECK(index.snapshots_of(booking(1)) == std::vector{Revision{5}});
    CHECK(index.snapshots_of(booking(2)).empty());
}

TEST_CASE("what is due is listed in order of time, once, until it is removed") {
    MemoryStore store;
    append(store.log(), 1);
    DerivedIndex index{store.log(), some_hash(), filter_bytes};
    catch_up(index, store.log());
    index.put_due(sample_time + Minutes{10}, booking(1));
    index.put_due(sample_time + Minutes{5}, booking(2));
    index.flush();
    index.put_due(sample_time + Minutes{7}, booking(3));
    index.put_due(sample_time + Minutes{10}, booking(1));
    CHECK(all_due(index) == std::vector{booking(2), booking(3), booking(1)});
    index.remove_due(sample_time + Minutes{5}, booking(2));
    CHECK(all_due(index) == std::vector{booking(3), booking(1)});
    index.flush();
    CHECK(all_due(DerivedIndex{store.log(), some_hash(), filter_bytes}) ==
          std::vector{booking(3), booking(1)});
}

}  // namespace index_test
