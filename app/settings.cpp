#include "app/settings.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <tuple>
#include <utility>

namespace kalends {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t port_max = 65'535;
constexpr std::uint64_t disk_reserve_mib_max = std::uint64_t{1024} * 1024;

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

std::string set(std::uint64_t& mib, const std::string& text) {
    return set_number(mib, text, disk_reserve_mib_max);
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
        {"zone-data", "FILE", "the names and version of the zones", &Settings::zone_data},
        {"cors-origin", "ORIGIN", "the web origin that may call the API", &Settings::cors_origin},
        {"disk-reserve-mib", "MIB", "below this much free disk no new bookings are taken",
         &Settings::disk_reserve_mib},
        {"settable-clock", "", "let the operator set the clock over HTTP: for tests only",
         &Settings::settable_clock},
        {"accept-clock", "", "go by the machine's clock though the log has seen a later time",
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

std::string default_of(const Setting& setting) {
    Settings usual;
    return std::visit([&](auto field) { return text_of(value_of(usual, field)); }, setting.field);
}

Settings apply_settings(const std::vector<GivenSetting>& given, std::vector<std::string>& faults) {
    Settings settings;
    for (const auto& one : given) {
        const auto fault = apply(one, settings);
        if (!fault.empty()) faults.push_back(one.source + ": " + fault);
    }
    settings.data = without_trailing_separator(settings.data);
    if (settings.master_key.empty()) settings.master_key = settings.data + ".key";
    if (lies_in(settings.master_key, settings.data)) {
        faults.push_back("master-key: " + settings.master_key + " lies in the data folder " +
                         settings.data + ", apart from which it must be kept");
    }
    if (!fs::is_regular_file(settings.zone_data)) {
        faults.push_back("zone-data: there is no file " + settings.zone_data +
                         " (install the package tzdata)");
    }
    boost::system::error_code not_numeric;
    std::ignore = boost::asio::ip::make_address(settings.address, not_numeric);
    if (not_numeric) {
        faults.push_back("address: " + settings.address +
                         " is no numeric address, as 127.0.0.1 and ::1 are");
    }
    for (auto& fault : kafka::faults_of(settings.kafka)) faults.push_back(std::move(fault));
    return settings;
}

}  // namespace kalends
