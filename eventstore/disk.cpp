#include "eventstore/disk.hpp"

namespace kalends {

std::string read_file(Disk& disk, std::string_view name) {
    return disk.read(name, 0, disk.size(name));
}

void replace_file(Disk& disk, std::string_view name, std::string_view bytes) {
    const auto beside = std::string{name} + ".new";
    disk.remove(beside);
    disk.write(beside, 0, bytes);
    disk.sync(beside);
    disk.rename(beside, name);
    disk.sync_names();
}

void make_durable(Disk& disk, std::string_view name, std::string_view bytes) {
    disk.write(name, 0, bytes);
    disk.sync(name);
    disk.sync_names();
}

}  // namespace kalends
