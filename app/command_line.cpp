#include "app/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <optional>
#include <sstream>
#include <utility>

namespace kalends {
namespace {

// A setting takes text as it was given: it is checked with what the environment and the file give,
// so that all faults are told at once. For the same reason arguments that nobody knows are let in.
CLI::App& add_subcommand(CLI::App& program, const std::string& name, const std::string& meaning) {
    auto& command = *program.add_subcommand(name, meaning)->allow_extras();
    for (const auto& setting : settings_table()) {
        if (setting.is_secret) continue;
        const auto usual = default_of(setting);
        const auto text = fmt::format("{}; {}{}", setting.meaning, environment_name(setting.name),
                                      usual.empty() ? "" : fmt::format(" [{}]", usual));
        const auto flag = fmt::format("--{}", setting.name);
        if (setting.shows.empty()) {
            command.add_flag(flag, text);
        } else {
            command.add_option(flag, CLI::callback_t{}, text)
                ->type_name(std::string{setting.shows})
                ->take_last();
        }
    }
    command
        .add_option("--settings", CLI::callback_t{},
                    fmt::format("a file of lines name = value; {}", settings_file_variable))
        ->type_name("FILE")
        ->take_last();
    return command;
}

std::optional<std::string> given_for(const CLI::App& command, std::string_view name) {
    const auto* option = command.get_option(fmt::format("--{}", name));
    return option->count() == 0 ? std::nullopt : std::optional{option->results().back()};
}

std::vector<GivenSetting> given_by(const CLI::App& command) {
    std::vector<GivenSetting> given;
    for (const auto& setting : settings_table()) {
        if (setting.is_secret) continue;
        auto value = given_for(command, setting.name);
        const auto name = std::string{setting.name};
        if (value) given.push_back({name, *std::move(value), "--" + name});
    }
    return given;
}

std::optional<std::string> settings_file_of(const CLI::App& command,
                                            const Environment& environment) {
    if (auto file = given_for(command, "settings")) return file;
    const auto found = environment.find(settings_file_variable);
    return found == environment.end() ? std::nullopt : std::optional{found->second};
}

// The weakest first: file, environment, command line.
Settings settings_of(const CLI::App& command, const Environment& environment,
                     std::vector<std::string>& faults) {
    for (const auto& extra : command.remaining()) {
        faults.push_back(extra + (extra.starts_with('-') ? ": there is no such option"
                                                         : ": belongs to no option"));
    }
    std::vector<GivenSetting> given;
    if (const auto file = settings_file_of(command, environment)) {
        given = read_settings_file(*file, faults);
    }
    for (auto& setting : read_environment(environment)) given.push_back(std::move(setting));
    for (auto& setting : given_by(command)) given.push_back(std::move(setting));
    return apply_settings(given, faults);
}

// Help and version are faults to CLI11, too.
Ending ending_of(const CLI::App& program, const CLI::ParseError& reason) {
    std::ostringstream out;
    std::ostringstream trouble;
    const bool is_well = program.exit(reason, out, trouble) == 0;
    return {is_well ? 0 : 2, out.str(), trouble.str()};
}

Ending ending_of(const std::vector<std::string>& faults) {
    Ending ending{2, {}, {}};
    for (const auto& fault : faults) ending.trouble += fmt::format("kalends: {}\n", fault);
    return ending;
}

}  // namespace

std::variant<Invocation, Ending> read_command_line(int argc, const char* const* argv,
                                                   const Environment& environment) {
    CLI::App program{"Kalends, an event-sourced booking engine", "kalends"};
    program.set_version_flag("--version", "kalends 0.1.0");
    program.require_subcommand(1);
    auto& zones = *program.add_subcommand("zones", "what zone data have to do with a store");
    zones.require_subcommand(1);
    const std::pair<Subcommand, CLI::App&> subcommands[] = {
        {Subcommand::serve, add_subcommand(program, "serve", "serve the HTTP API")},
        {Subcommand::verify,
         add_subcommand(program, "verify", "audit the log of a store, open or not")},
        {Subcommand::zones_check,
         add_subcommand(zones, "check",
                        "list the bookings whose civil time and instant now differ")},
        {Subcommand::health,
         add_subcommand(program, "health", "ask a server on this machine if it answers")},
    };
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& reason) {
        return ending_of(program, reason);
    }
    for (const auto& [subcommand, command] : subcommands) {
        if (!command.parsed()) continue;
        std::vector<std::string> faults;
        auto settings = settings_of(command, environment, faults);
        if (!faults.empty()) return ending_of(faults);
        return Invocation{subcommand, std::move(settings)};
    }
    return Ending{2, {}, program.help()};
}

}  // namespace kalends
