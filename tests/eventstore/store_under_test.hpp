#pragma once

#include <memory>

#include "eventstore/log_store.hpp"
#include "eventstore/rocks_log.hpp"
#include "tests/eventstore/faulty_file_system.hpp"
#include "tests/fakes/faults.hpp"
#include "tests/fakes/memory_log.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace kalends::fakes {

// What the contract suite needs of a log, whatever it stands on.
class StoreUnderTest {
  public:
    virtual ~StoreUnderTest() = default;

    virtual LogStore& log() = 0;
    virtual void reopen() = 0;
    // The process is gone between two instructions; the machine goes on.
    virtual void kill() = 0;
    virtual void cut_power(SeededRandomness& chance) = 0;
    // Fate of the next append.
    virtual void fail_next_append(SyncFault fault) = 0;
};

class MemoryStore : public StoreUnderTest {
  public:
    LogStore& log() override { return log_; }
    void reopen() override { log_.reopen(); }
    void kill() override { log_.reopen(); }
    void cut_power(SeededRandomness& chance) override {
        log_.crash(chance);
        faults_.restart();
    }
    void fail_next_append(SyncFault fault) override {
        faults_.at(1, fault == SyncFault::error_kept   ? Fault::error_kept
                      : fault == SyncFault::error_lost ? Fault::error_lost
                      : fault == SyncFault::no_space   ? Fault::no_space
                                                       : Fault::crash);
    }

  private:
    Faults faults_;
    MemoryLog log_{faults_};
};

class RocksStore : public StoreUnderTest {
  public:
    RocksStore() { open(); }

    LogStore& log() override { return *log_; }
    void reopen() override {
        log_.reset();
        open();
    }
    // RocksDB's threads may be about to delete a file: what is left is what they got done.
    void kill() override {
        disk_->stop();
        log_.reset();
        disk_->go_on();
        open();
    }
    void cut_power(SeededRandomness& chance) override {
        disk_->stop();
        log_.reset();
        disk_->drop_unsynced(chance);
        open();
    }
    void fail_next_append(SyncFault fault) override { disk_->fail_wal_sync(1, fault); }

    FaultyFileSystem& disk() { return *disk_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

  private:
    void open() { log_ = std::make_unique<RocksLog>(folder_.path(), disk_); }

    TemporaryFolder folder_;
    std::shared_ptr<FaultyFileSystem> disk_ = std::make_shared<FaultyFileSystem>();
    std::unique_ptr<RocksLog> log_;
};

}  // namespace kalends::fakes
