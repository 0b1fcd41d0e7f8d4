#include "api/http/open_files.hpp"

#include <sys/resource.h>

#include <cerrno>
#include <system_error>

namespace kalends::http {

std::uint64_t raise_open_files_max() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) {
        throw std::system_error{errno, std::generic_category(), "getrlimit"};
    }
    files.rlim_cur = files.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &files) != 0) {
        throw std::system_error{errno, std::generic_category(), "setrlimit"};
    }
    return files.rlim_cur;
}

}  // namespace kalends::http
