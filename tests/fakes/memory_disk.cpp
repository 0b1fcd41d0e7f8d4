#include "tests/fakes/memory_disk.hpp"

#include <algorithm>

#include "domain/check.hpp"
#include "eventstore/failures.hpp"

namespace kalends::fakes {
namespace {

[[noreturn]] void fail(Fault fault) {
    if (fault == Fault::crash) throw Crashed{};
    if (fault == Fault::no_space) throw StorageFailed{"No space left on device"};
    throw StorageFailed{"Input/output error"};
}

void flip(std::string& content, std::uint64_t bit) {
    content[bit / 8] ^= static_cast<char>(1 << (bit % 8));
}

}  // namespace

MemoryDisk::MemoryDisk(const MemoryDisk& other, Faults& faults) : faults_{faults} {
    for (const auto& [name, file] : other.names_) {
        names_[name] = std::make_shared<File>(File{file->live, file->live, {}});
    }
    durable_names_ = names_;
}

MemoryDisk::File* MemoryDisk::find(std::string_view name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? nullptr : found->second.get();
}

bool MemoryDisk::exists(std::string_view name) {
    return find(name) != nullptr;
}

std::uint64_t MemoryDisk::size(std::string_view name) {
    const auto* file = find(name);
    return file == nullptr ? 0 : file->live.size();
}

std::string MemoryDisk::read(std::string_view name, std::uint64_t offset, std::size_t bytes) {
    if (faults_.read_fails()) throw StorageFailed{"Input/output error"};
    const auto* file = find(name);
    if (file == nullptr || offset >= file->live.size()) return {};
    return file->live.substr(offset, bytes);
}

void MemoryDisk::apply(std::string& content, const Write& write) {
    const auto end = write.offset + write.bytes.size();
    if (content.size() < end) content.resize(end, '\0');
    content.replace(write.offset, write.bytes.size(), write.bytes);
}

void MemoryDisk::write(std::string_view name, std::uint64_t offset, std::string_view bytes) {
    const auto fault = faults_.next();
    const bool is_written =
        fault == Fault::none || fault == Fault::error_kept || fault == Fault::crash;
    if (is_written) {
        if (find(name) == nullptr) {
            auto made = std::make_shared<File>();
            change_names([made, key = std::string{name}](Names& names) { names[key] = made; });
        }
        auto* file = find(name);
        file->unsynced.push_back({offset, std::string{bytes}});
        apply(file->live, file->unsynced.back());
    }
    if (fault != Fault::none) fail(fault);
}

void MemoryDisk::sync(std::string_view name) {
    auto* file = find(name);
    ensure(file != nullptr, "only a file that is there is synced");
    const auto fault = faults_.next();
    // A failed sync may drop what it could not write and call it clean: the next one says nothing.
    if (fault == Fault::error_lost || fault == Fault::no_space) file->unsynced.clear();
    if (fault == Fault::none || fault == Fault::error_kept) {
        for (const auto& write : file->unsynced) apply(file->durable, write);
        file->unsynced.clear();
    }
    if (fault != Fault::none) fail(fault);
}

void MemoryDisk::change_names(NameChange change) {
    change(names_);
    unsynced_names_.push_back(std::move(change));
}

void MemoryDisk::rename(std::string_view from, std::string_view to) {
    const auto fault = faults_.next();
    if (fault != Fault::error_lost && fault != Fault::no_space) {
        change_names([old = std::string{from}, renamed = std::string{to}](Names& names) {
            names[renamed] = names[old];
            names.erase(old);
        });
    }
    if (fault != Fault::none) fail(fault);
}

void MemoryDisk::remove(std::string_view name) {
    if (find(name) == nullptr) return;
    const auto fault = faults_.next();
    if (fault != Fault::error_lost && fault != Fault::no_space) {
        change_names([key = std::string{name}](Names& names) { names.erase(key); });
    }
    if (fault != Fault::none) fail(fault);
}

void MemoryDisk::sync_names() {
    const auto fault = faults_.next();
    if (fault == Fault::none || fault == Fault::error_kept) {
        durable_names_ = names_;
        unsynced_names_.clear();
    }
    if (fault != Fault::none) fail(fault);
}

// Every unsynced write is kept, lost, torn at a sector or a page, left as zeros, or has a bit
// flipped.
void MemoryDisk::settle(File& file, SeededRandomness& chance) {
    for (auto& write : file.unsynced) {
        const auto fate = chance.below(5);
        if (fate == 0) continue;
        const std::uint64_t sector = chance.one_in(2) ? 512 : 4096;
        if (fate == 1) {
            const auto end = write.offset + write.bytes.size();
            const auto torn_at =
                (write.offset + chance.below(write.bytes.size() + 1)) / sector * sector;
            write.bytes.resize(std::clamp(torn_at, write.offset, end) - write.offset);
        }
        // Only where nothing stood before: what is written over is old or new, sector by sector.
        const bool is_beyond = write.offset >= file.durable.size() && !write.bytes.empty();
        if (fate == 2 && is_beyond) std::fill(write.bytes.begin(), write.bytes.end(), '\0');
        if (fate == 3 && is_beyond) flip(write.bytes, chance.below(write.bytes.size() * 8));
        if (!write.bytes.empty()) apply(file.durable, write);
    }
    file.unsynced.clear();
    file.live = file.durable;
}

void MemoryDisk::crash(SeededRandomness& chance) {
    // A file system keeps its journal of names in order: some first part of it survives.
    const auto kept = chance.below(unsynced_names_.size() + 1);
    for (std::uint64_t i = 0; i < kept; ++i) unsynced_names_[i](durable_names_);
    unsynced_names_.clear();
    names_ = durable_names_;
    for (const auto& [name, file] : names_) settle(*file, chance);
}

std::string MemoryDisk::all_bytes() const {
    std::string all;
    for (const auto& [name, file] : names_) all += file->live;
    return all;
}

void MemoryDisk::flip_bit(std::string_view name, std::uint64_t bit) {
    auto* file = find(name);
    ensure(file != nullptr && bit / 8 < file->live.size(), "the bit to flip is there");
    for (auto* content : {&file->live, &file->durable}) {
        if (bit / 8 < content->size()) flip(*content, bit);
    }
}

}  // namespace kalends::fakes
