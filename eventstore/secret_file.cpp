#include "eventstore/secret_file.hpp"

namespace kalends {

std::string load_or_create_text(Disk& disk, std::string_view name,
                                const std::function<std::string()>& make) {
    if (disk.exists(name)) {
        auto found = read_file(disk, name);
        make_durable(disk, name, found);
        return found;
    }
    auto made = make();
    replace_file(disk, name, made);
    return made;
}

}  // namespace kalends
