#include "domain/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace kalends {

void broken(std::string_view invariant, std::source_location where) {
    std::fprintf(stderr, "kalends: broken invariant: %.*s\n  at %s:%u in %s\n",
                 static_cast<int>(invariant.size()), invariant.data(), where.file_name(),
                 where.line(), where.function_name());
    std::abort();
}

}  // namespace kalends
