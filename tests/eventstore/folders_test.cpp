#include "eventstore/folders.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "eventstore/failures.hpp"
#include "eventstore/posix_disk.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace folders_test {

using namespace kalends;
namespace fs = std::filesystem;

namespace {

using FileId = std::pair<dev_t, ino_t>;

// What was synced in this program while somebody watched.
std::vector<FileId>* watched = nullptr;

FileId id_of(const fs::path& path) {
    struct stat status{};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return {status.st_dev, status.st_ino};
}

template <class Act>
std::vector<FileId> synced_by(Act act) {
    std::vector<FileId> synced;
    watched = &synced;
    act();
    watched = nullptr;
    return synced;
}

}  // namespace

// In place of the C library's: does what that does, and says what was synced.
extern "C" int fsync(int file) {
    struct stat status{};
    if (watched != nullptr && ::fstat(file, &status) == 0) {
        watched->emplace_back(status.st_dev, status.st_ino);
    }
    return static_cast<int>(::syscall(SYS_fsync, file));
}

TEST_CASE("a disk's folder is made with all above it, and the name of each survives a power cut") {
    const fakes::TemporaryFolder folder;
    const auto a = folder.path() / "a";
    const auto synced = synced_by([&] { PosixDisk{a / "b" / "c"}; });
    REQUIRE(fs::is_directory(a / "b" / "c"));
    // From above: a folder's own name is safe before there is anything in it.
    CHECK(synced == std::vector{id_of(folder.path().parent_path()), id_of(folder.path()), id_of(a),
                                id_of(a / "b")});
}

TEST_CASE("the name of a folder that is found may not be durable yet, so it is made so") {
    const fakes::TemporaryFolder folder;
    fs::create_directory(folder.path() / "found");
    const auto synced = synced_by([&] { PosixDisk{folder.path() / "found"}; });
    CHECK(synced == std::vector{id_of(folder.path())});
}

TEST_CASE("a folder may be named from where the process stands, and with a slash at its end") {
    const fakes::TemporaryFolder folder;
    make_folder(folder.path() / "slash" / "");
    CHECK(fs::is_directory(folder.path() / "slash"));
    const auto here = fs::current_path();
    fs::current_path(folder.path());
    const auto synced = synced_by([] { make_folder("relative"); });
    fs::current_path(here);
    CHECK(fs::is_directory(folder.path() / "relative"));
    CHECK(std::ranges::find(synced, id_of(folder.path())) != synced.end());
}

TEST_CASE("what is made is for its owner alone, and what was found stays as it was") {
    const fakes::TemporaryFolder folder;
    fs::create_directory(folder.path() / "found");
    fs::permissions(folder.path() / "found", fs::perms{0755});
    make_folder(folder.path() / "found" / "made" / "below");
    const auto may = [&](const fs::path& path) { return fs::status(path).permissions(); };
    CHECK(may(folder.path() / "found") == fs::perms{0755});
    CHECK(may(folder.path() / "found" / "made") == fs::perms::owner_all);
    CHECK(may(folder.path() / "found" / "made" / "below") == fs::perms::owner_all);
}

TEST_CASE("where a file lies no folder is made") {
    const fakes::TemporaryFolder folder;
    std::ofstream{folder.path() / "file"} << "here";
    CHECK_THROWS_AS(make_folder(folder.path() / "file"), StorageFailed);
    CHECK_THROWS_AS(make_folder(folder.path() / "file" / "below"), StorageFailed);
}

}  // namespace folders_test
