#include "app/settings.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <regex>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "api/http/forwarded.hpp"
#include "api/http/tls.hpp"
#include "api/log.hpp"

namespace kalends {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t port_max = 65'535;
constexpr std::uint64_t number_max = std::uint64_t{1024} * 1024;

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

// Each `set` takes what a text means as the value, or returns what is wrong with the text.
std::string set(std::uint16_t& port, const std::string& text) {
    return set_number(port, text, port_max);
}

std::string set(std::uint64_t& number, const std::string& text) {
    return set_number(number, text, number_max);
}

std::string set(bool& on, const std::string& text) {
    if (text != "true" && text != "false") return "must be true or false";
    on = text == "true";
    return {};
}

std::string set(std::string& value, const std::string& text) {
    if (text.empty()) return "must not be empty";
    // Taken for what they are, they would make a strange folder somewhere.
    if (text.front() == '"' || text.front() == '\'') return "must stand without quotes";
    if (text.front() == '~') return "must be written in full: what ~ is, only a shell knows";
    value = text;
    return {};
}

std::string text_of(const std::string& value) {
    return value;
}
std::string text_of(std::uint16_t number) {
    return std::to_string(number);
}
std::string text_of(std::uint64_t number) {
    return std::to_string(number);
}
std::string text_of(bool on) {
    return on ? "true" : "false";
}

template <class Value>
Value& value_of(Settings& settings, Value Settings::* field) {
    return settings.*field;
}
std::string& value_of(Settings& settings, std::string kafka::KafkaSettings::* field) {
    return settings.kafka.*field;
}

std::string apply(const GivenSetting& given, Settings& settings) {
    const auto& table = settings_table();
    const auto setting = std::ranges::find(table, given.name, &Setting::name);
    if (setting == table.end()) return "there is no such setting";
    if (setting->is_secret && !given.value.empty()) {
        // No path and no name: it may begin with anything.
        value_of(settings, std::get<std::string kafka::KafkaSettings::*>(setting->field)) =
            given.value;
        return {};
    }
    return std::visit([&](auto field) { return set(value_of(settings, field), given.value); },
                      setting->field);
}

// One folder, one name: what is called by the folder's name would otherwise lie in `folder/`.
std::string without_trailing_separator(const std::string& folder) {
    const auto path = fs::path{folder}.lexically_normal();
    return path.has_filename() ? path.string() : path.parent_path().string();
}

// Whether or not it is there yet.
fs::path real_path(const fs::path& path) {
    std::error_code trouble;
    auto real = fs::weakly_canonical(fs::absolute(path), trouble);
    return trouble ? fs::absolute(path).lexically_normal() : real;
}

bool lies_in(const fs::path& file, const fs::path& folder) {
    return *real_path(file).lexically_relative(real_path(folder)).begin() != "..";
}

// As browsers send it: a scheme, a host and perhaps a port, and no path.
bool is_web_origin(const std::string& origin) {
    static const std::regex form{R"(https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?)"};
    return origin == "*" || std::regex_match(origin, form);
}

void note_tls_faults(const Settings& settings, kafka::SettingFaults& faults) {
    const auto& [certificate, key] = std::tie(settings.tls_certificate, settings.tls_key);
    if (certificate.empty() && key.empty()) return;
    if (key.empty()) faults.emplace_back("tls-certificate", "tls-key is missing beside it");
    if (certificate.empty()) faults.emplace_back("tls-key", "tls-certificate is missing beside it");
    if (key.empty() || certificate.empty()) return;
    const auto before = faults.size();
    const auto expect_file = [&](const char* name, const std::string& file) {
        if (!fs::is_regular_file(file)) faults.emplace_back(name, "there is no file " + file);
    };
    expect_file("tls-certificate", certificate);
    expect_file("tls-key", key);
    if (faults.size() > before) return;
    try {
        const http::Tls can_be_used{certificate, key};
    } catch (const http::TlsTrouble& trouble) {
        faults.emplace_back("tls-certificate", trouble.what());
    }
}

// What is wrong with values that can be read, each by the setting's name.
kafka::SettingFaults faults_of(const Settings& settings) {
    auto faults = kafka::faults_of(settings.kafka);
    const auto note = [&](std::string name, std::string fault) {
        faults.emplace_back(std::move(name), std::move(fault));
    };
    if (lies_in(settings.master_key, settings.data)) {
        note("master-key", settings.master_key + " lies in the data folder " + settings.data +
                               ", apart from which it must be kept");
    }
    if (!fs::is_regular_file(settings.zone_data)) {
        note("zone-data",
             "there is no file " + settings.zone_data + " (install the package tzdata)");
    }
    boost::system::error_code not_numeric;
    std::ignore = boost::asio::ip::make_address(settings.address, not_numeric);
    if (not_numeric) {
        note("address", settings.address + " is no numeric address, as 127.0.0.1 and ::1 are");
    }
    try {
        const http::TrustedProxies can_be_read{settings.trusted_proxies};
    } catch (const std::invalid_argument& none) {
        note("trusted-proxies", "\"" + std::string{none.what()} + "\" is no numeric address");
    }
    note_tls_faults(settings, faults);
    if (!is_web_origin(settings.cors_origin)) {
        note("cors-origin",
             settings.cors_origin + " is no origin, as https://example.org is, or *");
    }
    if (!api::parse_log_level(settings.log_level)) {
        note("log-level", settings.log_level + " is none of error, warning, info, debug");
    }
    if (settings.log_format != "text" && settings.log_format != "json") {
        note("log-format", settings.log_format + " is neither text nor json");
    }
    return faults;
}

}  // namespace

