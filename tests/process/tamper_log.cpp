// Changes the records of a log as a fault of the disk or a hand on the files would, but with
// RocksDB's own checksums right: only the chain of records can tell.

#include <cstdio>
#include <map>

#include "tests/process/open_log.hpp"

namespace kalends::testing {
namespace {

using Records = std::vector<std::string>;
using Change = void (*)(Records& records, std::size_t place, std::size_t offset);

void flip(Records& records, std::size_t place, std::size_t offset) {
    auto& bytes = records.at(place);
    bytes[offset % bytes.size()] ^= 1;
}

void drop(Records& records, std::size_t place, std::size_t) {
    records.erase(records.begin() + static_cast<std::ptrdiff_t>(place));
}

void swap(Records& records, std::size_t place, std::size_t) {
    std::swap(records.at(place), records.at(place + 1));
}

void repeat(Records& records, std::size_t place, std::size_t) {
    const auto bytes = records.at(place);
    records.insert(records.begin() + static_cast<std::ptrdiff_t>(place), bytes);
}

void cut(Records& records, std::size_t place, std::size_t) {
    records.resize(place);
}

void shorten(Records& records, std::size_t place, std::size_t offset) {
    auto& bytes = records.at(place);
    bytes.resize(offset % bytes.size());
}

const std::map<std::string, Change> changes{{"flip", flip}, {"drop", drop},
                                            {"swap", swap}, {"repeat", repeat},
                                            {"cut", cut},   {"shorten", shorten}};

}  // namespace
}  // namespace kalends::testing

// Prints how many records there were; without a change that is all.
int main(int argc, char** argv) {
    using namespace kalends::testing;
    const std::vector<std::string> given{argv + 1, argv + argc};
    if (given.size() != 1 && given.size() != 4) {
        std::fprintf(stderr, "tamper_log LOG_FOLDER [CHANGE RECORD_NUMBER OFFSET]\n");
        return 2;
    }
    OpenLog log{given[0]};
    auto records = log.records();
    std::printf("%zu\n", records.size());
    if (given.size() == 1) return 0;
    changes.at(given[1])(records, std::stoul(given[2]) - 1, std::stoul(given[3]));
    log.replace(records);
    return 0;
}
