#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "eventstore/disk.hpp"
#include "tests/fakes/faults.hpp"
#include "tests/fakes/seeded_randomness.hpp"

namespace kalends::fakes {

// A folder in memory, as nasty as a real one: what was not synced may be lost, kept in part, torn
// or left as zeros by a crash, and a name not synced may be as it was before.
class MemoryDisk : public Disk {
  public:
    explicit MemoryDisk(Faults& faults) : faults_{faults} {}
    // What another process would find in a copy of the folder, taken now.
    MemoryDisk(const MemoryDisk& other, Faults& faults);

    [[nodiscard]] bool exists(std::string_view name) override;
    [[nodiscard]] std::uint64_t size(std::string_view name) override;
    [[nodiscard]] std::string read(std::string_view name, std::uint64_t offset,
                                   std::size_t bytes) override;
    void write(std::string_view name, std::uint64_t offset, std::string_view bytes) override;
    void sync(std::string_view name) override;
    void rename(std::string_view from, std::string_view to) override;
    void remove(std::string_view name) override;
    void sync_names() override;
    [[nodiscard]] std::uint64_t free_bytes() override { return free_bytes_; }

    // Settles what survived a power cut. The process starts anew after it.
    void crash(SeededRandomness& chance);
    void set_free_bytes(std::uint64_t bytes) { free_bytes_ = bytes; }
    // All that a thief of the disk would find: the bytes of every file, one after the other.
    [[nodiscard]] std::string all_bytes() const;
    void flip_bit(std::string_view name, std::uint64_t bit);

  private:
    struct Write {
        std::uint64_t offset = 0;
        std::string bytes;
    };
    struct File {
        std::string live;     // As the running process sees it.
        std::string durable;  // As a power cut leaves it at the least.
        std::vector<Write> unsynced;
    };
    using Names = std::map<std::string, std::shared_ptr<File>, std::less<>>;
    using NameChange = std::function<void(Names&)>;

    [[nodiscard]] File* find(std::string_view name) const;
    void change_names(NameChange change);
    static void apply(std::string& content, const Write& write);
    static void settle(File& file, SeededRandomness& chance);

    Faults& faults_;
    Names names_;
    Names durable_names_;
    std::vector<NameChange> unsynced_names_;
    std::uint64_t free_bytes_ = std::uint64_t{1} << 40;
};

}  // namespace kalends::fakes
