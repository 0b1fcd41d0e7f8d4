#include "tests/layering/homes.hpp"

#include <algorithm>
#include <regex>

namespace kalends::layering {
namespace {

bool matches(const std::string& path, std::string_view pattern) {
    return std::regex_match(path, std::regex{pattern.begin(), pattern.end()});
}

bool matches_one(const std::string& path, const std::vector<std::string_view>& patterns) {
    return std::ranges::any_of(patterns, [&](auto pattern) { return matches(path, pattern); });
}

const Library* library_of(std::string_view header) {
    const Library* longest = nullptr;
    for (const auto& library : libraries()) {
        if (!header.starts_with(library.headers)) continue;
        if (longest == nullptr || library.headers.size() > longest->headers.size()) {
            longest = &library;
        }
    }
    return longest;
}

// The standard library's headers have no folder and no extension; of Linux's, these are in use.
bool is_of_the_platform(const std::string& header) {
    static const std::regex form{
        R"([a-z_0-9]+|(dirent|errno|fcntl|poll|signal|unistd)\.h|(arpa|netinet|sys)/[a-z_]+\.h)"};
    return std::regex_match(header, form);
}

// Domain and commands are pure: no input or output, no threads, no chance.
bool reaches_the_world(const std::string& header) {
    static const std::regex form{
        R"(.*\.h|atomic|condition_variable|filesystem|fstream|future|iostream|mutex|random|)"
        R"(semaphore|shared_mutex|stop_token|thread)"};
    return std::regex_match(header, form);
}

bool must_be_pure(const SourceFile& file) {
    // It is empty but in a build with planted bugs.
    static const std::vector<std::string_view> exempt{"domain/planted_bugs\\.cpp"};
    const bool is_core =
        file.path.starts_with("domain/") ||
        (file.path.starts_with("commands/") && !file.path.starts_with("commands/engine/"));
    return is_core && !matches_one(file.path, exempt);
}

std::vector<std::string> clocks_read(const SourceFile& file) {
    std::vector<std::string> faults;
    for (const auto& line : file.lines) {
        if (line.find("_clock::now") != std::string::npos) {
            faults.push_back(file.path + " must not read a clock: `now` is an argument");
        }
    }
    return faults;
}

}  // namespace

const std::vector<Library>& libraries() {
    static const std::vector<Library> all{
        {"CLI/", {"app/.*"}},
        {"boost/asio", {"api/http/.*", "api/engine_driver\\.[ch]pp", "app/.*"}},
        {"boost/beast", {"api/http/.*\\.cpp"}},
        {"boost/system/", {"api/http/.*", "app/.*"}},
        {"cctz/", {"domain/.*"}},
        {"doctest/", {}},
        {"fmt/", {"api/.*", "app/.*"}},
        {"libical/", {"schemas/calendar/calendar_file\\.cpp"}},
        {"librdkafka/", {"adapters/kafka/rdkafka_[a-z]*\\.[ch]pp"}},
        {"openssl/", {"eventstore/.*\\.cpp", "api/http/tls\\.cpp"}},
        {"prometheus/", {"api/endpoints/metrics\\.cpp", "api/measures\\.cpp"}},
        {"rocksdb/", {"eventstore/rocks_[a-z_]*\\.[ch]pp"}},
        {"simdjson", {"schemas/json/reader\\.cpp"}},
        {"utf8proc.h", {"api/compared_text\\.cpp"}},
        {"zlib.h", {"api/http/gzip\\.cpp"}},
        {"sqlite3.h", {"projections/sqlite/database\\.cpp"}},
        {"sodium", {"eventstore/.*\\.cpp"}},
    };
    return all;
}

std::vector<std::string> faults_against_homes(const SourceFile& file) {
    if (file.path.starts_with("tests/") || file.path.starts_with("bench/")) return {};
    std::vector<std::string> faults;
    const bool is_pure = must_be_pure(file);
    if (is_pure) faults = clocks_read(file);
    for (const auto& include : includes_of(file)) {
        if (include.is_quoted) continue;
        const auto* library = library_of(include.name);
        if (library != nullptr && !matches_one(file.path, library->homes)) {
            faults.push_back(file.path + " is no home of " + include.name);
        } else if (library == nullptr && !is_of_the_platform(include.name)) {
            faults.push_back(file.path + " includes " + include.name + ", which has no home");
        } else if (library == nullptr && is_pure && reaches_the_world(include.name)) {
            faults.push_back(file.path + " is pure and must not include " + include.name);
        }
    }
    return faults;
}

}  // namespace kalends::layering
