#include "eventstore/disk.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <set>

#include "eventstore/posix_disk.hpp"
#include "tests/fakes/memory_disk.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace disk_test {

using namespace kalends;
using namespace kalends::fakes;

// The contract of a disk, the same for the one in memory and for a folder.

namespace {

struct Memory {
    Faults faults;
    MemoryDisk disk{faults};
};

struct Folder {
    TemporaryFolder folder;
    PosixDisk disk{folder.path() / "made"};
};

}  // namespace

TEST_CASE_TEMPLATE("a file is read as it was written", Place, Memory, Folder) {
    Place place;
    Disk& disk = place.disk;
    CHECK_FALSE(disk.exists("a"));
    CHECK(disk.size("a") == 0);
    CHECK(disk.read("a", 0, 10).empty());
    disk.write("a", 4, "four");
    disk.write("a", 0, "zero");
    disk.sync("a");
    disk.sync_names();
    CHECK(disk.exists("a"));
    CHECK(disk.size("a") == 8);
    CHECK(read_file(disk, "a") == "zerofour");
    CHECK(disk.read("a", 6, 100) == "ur");
    CHECK(disk.read("a", 100, 1).empty());
    disk.write("a", 10, "x");
    CHECK(read_file(disk, "a") == std::string("zerofour\0\0x", 11));
    CHECK(disk.free_bytes() > 0);
}

TEST_CASE_TEMPLATE("files are renamed over others and removed", Place, Memory, Folder) {
    Place place;
    Disk& disk = place.disk;
    disk.write("a", 0, "from a");
    disk.write("b", 0, "what b was before");
    disk.rename("a", "b");
    CHECK_FALSE(disk.exists("a"));
    CHECK(read_file(disk, "b") == "from a");
    disk.remove("b");
    CHECK_FALSE(disk.exists("b"));
    CHECK_NOTHROW(disk.remove("b"));
}

TEST_CASE_TEMPLATE("a file is replaced whole", Place, Memory, Folder) {
    Place place;
    replace_file(place.disk, "a", "a longer content");
    replace_file(place.disk, "a", "short");
    CHECK(read_file(place.disk, "a") == "short");
}

TEST_CASE("a crash while a file is replaced leaves the old content or the new") {
    for (std::uint64_t io = 1; io <= 5; ++io) {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            SeededRandomness chance{seed};
            Memory place;
            replace_file(place.disk, "a", "old");
            place.faults.at(io, Fault::crash);
            try {
                replace_file(place.disk, "a", "the new content");
            } catch (const Crashed&) {
            }
            place.disk.crash(chance);
            place.faults.restart();
            const auto content = read_file(place.disk, "a");
            CHECK((content == "old" || content == "the new content"));
        }
    }
}

TEST_CASE("what was synced survives a power cut, and what was not may be lost in every way") {
    std::set<std::string> seen;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SeededRandomness chance{seed};
        Memory place;
        place.disk.write("a", 0, "synced");
        place.disk.sync("a");
        place.disk.sync_names();
        place.disk.write("a", 6, "-later");
        place.disk.crash(chance);
        const auto content = read_file(place.disk, "a");
        CHECK(content.starts_with("synced"));
        seen.insert(content);
    }
    CHECK(seen.contains("synced"));
    CHECK(seen.contains("synced-later"));
    CHECK(seen.contains(std::string{"synced"} + std::string(6, '\0')));
}

TEST_CASE("a folder's files are their owner's alone") {
    Folder place;
    place.disk.write("a", 0, "secret");
    struct stat status{};
    REQUIRE(::stat((place.folder.path() / "made" / "a").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
}

}  // namespace disk_test
