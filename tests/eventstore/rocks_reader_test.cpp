#include "eventstore/rocks_reader.hpp"

#include <doctest/doctest.h>
#include <rocksdb/file_system.h>

#include <fstream>
#include <iterator>
#include <map>

#include "eventstore/failures.hpp"
#include "eventstore/record_writer.hpp"
#include "eventstore/rocks_log.hpp"
#include "tests/eventstore/sample_log.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace rocks_reader_test {

using namespace kalends;
using namespace kalends::fakes;

namespace {

namespace fs = std::filesystem;

// Names and contents.
std::map<std::string, std::string> files_in(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator{folder}) {
        std::ifstream file{entry.path(), std::ios::binary};
        files[entry.path().filename()] = {std::istreambuf_iterator<char>{file}, {}};
    }
    return files;
}

// A log and who writes it.
struct Written {
    TemporaryFolder folder;
    std::unique_ptr<RocksLog> log = std::make_unique<RocksLog>(folder.path());
    RecordWriter writer{LogHead{}};

    explicit Written(int records) { append(records); }

    void append(int records) {
        for (int n = 0; n < records; ++n) {
            const auto record = sample_record(writer, 3);
            log->append(writer.head().record, record);
        }
    }

    // Moves the records from the write-ahead log to a table, and deletes the former.
    void restart() {
        log.reset();
        log = std::make_unique<RocksLog>(folder.path());
    }
};

std::uint64_t records_seen(const LogReader& log) {
    std::uint64_t seen = 0;
    log.scan(RecordNumber{1}, [&](RecordNumber record, std::string_view bytes) {
        CHECK(number(record) == ++seen);
        CHECK(log.read(record) == bytes);
        return true;
    });
    CHECK(number(log.last()) == seen);
    return seen;
}

// The server restarts just before RocksDB lists the folder for the `first` to the `last` time.
class RestartsMeanwhile : public rocksdb::FileSystemWrapper {
  public:
    RestartsMeanwhile(Written& written, int first, int last)
        : FileSystemWrapper{rocksdb::FileSystem::Default()},
          written_{written},
          first_{first},
          last_{last} {}
    const char* Name() const override { return "RestartsMeanwhile"; }

    rocksdb::IOStatus GetChildren(const std::string& folder, const rocksdb::IOOptions& options,
                                  std::vector<std::string>* names,
                                  rocksdb::IODebugContext* debug) override {
        ++listings_;
        if (first_ <= listings_ && listings_ <= last_) written_.restart();
        return FileSystemWrapper::GetChildren(folder, options, names, debug);
    }

    [[nodiscard]] int listings() const { return listings_; }

  private:
    Written& written_;
    int first_;
    int last_;
    int listings_ = 0;
};

}  // namespace

TEST_CASE("a reader sees the whole log beside who writes it, and changes no byte of it") {
    Written written{20};
    const auto before = files_in(written.folder.path());
    CHECK(records_seen(RocksReader{written.folder.path()}) == 20);
    CHECK((files_in(written.folder.path()) == before));
}

TEST_CASE("who writes the log goes on beside a reader, which sees what was there when it began") {
    Written written{20};
    const RocksReader reader{written.folder.path()};
    written.append(1);
    written.restart();
    written.append(1);
    CHECK(records_seen(reader) == 20);
    CHECK(records_seen(*written.log) == 22);
    CHECK(records_seen(RocksReader{written.folder.path()}) == 22);
}

TEST_CASE("a reader of a log that was killed changes no byte of it, where a start would") {
    const TemporaryFolder left;
    {
        const Written written{20};
        fs::copy(written.folder.path(), left.path(), fs::copy_options::recursive);
    }
    const auto before = files_in(left.path());
    CHECK(records_seen(RocksReader{left.path()}) == 20);
    CHECK((files_in(left.path()) == before));
    CHECK(records_seen(RocksLog{left.path()}) == 20);
    CHECK((files_in(left.path()) != before));
}

// One of the listings lies between RocksDB's look at the tables and that at the write-ahead logs.
TEST_CASE("a reader misses no record that a server moves to a table while the log is opened") {
    int nth = 0;
    bool has_restarted = true;
    while (has_restarted) {
        Written written{20};
        const auto meanwhile = std::make_shared<RestartsMeanwhile>(written, ++nth, nth);
        CHECK(records_seen(RocksReader{written.folder.path(), meanwhile}) == 20);
        has_restarted = meanwhile->listings() >= nth;
    }
    CHECK(nth > 2);
}

TEST_CASE("a reader that a server never lets be refuses") {
    Written written{20};
    const auto meanwhile = std::make_shared<RestartsMeanwhile>(written, 1, 1'000);
    CHECK_THROWS_AS((RocksReader{written.folder.path(), meanwhile}), StorageFailed);
}

TEST_CASE("a reader refuses a log of which a file is gone") {
    Written written{20};
    written.log->write_derived({.puts = {{"key", "value"}}, .removals = {}});
    written.log->flush_derived();
    written.restart();
    written.log.reset();
    int tables = 0;
    for (const auto& [name, content] : files_in(written.folder.path())) {
        if (!name.ends_with(".sst")) continue;
        ++tables;
        const auto path = written.folder.path() / name;
        fs::rename(path, path.string() + ".away");
        CHECK_THROWS_AS(RocksReader{written.folder.path()}, StorageFailed);
        fs::rename(path.string() + ".away", path);
    }
    CHECK(tables == 2);
    CHECK(records_seen(RocksReader{written.folder.path()}) == 20);
}

TEST_CASE("a reader of no log refuses, and makes none") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(RocksReader{folder.path() / "log"}, StorageFailed);
    CHECK(fs::is_empty(folder.path()));
}

}  // namespace rocks_reader_test
