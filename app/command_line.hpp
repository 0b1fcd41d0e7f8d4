#pragma once

#include <string>
#include <variant>
#include <vector>

#include "app/given_settings.hpp"
#include "app/keys.hpp"
#include "app/settings.hpp"

namespace kalends {

enum class Subcommand {
    serve,
    verify,
    zones_check,
    health,
    config,
    organisations,
    keys_make,
    keys_list,
    keys_revoke
};

// What the program is asked to do.
struct Invocation {
    Subcommand subcommand{};
    Settings settings;
    std::vector<GivenSetting> given;  // where they come from, the weakest first
    KeysAsked keys = {};
};

// What it says instead and ends with: the help, the version, or all that is wrong with how it was
// called and set up.
struct Ending {
    int exit_code = 0;
    std::string out;      // for standard output
    std::string trouble;  // for standard error
};

// Reads the arguments, the environment, and the settings file that either names.
[[nodiscard]] std::variant<Invocation, Ending> read_command_line(int argc, const char* const* argv,
                                                                 const Environment& environment);

}  // namespace kalends
