// Prints every byte of a log as it was before compression, for whoever searches it.

#include <cstdio>

#include "tests/process/open_log.hpp"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "dump_log LOG_FOLDER\n");
        return 2;
    }
    const kalends::testing::OpenLog log{argv[1]};
    log.each([](std::string_view bytes) {
        std::fwrite(bytes.data(), 1, bytes.size(), stdout);
        std::fputc('\n', stdout);
    });
    return 0;
}
