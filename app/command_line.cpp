#include "app/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

namespace kalends {
namespace {

// A setting that a subcommand obeys, and what it means there.
struct Obeyed {
    std::string_view name;
    std::string_view meaning;
};

constexpr Obeyed of_a_store{"data", "where the store is kept"};
constexpr Obeyed of_its_zones{"zone-data", "the names and version of the zones"};

// Of a server that is asked: where it listens. It says by itself whether it speaks TLS.
const std::vector<Obeyed>& of_a_server_here() {
    static const std::vector<Obeyed> obeyed{
        {"address", "the numeric address at which the server listens"},
        {"port", "the port at which the server listens"},
        {"tls-certificate", "the certificate of a server that is to speak TLS, else not needed"},
        {"tls-key", "its key, else not needed"}};
    return obeyed;
}

// The operator's key lies in the data folder of that server.
const std::vector<Obeyed>& of_the_operator_here() {
    static const auto obeyed = [] {
        auto all = of_a_server_here();
        all.push_back({"data", "the folder of the server's store, in which the operator's key is"});
        return all;
    }();
    return obeyed;
}

// A setting takes text as it was given: it is checked with what the environment and the file give,
// so that all faults are told at once. For the same reason arguments that nobody knows are let in.
// `asked` are the settings that the subcommand obeys: all of them if it names none.
CLI::App& add_subcommand(CLI::App& program, const std::string& name, const std::string& meaning,
                         const std::vector<Obeyed>& asked = {}) {
    auto& command = *program.add_subcommand(name, meaning)->allow_extras();
    for (const auto& setting : settings_table()) {
        const auto obeyed = std::ranges::find(asked, setting.name, &Obeyed::name);
        const bool is_asked = asked.empty() || obeyed != asked.end();
        if (setting.is_secret || !is_asked) continue;
        const auto usual = default_of(setting);
        const auto text = fmt::format("{}; {}{}", asked.empty() ? setting.meaning : obeyed->meaning,
                                      environment_name(setting.name),
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

// `kalends keys`, and below it what can be done with them. The values stand in `asked` once they
// are parsed.
CLI::App& add_keys(CLI::App& keys, const std::string& name, const std::string& meaning,
                   KeysAsked& asked) {
    auto& command = add_subcommand(keys, name, meaning, of_the_operator_here());
    command
        .add_option("--organisation", asked.organisation,
                    "whose keys, as `kalends organisations` lists it")
        ->type_name("ID")
        ->required();
    return command;
}

CLI::App& add_keys_make(CLI::App& keys, KeysAsked& asked) {
    auto& command = add_keys(keys, "make", "make a key, whose secret is shown this once", asked);
    command.add_option("--label", asked.label, "what it is for")->type_name("TEXT")->required();
    command.add_option("--role", asked.role, "owner, admin, host or viewer")
        ->type_name("ROLE")
        ->required();
    command.add_option("--scopes", asked.scopes, "fewer than its role has, with commas between")
        ->type_name("SCOPE,...");
    command.add_option("--host", asked.host, "the host that a key of the role host acts for")
        ->type_name("ID");
    command.add_option("--expires-at", asked.expires_at, "as 2027-01-01T00:00:00Z; else never")
        ->type_name("TIME");
    return command;
}

CLI::App& add_keys_revoke(CLI::App& keys, KeysAsked& asked) {
    auto& command = add_keys(keys, "revoke", "make a key good for nothing any more", asked);
    command.add_option("key", asked.key, "its id")->type_name("ID")->required();
    return command;
}

std::optional<std::string> given_for(const CLI::App& command, std::string_view name) {
    const auto* option = command.get_option_no_throw(fmt::format("--{}", name));
    const bool is_given = option != nullptr && option->count() != 0;
    return is_given ? std::optional{option->results().back()} : std::nullopt;
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
std::vector<GivenSetting> all_given(const CLI::App& command, const Environment& environment,
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
    return given;
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
    auto& keys = *program.add_subcommand(
        "keys", "API keys of an organisation, by the operator of a server on this machine");
    keys.require_subcommand(1);
    KeysAsked asked;
    const std::pair<Subcommand, CLI::App&> subcommands[] = {
        {Subcommand::serve, add_subcommand(program, "serve", "serve the HTTP API")},
        {Subcommand::verify,
         add_subcommand(program, "verify", "audit the log of a store, open or not", {of_a_store})},
        {Subcommand::zones_check,
         add_subcommand(zones, "check", "list the bookings whose civil time and instant now differ",
                        {of_a_store, of_its_zones})},
        {Subcommand::health,
         add_subcommand(program, "health", "ask a server on this machine if it answers",
                        of_a_server_here())},
        {Subcommand::config,
         add_subcommand(program, "config",
                        "print what a server started so would have, and where it comes from")},
        {Subcommand::organisations,
         add_subcommand(program, "organisations",
                        "list the organisations of a server on this machine, by its operator",
                        of_the_operator_here())},
        {Subcommand::keys_make, add_keys_make(keys, asked)},
        {Subcommand::keys_list, add_keys(keys, "list", "list keys, without their secrets", asked)},
        {Subcommand::keys_revoke, add_keys_revoke(keys, asked)},
    };
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& reason) {
        return ending_of(program, reason);
    }
    for (const auto& [subcommand, command] : subcommands) {
        if (!command.parsed()) continue;
        std::vector<std::string> faults;
        auto given = all_given(command, environment, faults);
        auto settings = apply_settings(given, faults);
        if (!faults.empty()) return ending_of(faults);
        return Invocation{subcommand, std::move(settings), std::move(given), std::move(asked)};
    }
    return Ending{2, {}, program.help()};
}

}  // namespace kalends
