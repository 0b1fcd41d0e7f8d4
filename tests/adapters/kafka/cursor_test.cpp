#include "adapters/kafka/cursor.hpp"

#include <doctest/doctest.h>

#include "tests/fakes/memory_disk.hpp"

namespace cursor_test {

using namespace kalends;
using namespace kalends::kafka;

namespace {

Published somewhere() {
    Published published{{Partition{3}, Epoch{2}, Sequence{70'000}}, RecordNumber{4'000}, {}};
    published.hash.octets[5] = 7;
    return published;
}

}  // namespace

TEST_CASE("the cursor's file gives back what was written last, for its topic alone") {
    fakes::Faults faults;
    fakes::MemoryDisk disk{faults};
    CursorFile file{disk, "events"};
    CHECK_FALSE(file.read().has_value());
    file.write(Published{});
    file.write(somewhere());
    CHECK(file.read() == somewhere());
    CHECK_FALSE(CursorFile(disk, "event").read().has_value());
}

TEST_CASE("a cursor with any bit flipped, cut short or longer is none") {
    const auto whole = encode_cursor("events", somewhere());
    REQUIRE(decode_cursor("events", whole) == somewhere());
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        auto flipped = whole;
        flipped[bit / 8] ^= static_cast<char>(1 << bit % 8);
        CHECK_FALSE(decode_cursor("events", flipped).has_value());
    }
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CHECK_FALSE(decode_cursor("events", whole.substr(0, size)).has_value());
    }
    CHECK_FALSE(decode_cursor("events", whole + '\0').has_value());
}

TEST_CASE("a crash leaves a cursor that was written, or none") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        fakes::Faults faults;
        fakes::MemoryDisk disk{faults};
        CursorFile file{disk, "events"};
        fakes::SeededRandomness chance{seed};
        file.write(Published{});
        disk.sync(CursorFile::file_name);
        disk.sync_names();
        file.write(somewhere());
        disk.crash(chance);
        const auto found = file.read();
        CHECK((!found || *found == Published{} || *found == somewhere()));
    }
}

}  // namespace cursor_test
