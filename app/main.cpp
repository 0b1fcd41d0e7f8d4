#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <map>
#include <optional>

#include "app/commands.hpp"

namespace kalends {
namespace {

// What the command line gave for each setting; CLI11 writes here while it parses.
struct CommandLine {
    std::map<std::string, std::string> values;
    std::map<std::string, bool> switches;
    std::string settings_file;

    [[nodiscard]] std::vector<GivenSetting> given() const {
        std::vector<GivenSetting> all;
        for (const auto& [name, value] : values) {
            if (!value.empty()) all.push_back({name, value, "--" + name});
        }
        for (const auto& [name, on] : switches) {
            if (on) all.push_back({name, "true", "--" + name});
        }
        return all;
    }
};

void add_settings(CLI::App& command, CommandLine& line) {
    for (const auto& setting : settings_table()) {
        const std::string name{setting.name};
        const auto meaning = fmt::format("{}; {}", setting.meaning, environment_name(setting.name));
        if (setting.shows.empty()) {
            command.add_flag("--" + name, line.switches[name], meaning);
        } else {
            command.add_option("--" + name, line.values[name], meaning)
                ->type_name(std::string{setting.shows});
        }
    }
    command.add_option("--settings", line.settings_file, "a file of lines name = value")
        ->type_name("FILE")
        ->envname("KALENDS_SETTINGS");
}

// The weakest first: file, environment, command line. Nothing if any of it is faulty.
std::optional<Settings> settings_of(const CommandLine& line) {
    std::vector<std::string> faults;
    std::vector<GivenSetting> given;
    if (!line.settings_file.empty()) given = read_settings_file(line.settings_file, faults);
    for (auto& setting : read_environment()) given.push_back(std::move(setting));
    for (auto& setting : line.given()) given.push_back(std::move(setting));
    auto settings = apply_settings(given, faults);
    for (const auto& fault : faults) fmt::print(stderr, "kalends: {}\n", fault);
    if (!faults.empty()) return std::nullopt;
    return settings;
}

int run(int argc, char** argv) {
    CLI::App program{"Kalends, an event-sourced booking engine", "kalends"};
    program.set_version_flag("--version", "kalends 0.1.0");
    program.require_subcommand(1);
    CommandLine line;
    auto* serving = program.add_subcommand("serve", "serve the HTTP API");
    auto* verifying = program.add_subcommand("verify", "audit the log of a store that is not open");
    auto* asking = program.add_subcommand("health", "ask a server on this machine if it is ready");
    for (auto* command : {serving, verifying, asking}) add_settings(*command, line);
    CLI11_PARSE(program, argc, argv);

    const auto settings = settings_of(line);
    if (!settings) return 2;
    if (verifying->parsed()) return verify_store(*settings);
    return asking->parsed() ? ask_health(*settings) : serve(*settings);
}

}  // namespace
}  // namespace kalends

int main(int argc, char** argv) {
    try {
        return kalends::run(argc, argv);
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "kalends: %s\n", trouble.what());
        return 2;
    }
}
