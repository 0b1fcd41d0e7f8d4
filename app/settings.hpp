#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/kafka/kafka_settings.hpp"

namespace kalends {

// How the program is set up. Each setting is taken from the command line, else the environment,
// else the settings file, else its default, which stands here.
struct Settings {
    std::string data = "kalends-data";  // folder of the store; no separator at its end
    std::string master_key;             // file of the key that wraps all keys, not in `data`
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string trusted_proxies;  // addresses, with commas between
    std::string tls_certificate;  // PEM files; without them plain HTTP is spoken
    std::string tls_key;
    std::string zone_data = "/usr/share/zoneinfo/tzdata.zi";
    std::string cors_origin = "*";
    std::uint64_t disk_reserve_mib = 256;
    std::uint64_t rate_per_key = 100;
    std::uint64_t rate_per_address = 20;
    std::string log_level = "info";
    std::string log_format = "text";
    bool settable_clock = false;
    bool accept_clock = false;
    bool demo = false;
    kafka::KafkaSettings kafka;
};

// One setting by name, and where its value is kept.
struct Setting {
    using Field =
        std::variant<std::string Settings::*, std::uint16_t Settings::*, std::uint64_t Settings::*,
                     bool Settings::*, std::string kafka::KafkaSettings::*>;

    std::string_view name;   // "data": --data on the command line, KALENDS_DATA in the environment
    std::string_view shows;  // what stands for the value in the help text; empty for a switch
    std::string_view meaning;
    Field field;
    bool is_secret = false;  // no flag, which whoever lists the processes could read
};
[[nodiscard]] const std::vector<Setting>& settings_table();

// The environment's name of a setting: "cors-origin" is KALENDS_CORS_ORIGIN.
[[nodiscard]] std::string environment_name(std::string_view setting);

// The default as it could be given; empty where another setting decides.
[[nodiscard]] std::string default_of(const Setting& setting);

// The value as it could be given; empty where there is none.
[[nodiscard]] std::string value_of(const Setting& setting, Settings settings);

// A value that somebody gave for a setting, and where it was given: "--port", "KALENDS_PORT",
// "kalends.conf:3".
struct GivenSetting {
    std::string name;
    std::string value;
    std::string source;
};

// Where the value in force was given; "default" if nowhere.
[[nodiscard]] std::string source_of(std::string_view setting,
                                    const std::vector<GivenSetting>& given);

// All settings in force, as a settings file could have them, each with its source. A secret is not
// shown.
[[nodiscard]] std::string shown_settings(const Settings& settings,
                                         const std::vector<GivenSetting>& given);

// Applies what was given, the weakest first, and checks the result as a whole. Faults are appended,
// all at once.
[[nodiscard]] Settings apply_settings(const std::vector<GivenSetting>& given,
                                      std::vector<std::string>& faults);

}  // namespace kalends
