# Debian 12's packages, each given one imported target.
find_package(Boost 1.81 REQUIRED)
find_package(RocksDB REQUIRED)
find_package(simdjson REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(prometheus-cpp REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
# Debian's own, whose modules its packages bring.
set(Python3_ROOT_DIR /usr)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
add_library(sodium::sodium ALIAS PkgConfig::sodium)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
add_library(utf8proc::utf8proc ALIAS PkgConfig::utf8proc)
pkg_check_modules(rdkafka REQUIRED IMPORTED_TARGET rdkafka)
add_library(rdkafka::rdkafka ALIAS PkgConfig::rdkafka)
pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
add_library(jemalloc::jemalloc ALIAS PkgConfig::jemalloc)

# libical's own packages bring libraries that are not used.
find_library(ICAL_LIBRARY ical REQUIRED)
find_path(ICAL_INCLUDE_DIR libical/ical.h REQUIRED)
add_library(ical::ical UNKNOWN IMPORTED)
set_target_properties(ical::ical PROPERTIES
    IMPORTED_LOCATION ${ICAL_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${ICAL_INCLUDE_DIR})

# cctz comes without a CMake package or a pkg-config file.
find_library(CCTZ_LIBRARY cctz REQUIRED)
find_path(CCTZ_INCLUDE_DIR cctz/time_zone.h REQUIRED)
add_library(cctz::cctz UNKNOWN IMPORTED)
set_target_properties(cctz::cctz PROPERTIES
    IMPORTED_LOCATION ${CCTZ_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${CCTZ_INCLUDE_DIR})
