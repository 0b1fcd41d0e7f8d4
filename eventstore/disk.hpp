#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kalends {

// The small files beside the log: witness, key slots, secrets, ledger. A folder of files, by name.
// A failure is StorageFailed; what was being written may then be there or not. From any thread, as
// long as no two write one file at once.
class Disk {
  public:
    virtual ~Disk() = default;

    [[nodiscard]] virtual bool exists(std::string_view name) = 0;
    // In bytes; 0 if there is no such file.
    [[nodiscard]] virtual std::uint64_t size(std::string_view name) = 0;
    // Shorter than `bytes` where the file ends; empty if there is no such file.
    [[nodiscard]] virtual std::string read(std::string_view name, std::uint64_t offset,
                                           std::size_t bytes) = 0;
    // Makes the file if there is none; a gap before `offset` reads as zeros.
    virtual void write(std::string_view name, std::uint64_t offset, std::string_view bytes) = 0;
    // What was written to the file survives a power cut, once its name does.
    virtual void sync(std::string_view name) = 0;

    // Replaces `to` in one step.
    virtual void rename(std::string_view from, std::string_view to) = 0;
    // There need be no such file.
    virtual void remove(std::string_view name) = 0;
    // Files made, renamed and removed stay so after a power cut.
    virtual void sync_names() = 0;

    // What the file system still has for us, in bytes.
    [[nodiscard]] virtual std::uint64_t free_bytes() = 0;
};

[[nodiscard]] std::string read_file(Disk& disk, std::string_view name);

// The file holds `bytes` durably when this returns; a crash before leaves the old content or the
// new, never a mixture.
void replace_file(Disk& disk, std::string_view name, std::string_view bytes);

// For a file that was found at start, and these bytes at its beginning: an earlier process may have
// been killed before its sync, so that they are there now and would be gone after a power cut. They
// are written again since a sync that failed may have left them marked as clean.
void make_durable(Disk& disk, std::string_view name, std::string_view bytes);

}  // namespace kalends
