#include <unistd.h>

#include <cstdio>
#include <exception>

#include "app/command_line.hpp"
#include "app/commands.hpp"
#include "app/say.hpp"
#include "projections/all_views.hpp"

namespace kalends {
namespace {

int run(const Ending& ending) {
    say(stdout, "{}", ending.out);
    say(stderr, "{}", ending.trouble);
    return ending.exit_code;
}

int run(const Invocation& invocation) {
    switch (invocation.subcommand) {
        case Subcommand::serve:
            return serve(invocation.settings, all_views);
        case Subcommand::verify:
            return verify_store(invocation.settings);
        case Subcommand::zones_check:
            return check_zones_of_store(invocation.settings);
        case Subcommand::health:
            return ask_health(invocation.settings);
        case Subcommand::organisations:
            return list_organisations(invocation.settings);
        case Subcommand::keys_make:
            return make_key(invocation.settings, invocation.keys);
        case Subcommand::keys_list:
            return list_keys(invocation.settings, invocation.keys);
        case Subcommand::keys_revoke:
            return revoke_key(invocation.settings, invocation.keys);
        case Subcommand::config:
            say(stdout, "{}", shown_settings(invocation.settings, invocation.given));
            return 0;
    }
    return 2;
}

}  // namespace
}  // namespace kalends

int main(int argc, char** argv) {
    try {
        const auto asked = kalends::read_command_line(argc, argv, kalends::environment_of(environ));
        return std::visit([](const auto& what) { return kalends::run(what); }, asked);
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "kalends: %s\n", trouble.what());
        return 2;
    }
}
