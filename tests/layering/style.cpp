#include "tests/layering/style.hpp"

#include <algorithm>
#include <regex>

namespace kalends::layering {
namespace {

constexpr std::size_t columns_max = 100;
constexpr std::size_t lines_max = 300;
constexpr std::size_t test_lines_max = 400;

bool is_test(const SourceFile& file) {
    return file.path.starts_with("tests/");
}

// The words are put together, so that this file passes its own test.
bool is_left_for_later(const std::string& line) {
    static const std::regex words{
        "\\b(TO"
        "DO|FIX"
        "ME|X"
        "XX|HA"
        "CK)\\b"};
    return std::regex_search(line, words);
}

bool waits_for_time(const std::string& line) {
    static const std::regex words{R"(\b(sleep_for|sleep_until|nanosleep|usleep|sleep)\s*\()"};
    return std::regex_search(line, words);
}

bool has_empty_name(const std::string& path) {
    static const std::regex words{
        "(.*/)?([a-z0-9]+_)*(managers?|helpers?|utils?|impl|services?)(_[a-z0-9]+)*\\.[a-z]+"};
    return std::regex_match(path, words);
}

bool is_guarded(const SourceFile& file) {
    return std::ranges::count(file.lines, "#pragma once") == 1;
}

}  // namespace

std::span<const LongFile> long_files() {
    static const std::vector<LongFile> files;  // none at present
    return files;
}

bool is_too_long(const SourceFile& file) {
    return file.lines.size() > (is_test(file) ? test_lines_max : lines_max);
}

std::size_t columns_of(std::string_view line) {
    return static_cast<std::size_t>(std::ranges::count_if(
        line, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; }));
}

std::vector<std::string> faults_of_style(const SourceFile& file) {
    std::vector<std::string> faults;
    if (has_empty_name(file.path)) faults.push_back(file.path + " has a name that says nothing");
    if (is_header(file) && !is_guarded(file)) faults.push_back(file.path + " lacks #pragma once");
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const auto& line = file.lines[i];
        const auto place = file.path + ":" + std::to_string(i + 1);
        if (columns_of(line) > columns_max) faults.push_back(place + " is over 100 columns");
        if (is_left_for_later(line)) faults.push_back(place + " leaves something for later");
        if (is_test(file) && waits_for_time(line)) faults.push_back(place + " sleeps in a test");
    }
    return faults;
}

}  // namespace kalends::layering
