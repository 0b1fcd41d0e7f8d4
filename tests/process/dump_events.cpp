// Prints every event of a store's log, one a line, also while a server has it open.

#include <cstdio>

#include "eventstore/record.hpp"
#include "eventstore/rocks_reader.hpp"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "dump_events LOG_FOLDER\n");
        return 2;
    }
    const kalends::RocksReader log{argv[1]};
    log.scan(kalends::RecordNumber{1}, [](kalends::RecordNumber, std::string_view bytes) {
        const auto record = kalends::parse_record(bytes);
        if (!record) return false;
        for (const auto event : record->events) {
            std::fwrite(event.data(), 1, event.size(), stdout);
            std::fputc('\n', stdout);
        }
        return true;
    });
    return 0;
}
