#include "domain/zones.hpp"

#include "domain/availability/zone_clock.hpp"

namespace kalends {
namespace {

std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

std::string_view take_word(std::string_view& line) {
    const auto end = line.find(' ');
    const auto word = line.substr(0, end);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    return word;
}

}  // namespace

ZoneNames ZoneNames::parse(std::string_view tzdata_zi) {
    constexpr std::string_view version_mark = "# version ";
    ZoneNames zones;
    if (tzdata_zi.starts_with(version_mark)) {
        auto first = take_line(tzdata_zi);
        first.remove_prefix(version_mark.size());
        zones.version_ = first;
    }
    while (!tzdata_zi.empty()) {
        auto line = take_line(tzdata_zi);
        const auto kind = take_word(line);
        if (kind == "L") take_word(line);  // A link names its target first, then itself.
        if (kind == "Z" || kind == "L") zones.names_.emplace(take_word(line));
    }
    return zones;
}

bool ZoneNames::has(std::string_view name) const {
    const auto found = names_.find(std::string{name});
    return found != names_.end() && ZoneClock::is_known(*found);
}

}  // namespace kalends
