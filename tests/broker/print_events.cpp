// Prints every event of a log in its order, byte for byte, one a line; a server may have it open.

#include <cstdio>

#include "eventstore/record.hpp"
#include "eventstore/rocks_reader.hpp"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "print_events LOG_FOLDER\n");
        return 2;
    }
    const kalends::RocksReader log{argv[1]};
    log.scan(kalends::RecordNumber{1}, [](kalends::RecordNumber, std::string_view bytes) {
        const auto record = kalends::parse_record(bytes);
        for (const auto event : record->events) {
            std::fwrite(event.data(), 1, event.size(), stdout);
            std::fputc('\n', stdout);
        }
        return true;
    });
    return 0;
}
