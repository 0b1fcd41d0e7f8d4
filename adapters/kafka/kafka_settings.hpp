#pragma once

#include <string>
#include <vector>

namespace kalends::kafka {

// How the brokers are reached. Off if none is named.
struct KafkaSettings {
    std::string brokers;  // "host:port,host:port"
    std::string topic = "kalends.events.v1";
    std::string compression = "none";
    std::string security_protocol = "plaintext";
    std::string ca_file;             // whose certificates are trusted; empty: the system's
    std::string client_certificate;  // a file, as is the next; empty: none is shown
    std::string client_key;
    std::string sasl_mechanism = "PLAIN";
    std::string user;
    std::string password;

    [[nodiscard]] bool is_on() const { return !brokers.empty(); }
};

// What is wrong with them, each by the setting's name; nothing is asked over the network.
using SettingFaults = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] SettingFaults faults_of(const KafkaSettings& settings);

}  // namespace kalends::kafka
