#include "app/settings.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace kalends {
namespace {

constexpr std::uint64_t disk_reserve_mib_max = 1024 * 1024;

template <class Number>
std::string set_number(Number& number, const std::string& text, std::uint64_t most) {
    std::uint64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || rest != end || value > most) {
        return "must be a whole number from 0 to " + std::to_string(most);
    }
    number = static_cast<Number>(value);
    return {};
}

std::string set_switch(bool& on, const std::string& text) {
    if (text != "true" && text != "false") return "must be true or false";
    on = text == "true";
    return {};
}

std::string set_text(std::string& value, const std::string& text) {
    if (text.empty()) return "must not be empty";
    value = text;
    return {};
}

std::string trimmed(const std::string& text) {
    const auto is_blank = [](unsigned char c) { return std::isspace(c) != 0; };
    const auto first = std::find_if_not(text.begin(), text.end(), is_blank);
    const auto last = std::find_if_not(text.rbegin(), text.rend(), is_blank).base();
    return first < last ? std::string{first, last} : std::string{};
}

const Setting* find_setting(std::string_view name) {
    const auto& table = settings_table();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Setting& s) { return s.name == name; });
    return found == table.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<Setting>& settings_table() {
    static const std::vector<Setting> table{
        {"data", "FOLDER", "where the store is kept; made if there is none [kalends-data]",
         [](Settings& s, const std::string& text) { return set_text(s.data, text); }},
        {"master-key", "FILE",
         "the key that wraps all keys, outside the data folder; made if there is none "
         "[<data>.key]",
         [](Settings& s, const std::string& text) { return set_text(s.master_key, text); }},
        {"address", "ADDRESS", "the numeric address to listen at [127.0.0.1]",
         [](Settings& s, const std::string& text) { return set_text(s.address, text); }},
        {"port", "PORT", "the port to listen at; 0 takes a free one [8080]",
         [](Settings& s, const std::string& text) { return set_number(s.port, text, 65'535); }},
        {"zone-data", "FILE", "the names and version of the zones [/usr/share/zoneinfo/tzdata.zi]",
         [](Settings& s, const std::string& text) { return set_text(s.zone_data, text); }},
        {"cors-origin", "ORIGIN", "the web origin that may call the API [*]",
         [](Settings& s, const std::string& text) { return set_text(s.cors_origin, text); }},
        {"disk-reserve-mib", "MIB", "below this much free disk no new bookings are taken [256]",
         [](Settings& s, const std::string& text) {
             return set_number(s.disk_reserve_mib, text, disk_reserve_mib_max);
         }},
        {"settable-clock", "", "let the operator set the clock over HTTP: for tests only",
         [](Settings& s, const std::string& text) { return set_switch(s.settable_clock, text); }},
        {"accept-clock", "", "go by the machine's clock though the log has seen a later time",
         [](Settings& s, const std::string& text) { return set_switch(s.accept_clock, text); }},
        {"demo", "", "serve a demo organisation with a history of bookings",
         [](Settings& s, const std::string& text) { return set_switch(s.demo, text); }},
    };
    return table;
}

std::string environment_name(std::string_view setting) {
    std::string name = "KALENDS_";
    for (const char c : setting) {
        name.push_back(c == '-' ? '_' : static_cast<char>(std::toupper(c)));
    }
    return name;
}

std::vector<GivenSetting> read_settings_file(const std::string& path,
                                             std::vector<std::string>& faults) {
    std::vector<GivenSetting> given;
    std::ifstream file{path};
    if (!file) faults.push_back(path + ": cannot be read");
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const auto source = path + ":" + std::to_string(number);
        line = trimmed(line.substr(0, line.find('#')));
        if (line.empty()) continue;
        const auto equals = line.find('=');
        if (equals == std::string::npos) {
            faults.push_back(source + ": expected name = value");
            continue;
        }
        given.push_back(
            {trimmed(line.substr(0, equals)), trimmed(line.substr(equals + 1)), source});
    }
    return given;
}

std::vector<GivenSetting> read_environment() {
    std::vector<GivenSetting> given;
    for (const auto& setting : settings_table()) {
        const auto name = environment_name(setting.name);
        const char* value = std::getenv(name.c_str());
        if (value != nullptr) given.push_back({std::string{setting.name}, value, name});
    }
    return given;
}

Settings apply_settings(const std::vector<GivenSetting>& given, std::vector<std::string>& faults) {
    Settings settings;
    for (const auto& [name, value, source] : given) {
        const auto* setting = find_setting(name);
        const auto fault = setting == nullptr ? "there is no such setting: " + name
                                              : setting->apply(settings, value);
        if (!fault.empty()) faults.push_back(source + ": " + fault);
    }
    if (settings.master_key.empty()) settings.master_key = settings.data + ".key";
    if (!std::filesystem::exists(settings.zone_data)) {
        faults.push_back("zone-data: there is no file " + settings.zone_data +
                         " (install the package tzdata)");
    }
    return settings;
}

}  // namespace kalends
