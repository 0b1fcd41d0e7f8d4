#include "adapters/kafka/kafka_settings.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace kalends::kafka {
namespace {

using Choices = std::vector<std::string_view>;

class Faults {
  public:
    void add(const std::string& setting, const std::string& why) {
        all.emplace_back("kafka-" + setting, why);
    }

    void expect_choice(const std::string& setting, const std::string& value,
                       const Choices& choices) {
        if (std::ranges::find(choices, value) != choices.end()) return;
        std::string list;
        for (const auto choice : choices) list.append(list.empty() ? "" : ", ").append(choice);
        add(setting, "must be one of " + list);
    }

    void expect_file(const std::string& setting, const std::string& path) {
        if (path.empty() || std::filesystem::is_regular_file(path)) return;
        add(setting, "there is no file " + path);
    }

    void expect_both(const std::string& one, bool has_one, const std::string& other,
                     bool has_other) {
        if (has_one && !has_other) add(other, "is missing beside kafka-" + one);
        if (has_other && !has_one) add(one, "is missing beside kafka-" + other);
    }

    SettingFaults all;
};

// "host:port", the port may be left out; a comma parts several.
bool names_brokers(const std::string& brokers) {
    const bool has_blank = brokers.find_first_of(" \t\"'/") != std::string::npos;
    const bool has_gap = brokers.starts_with(',') || brokers.ends_with(',') ||
                         brokers.find(",,") != std::string::npos;
    return !has_blank && !has_gap;
}

// As brokers take it.
bool is_topic(const std::string& name) {
    constexpr std::size_t length_max = 249;
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    return !name.empty() && name.size() <= length_max && name != "." && name != ".." &&
           name.find_first_not_of(allowed) == std::string::npos;
}

}  // namespace

SettingFaults faults_of(const KafkaSettings& settings) {
    Faults faults;
    if (!settings.is_on()) return {};
    if (!names_brokers(settings.brokers)) {
        faults.add("brokers", "must be as in host:9092,other:9092");
    }
    if (!is_topic(settings.topic)) {
        faults.add("topic", "must be letters, digits, dots, underscores and hyphens, 249 at most");
    }
    faults.expect_choice("compression", settings.compression,
                         {"none", "gzip", "snappy", "lz4", "zstd"});
    faults.expect_choice("security-protocol", settings.security_protocol,
                         {"plaintext", "ssl", "sasl_plaintext", "sasl_ssl"});
    faults.expect_choice("sasl-mechanism", settings.sasl_mechanism,
                         {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"});
    faults.expect_file("ca-file", settings.ca_file);
    faults.expect_file("client-certificate", settings.client_certificate);
    faults.expect_file("client-key", settings.client_key);
    faults.expect_both("client-certificate", !settings.client_certificate.empty(), "client-key",
                       !settings.client_key.empty());
    const bool has_tls = settings.security_protocol.ends_with("ssl");
    const bool has_certificates = !settings.ca_file.empty() ||
                                  !settings.client_certificate.empty() ||
                                  !settings.client_key.empty();
    if (has_certificates && !has_tls) {
        faults.add("security-protocol", "must be ssl or sasl_ssl to take certificates");
    }
    const bool has_sasl = settings.security_protocol.starts_with("sasl_");
    if (has_sasl && settings.user.empty()) faults.add("user", "is missing for SASL");
    if (has_sasl && settings.password.empty()) faults.add("password", "is missing for SASL");
    if (!has_sasl && !(settings.user.empty() && settings.password.empty())) {
        faults.add("security-protocol", "must be sasl_ssl or sasl_plaintext to take a user");
    }
    return faults.all;
}

}  // namespace kalends::kafka
