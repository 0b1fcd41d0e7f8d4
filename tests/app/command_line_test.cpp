#include "app/command_line.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/fakes/temporary_folder.hpp"

namespace command_line_test {

using namespace kalends;

namespace {

std::variant<Invocation, Ending> read(std::vector<const char*> arguments,
                                      const Environment& environment = {}) {
    arguments.insert(arguments.begin(), "kalends");
    return read_command_line(static_cast<int>(arguments.size()), arguments.data(), environment);
}

Settings settings_of(const std::vector<const char*>& arguments,
                     const Environment& environment = {}) {
    const auto read_as = read(arguments, environment);
    const auto* ending = std::get_if<Ending>(&read_as);
    REQUIRE_MESSAGE(ending == nullptr, ending->trouble);
    return std::get<Invocation>(read_as).settings;
}

Ending ending_of(const std::vector<const char*>& arguments, const Environment& environment = {}) {
    const auto read_as = read(arguments, environment);
    REQUIRE(std::holds_alternative<Ending>(read_as));
    return std::get<Ending>(read_as);
}

std::string written(const fakes::TemporaryFolder& folder, std::string_view text) {
    auto path = (folder.path() / "kalends.conf").string();
    std::ofstream{path} << text;
    return path;
}

}  // namespace

TEST_CASE("each subcommand is known by its name") {
    CHECK(std::get<Invocation>(read({"serve"})).subcommand == Subcommand::serve);
    CHECK(std::get<Invocation>(read({"verify"})).subcommand == Subcommand::verify);
    CHECK(std::get<Invocation>(read({"zones", "check"})).subcommand == Subcommand::zones_check);
    CHECK(std::get<Invocation>(read({"health"})).subcommand == Subcommand::health);
    CHECK(std::get<Invocation>(read({"config"})).subcommand == Subcommand::config);
    CHECK(std::get<Invocation>(read({"organisations"})).subcommand == Subcommand::organisations);
}

TEST_CASE("a flag goes before the environment, that before the file, that before the default") {
    const fakes::TemporaryFolder folder;
    const auto file = written(folder, "port = 1\naddress = ::1\ncors-origin = https://a\n");
    const Environment environment{
        {"KALENDS_SETTINGS", file}, {"KALENDS_PORT", "2"}, {"KALENDS_ADDRESS", "::2"}};
    const auto settings = settings_of({"serve", "--port", "3"}, environment);
    CHECK(settings.port == 3);
    CHECK(settings.address == "::2");
    CHECK(settings.cors_origin == "https://a");
    CHECK(settings.disk_reserve_mib == Settings{}.disk_reserve_mib);
}

TEST_CASE("a password is given by the environment or the file, and never by a flag") {
    CHECK(settings_of({"serve"}, {{"KALENDS_KAFKA_PASSWORD", "open"}}).kafka.password == "open");
    CHECK(ending_of({"serve", "--kafka-password", "open"}).trouble ==
          "kalends: --kafka-password: there is no such option\n"
          "kalends: open: belongs to no option\n");
}

TEST_CASE("the flag names another settings file than the environment") {
    const fakes::TemporaryFolder folder;
    const auto file = written(folder, "port = 1\n");
    CHECK(
        settings_of({"serve", "--settings", file.c_str()}, {{"KALENDS_SETTINGS", "/gone"}}).port ==
        1);
}

TEST_CASE("a switch is on by its name, and can be turned off where it was turned on") {
    CHECK(settings_of({"serve", "--demo"}).demo);
    CHECK(settings_of({"serve"}, {{"KALENDS_DEMO", "true"}}).demo);
    CHECK_FALSE(settings_of({"serve", "--demo=false"}, {{"KALENDS_DEMO", "true"}}).demo);
    CHECK(settings_of({"serve", "--demo"}, {{"KALENDS_DEMO", "false"}}).demo);
}

TEST_CASE("of a flag given twice the later counts") {
    CHECK(settings_of({"serve", "--port", "1", "--port", "2"}).port == 2);
}

TEST_CASE("all faults are told at once, wherever they were given") {
    const fakes::TemporaryFolder folder;
    const auto file = written(folder, "prot = 1\nport\n");
    const auto ending =
        ending_of({"serve", "--demo=perhaps", "--data", "", "--prot", "80"},
                  {{"KALENDS_SETTINGS", file}, {"KALENDS_DAAT", "x"}, {"KALENDS_PORT", "many"}});
    CHECK(ending.exit_code == 2);
    CHECK(ending.out.empty());
    CHECK(ending.trouble ==
          "kalends: --prot: there is no such option\n"
          "kalends: 80: belongs to no option\n"
          "kalends: " +
              file +
              ":2: expected name = value\n"
              "kalends: " +
              file +
              ":1: prot: there is no such setting\n"
              "kalends: KALENDS_DAAT: there is no such setting\n"
              "kalends: KALENDS_PORT: must be a whole number from 0 to 65535\n"
              "kalends: --data: must not be empty\n"
              "kalends: --demo: must be true or false\n");
}

TEST_CASE("a subcommand has the options that it obeys, and no other") {
    const auto help = ending_of({"verify", "--help"}).out;
    CHECK(help.find("--data") != std::string::npos);
    CHECK(help.find("--port") == std::string::npos);
    CHECK(ending_of({"verify", "--port", "1"}).trouble ==
          "kalends: --port: there is no such option\nkalends: 1: belongs to no option\n");
    CHECK(settings_of({"health", "--port", "7"}).port == 7);
}

TEST_CASE("who asks a server is told where that listens, and not where one would") {
    for (const auto& arguments : std::vector<std::vector<const char*>>{
             {"organisations", "--help"}, {"keys", "list", "--help"}, {"health", "--help"}}) {
        const auto help = ending_of(arguments).out;
        CHECK(help.find("the port at which the server listens") != std::string::npos);
        CHECK(help.find("takes a free one") == std::string::npos);
        CHECK(help.find("made if there is none") == std::string::npos);
    }
    CHECK(ending_of({"verify", "--help"}).out.find("made if there") == std::string::npos);
}

TEST_CASE("what cannot be understood at all ends the program with a hint") {
    for (const auto& arguments : std::vector<std::vector<const char*>>{{},
                                                                       {"sevre"},
                                                                       {"--port", "1"},
                                                                       {"serve", "--port"},
                                                                       {"serve", "verify"},
                                                                       {"zones"},
                                                                       {"zones", "serve"}}) {
        const auto ending = ending_of(arguments);
        CHECK(ending.exit_code == 2);
        CHECK_FALSE(ending.trouble.empty());
    }
}

TEST_CASE("the help of who obeys all settings shows each, its variable and its default") {
    for (const auto* subcommand : {"serve", "config"}) {
        const auto ending = ending_of({subcommand, "--help"});
        CHECK(ending.exit_code == 0);
        for (const auto& setting : settings_table()) {
            const auto begin = ending.out.find("--" + std::string{setting.name});
            if (setting.is_secret) {
                CHECK(begin == std::string::npos);
                CHECK(ending.out.find(environment_name(setting.name)) != std::string::npos);
                continue;
            }
            REQUIRE_MESSAGE(begin != std::string::npos, std::string{setting.name});
            const auto row = ending.out.substr(begin, ending.out.find("\n  --", begin) - begin);
            CHECK(row.find(environment_name(setting.name)) != std::string::npos);
            const auto usual = default_of(setting);
            CHECK(row.find(usual.empty() ? "by default" : "[" + usual + "]") != std::string::npos);
        }
    }
}

TEST_CASE("the version is told") {
    CHECK(ending_of({"--version"}).out.starts_with("kalends "));
    CHECK(ending_of({"--version"}).exit_code == 0);
}

}  // namespace command_line_test
