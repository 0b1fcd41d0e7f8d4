#include "app/given_settings.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>

namespace kalends {
namespace {

std::string trimmed(const std::string& text) {
    const auto is_blank = [](unsigned char c) { return std::isspace(c) != 0; };
    const auto first = std::find_if_not(text.begin(), text.end(), is_blank);
    const auto last = std::find_if_not(text.rbegin(), text.rend(), is_blank).base();
    return first < last ? std::string{first, last} : std::string{};
}

// A comment begins where a word does: a password, or a folder's name, may have a # in it.
std::string without_comment(const std::string& line) {
    auto at = line.find('#');
    while (at != std::string::npos && at > 0 && line[at - 1] != ' ' && line[at - 1] != '\t') {
        at = line.find('#', at + 1);
    }
    return line.substr(0, at);
}

// The variable itself, if it stands for no setting.
std::string setting_of_variable(const std::string& variable) {
    for (const auto& setting : settings_table()) {
        if (environment_name(setting.name) == variable) return std::string{setting.name};
    }
    return variable;
}

}  // namespace

std::vector<GivenSetting> read_settings_file(const std::string& path,
                                             std::vector<std::string>& faults) {
    std::vector<GivenSetting> given;
    std::ifstream file{path};
    if (!file || !std::filesystem::is_regular_file(path)) {
        faults.push_back("settings: " + path + " is no file that can be read");
        return given;
    }
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const auto source = path + ":" + std::to_string(number);
        line = trimmed(without_comment(line));
        if (line.empty()) continue;
        const auto equals = line.find('=');
        if (equals == std::string::npos) {
            faults.push_back(source + ": expected name = value");
            continue;
        }
        const auto name = trimmed(line.substr(0, equals));
        if (std::ranges::find(given, name, &GivenSetting::name) != given.end()) {
            faults.push_back(source + ": " + name + " stands there already");
        }
        given.push_back({name, trimmed(line.substr(equals + 1)), source + ": " + name});
    }
    return given;
}

Environment environment_of(const char* const* entries) {
    Environment environment;
    for (; *entries != nullptr; ++entries) {
        const std::string_view entry{*entries};
        const auto equals = entry.find('=');
        if (equals != std::string_view::npos) {
            environment.emplace(entry.substr(0, equals), entry.substr(equals + 1));
        }
    }
    return environment;
}

std::vector<GivenSetting> read_environment(const Environment& environment) {
    std::vector<GivenSetting> given;
    for (const auto& [variable, value] : environment) {
        if (!variable.starts_with("KALENDS_") || variable == settings_file_variable) continue;
        given.push_back({setting_of_variable(variable), value, variable});
    }
    return given;
}

}  // namespace kalends
