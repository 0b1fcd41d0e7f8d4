#include "eventstore/log_store.hpp"

#include <doctest/doctest.h>

#include "eventstore/failures.hpp"
#include "tests/eventstore/store_under_test.hpp"

namespace log_store_test {

using namespace kalends;
using namespace kalends::fakes;

// The contract of a log store, the same for the one in memory and for RocksDB.

namespace {

std::string record_text(std::uint64_t record) {
    return "record " + std::to_string(record) + std::string(record % 300, '.');
}

void append_up_to(LogStore& log, std::uint64_t last) {
    for (auto record = number(log.last()) + 1; record <= last; ++record) {
        log.append(RecordNumber{record}, record_text(record));
    }
}

bool holds_exactly(const LogStore& log, std::uint64_t last) {
    std::uint64_t expected = 0;
    bool all_equal = true;
    log.scan(RecordNumber{1}, [&](RecordNumber record, std::string_view bytes) {
        all_equal = all_equal && number(record) == ++expected && bytes == record_text(expected);
        return true;
    });
    return all_equal && expected == last && number(log.last()) == last;
}

std::string all_derived(const LogStore& log) {
    std::string all;
    log.scan_derived("", [&](std::string_view key, std::string_view value) {
        all.append(key).append("=").append(value).append(" ");
        return true;
    });
    return all;
}

}  // namespace

TEST_CASE_TEMPLATE("a new log is empty", Store, MemoryStore, RocksStore) {
    Store store;
    CHECK(store.log().last() == RecordNumber{});
    CHECK(holds_exactly(store.log(), 0));
    CHECK_FALSE(store.log().read(RecordNumber{1}));
    CHECK(all_derived(store.log()).empty());
}

TEST_CASE_TEMPLATE("records are read back one by one and in order", Store, MemoryStore,
                   RocksStore) {
    Store store;
    append_up_to(store.log(), 300);
    CHECK(holds_exactly(store.log(), 300));
    CHECK(store.log().read(RecordNumber{256}) == record_text(256));
    CHECK_FALSE(store.log().read(RecordNumber{}));
    CHECK_FALSE(store.log().read(RecordNumber{301}));
}

TEST_CASE_TEMPLATE("a scan begins where it is told and ends when it is told", Store, MemoryStore,
                   RocksStore) {
    Store store;
    append_up_to(store.log(), 9);
    std::vector<std::uint64_t> seen;
    store.log().scan(RecordNumber{4}, [&](RecordNumber record, std::string_view) {
        seen.push_back(number(record));
        return seen.size() < 3;
    });
    CHECK(seen == std::vector<std::uint64_t>{4, 5, 6});
}

TEST_CASE_TEMPLATE("a clean stop loses nothing", Store, MemoryStore, RocksStore) {
    Store store;
    append_up_to(store.log(), 20);
    store.log().write_derived({.puts = {{"a", "1"}, {"b", "2"}}, .removals = {}});
    store.log().flush_derived();
    store.reopen();
    CHECK(holds_exactly(store.log(), 20));
    CHECK(all_derived(store.log()) == "a=1 b=2 ");
}

TEST_CASE_TEMPLATE("a derived batch puts and removes", Store, MemoryStore, RocksStore) {
    Store store;
    store.log().write_derived({.puts = {{"a", "1"}, {"b", "2"}}, .removals = {}});
    store.log().write_derived({.puts = {{"c", "3"}}, .removals = {"a"}});
    CHECK(all_derived(store.log()) == "b=2 c=3 ");
    CHECK(store.log().get_derived("c") == "3");
    CHECK_FALSE(store.log().get_derived("a"));
    std::string first;
    store.log().scan_derived("bb", [&](std::string_view key, std::string_view) {
        first = key;
        return false;
    });
    CHECK(first == "c");
}

TEST_CASE_TEMPLATE("derived rows can be dropped and begun again", Store, MemoryStore, RocksStore) {
    Store store;
    append_up_to(store.log(), 3);
    store.log().write_derived({.puts = {{"a", "1"}}, .removals = {}});
    store.log().drop_derived();
    CHECK(all_derived(store.log()).empty());
    store.log().write_derived({.puts = {{"b", "2"}}, .removals = {}});
    store.log().flush_derived();
    store.reopen();
    CHECK(all_derived(store.log()) == "b=2 ");
    CHECK(holds_exactly(store.log(), 3));
}

TEST_CASE_TEMPLATE("a kill loses no record whose append returned", Store, MemoryStore, RocksStore) {
    Store store;
    for (std::uint64_t round = 1; round <= 5; ++round) {
        append_up_to(store.log(), round * 10);
        store.kill();
        CHECK(holds_exactly(store.log(), round * 10));
    }
}

TEST_CASE_TEMPLATE("a power cut loses no record whose append returned", Store, MemoryStore,
                   RocksStore) {
    SeededRandomness chance{7};
    Store store;
    for (std::uint64_t round = 1; round <= 5; ++round) {
        append_up_to(store.log(), round * 10);
        store.cut_power(chance);
        CHECK(holds_exactly(store.log(), round * 10));
    }
}

TEST_CASE_TEMPLATE("derived rows are after a power cut as some earlier write left them", Store,
                   MemoryStore, RocksStore) {
    SeededRandomness chance{11};
    Store store;
    for (int round = 0; round < 6; ++round) {
        auto before = std::stoi("0" + store.log().get_derived("x").value_or(""));
        store.log().write_derived(
            {.puts = {{"x", std::to_string(before + 1)}, {"y", std::to_string(before + 1)}},
             .removals = {}});
        if (round % 2 == 0) store.log().flush_derived();
        const bool must_be_there = round % 2 == 0;
        store.log().write_derived(
            {.puts = {{"x", std::to_string(before + 2)}, {"y", std::to_string(before + 2)}},
             .removals = {}});
        store.cut_power(chance);
        CHECK(store.log().get_derived("x") == store.log().get_derived("y"));
        const auto after = std::stoi("0" + store.log().get_derived("x").value_or(""));
        CHECK(after >= before + (must_be_there ? 1 : 0));
        CHECK(after <= before + 2);
    }
}

TEST_CASE_TEMPLATE("after a failed append the record is there or not, and nothing else is lost",
                   Store, MemoryStore, RocksStore) {
    SeededRandomness chance{13};
    for (const auto fault : {SyncFault::error_kept, SyncFault::error_lost, SyncFault::no_space}) {
        Store store;
        append_up_to(store.log(), 8);
        store.fail_next_append(fault);
        CHECK_THROWS_AS(append_up_to(store.log(), 9), WriteFailed);
        CHECK_THROWS_AS(store.log().append(RecordNumber{9}, "another"), WriteFailed);
        store.cut_power(chance);
        CHECK((holds_exactly(store.log(), 8) || holds_exactly(store.log(), 9)));
        append_up_to(store.log(), 12);
        CHECK(holds_exactly(store.log(), 12));
    }
}

TEST_CASE_TEMPLATE("an append that fails though its bytes were kept is there at the next start",
                   Store, MemoryStore, RocksStore) {
    SeededRandomness chance{17};
    Store store;
    append_up_to(store.log(), 8);
    store.fail_next_append(SyncFault::error_kept);
    CHECK_THROWS_AS(append_up_to(store.log(), 9), WriteFailed);
    store.cut_power(chance);
    CHECK(holds_exactly(store.log(), 9));
}

}  // namespace log_store_test