const std::vector<Setting>& settings_table() {
    using Kafka = kafka::KafkaSettings;
    static const std::vector<Setting> table{
        {"data", "FOLDER", "where the store is kept; made if there is none", &Settings::data},
        {"master-key", "FILE",
         "the key that wraps all keys, outside the data folder; made if there is none; by default "
         "the data folder's name with .key",
         &Settings::master_key},
        {"address", "ADDRESS", "the numeric address to listen at", &Settings::address},
        {"port", "PORT", "the port to listen at; 0 takes a free one", &Settings::port},
        {"trusted-proxies", "ADDRESS,...",
         "whose X-Forwarded-For tells a client's address; by default nobody's",
         &Settings::trusted_proxies},
        {"tls-certificate", "FILE",
         "the certificate with its chain, in PEM; by default plain HTTP is spoken",
         &Settings::tls_certificate},
        {"tls-key", "FILE", "the certificate's key, in PEM; by default there is none",
         &Settings::tls_key},
        {"zone-data", "FILE", "the names and version of the zones", &Settings::zone_data},
        {"cors-origin", "ORIGIN", "the web origin that may call the API", &Settings::cors_origin},
        {"disk-reserve-mib", "MIB", "below this much free disk no new bookings are taken",
         &Settings::disk_reserve_mib},
        {"rate-per-key", "NUMBER",
         "requests a second of one API key, ten times that at once; 0 is no limit",
         &Settings::rate_per_key},
        {"rate-per-address", "NUMBER",
         "requests a second of one address without a key, ten times that at once; 0 is no limit",
         &Settings::rate_per_address},
        {"log-level", "LEVEL", "error, warning, info or debug, which tells each request",
         &Settings::log_level},
        {"log-format", "FORMAT", "text, or json: a line each on standard error",
         &Settings::log_format},
        {"settable-clock", "", "let the operator set the clock over HTTP: for tests only",
         &Settings::settable_clock},
        {"accept-clock", "", "go by the machine's clock though the log is up to 400 days ahead",
         &Settings::accept_clock},
        {"demo", "", "serve a demo organisation with a history of bookings", &Settings::demo},
        {"kafka-brokers", "HOST:PORT,...",
         "Kafka brokers to publish events to; by default nothing is published", &Kafka::brokers},
        {"kafka-topic", "NAME", "the topic that takes the events", &Kafka::topic},
        {"kafka-compression", "KIND", "none, gzip, snappy, lz4 or zstd", &Kafka::compression},
        {"kafka-security-protocol", "NAME", "plaintext, ssl, sasl_plaintext or sasl_ssl",
         &Kafka::security_protocol},
        {"kafka-ca-file", "FILE",
         "certificates that brokers are trusted by; by default the system's", &Kafka::ca_file},
        {"kafka-client-certificate", "FILE", "the certificate shown to brokers; by default none is",
         &Kafka::client_certificate},
        {"kafka-client-key", "FILE", "the key of that certificate; by default there is none",
         &Kafka::client_key},
        {"kafka-sasl-mechanism", "NAME", "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512",
         &Kafka::sasl_mechanism},
        {"kafka-user", "NAME",
         "the user for SASL, by default none; the password is no flag, but KALENDS_KAFKA_PASSWORD",
         &Kafka::user},
        {"kafka-password", "TEXT", "the user's password", &Kafka::password, true},
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

std::string source_of(std::string_view setting, const std::vector<GivenSetting>& given) {
    const auto last = std::find_if(given.rbegin(), given.rend(),
                                   [&](const auto& one) { return one.name == setting; });
    return last == given.rend() ? std::string{"default"} : last->source;
}

std::string value_of(const Setting& setting, Settings settings) {
    return std::visit([&](auto field) { return text_of(value_of(settings, field)); },
                      setting.field);
}

std::string default_of(const Setting& setting) {
    return value_of(setting, Settings{});
}

std::string shown_settings(const Settings& settings, const std::vector<GivenSetting>& given) {
    std::string lines;
    for (const auto& setting : settings_table()) {
        const std::string name{setting.name};
        const auto value = value_of(setting, settings);
        const auto shown = setting.is_secret && !value.empty() ? "(not shown)" : value;
        // What is not set stands in a comment, since a file cannot say so.
        const bool is_said = !value.empty() && !setting.is_secret;
        auto line = is_said ? name : "# " + name;
        line.append(" = ").append(shown);
        constexpr std::size_t source_column = 48;
        lines += line;
        lines.append(line.size() < source_column ? source_column - line.size() : 1, ' ');
        lines += "# " + source_of(setting.name, given) + "\n";
    }
    return lines;
}

Settings apply_settings(const std::vector<GivenSetting>& given, std::vector<std::string>& faults) {
    Settings settings;
    for (const auto& one : given) {
        const auto fault = apply(one, settings);
        if (!fault.empty()) faults.push_back(one.source + ": " + fault);
    }
    settings.data = without_trailing_separator(settings.data);
    if (settings.master_key.empty()) settings.master_key = settings.data + ".key";
    for (const auto& [name, fault] : faults_of(settings)) {
        const auto source = source_of(name, given);
        faults.push_back((source == "default" ? name : source) + ": " + fault);
    }
    return settings;
}

}  // namespace kalends
