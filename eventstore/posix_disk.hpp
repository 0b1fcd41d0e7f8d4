#pragma once

#include <filesystem>
#include <map>
#include <mutex>

#include "eventstore/disk.hpp"

namespace kalends {

// A folder of the real file system. Makes the folder if there is none; its files are the owner's
// alone (0600).
class PosixDisk : public Disk {
  public:
    explicit PosixDisk(std::filesystem::path folder);
    ~PosixDisk() override;
    PosixDisk(const PosixDisk&) = delete;
    PosixDisk& operator=(const PosixDisk&) = delete;

    [[nodiscard]] bool exists(std::string_view name) override;
    [[nodiscard]] std::uint64_t size(std::string_view name) override;
    [[nodiscard]] std::string read(std::string_view name, std::uint64_t offset,
                                   std::size_t bytes) override;
    void write(std::string_view name, std::uint64_t offset, std::string_view bytes) override;
    void sync(std::string_view name) override;
    void rename(std::string_view from, std::string_view to) override;
    void remove(std::string_view name) override;
    void sync_names() override;
    [[nodiscard]] std::uint64_t free_bytes() override;

  private:
    [[nodiscard]] int opened(std::string_view name, bool create);
    void forget(std::string_view name);
    [[noreturn]] void failed(std::string_view doing, std::string_view name) const;

    std::filesystem::path folder_;
    std::mutex mutex_;  // Guards the table of open files, not the files.
    std::map<std::string, int, std::less<>> files_;
};

}  // namespace kalends
