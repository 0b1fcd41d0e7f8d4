#pragma once

#include <cstdint>

namespace kalends::http {

// Raises how many files and sockets this process may have open to what the system allows it (a
// stock Debian starts a process at 1,024), and says how many that is.
std::uint64_t raise_open_files_max();

}  // namespace kalends::http
