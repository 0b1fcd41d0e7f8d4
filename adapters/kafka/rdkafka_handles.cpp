#include "adapters/kafka/rdkafka_handles.hpp"

#include <array>

namespace kalends::kafka {

// That all brokers are down says less than why the last of them is.
void Troubles::note(int error, const char* reason) {
    const bool are_all_down = error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN;
    if (are_all_down) are_all_brokers_down = true;
    if (!are_all_down || last.empty()) last = reason;
}

Configuration::Configuration(const KafkaSettings& settings) {
    set("client.id", "kalends");
    set("bootstrap.servers", settings.brokers);
    set("security.protocol", settings.security_protocol);
    set_if_given("ssl.ca.location", settings.ca_file);
    set_if_given("ssl.certificate.location", settings.client_certificate);
    set_if_given("ssl.key.location", settings.client_key);
    if (!settings.user.empty()) {
        set("sasl.mechanisms", settings.sasl_mechanism);
        set("sasl.username", settings.user);
        set("sasl.password", settings.password);
    }
    set("socket.keepalive.enable", "true");
    // A broker that takes bytes and never answers is given up after this, and asked again.
    set("socket.timeout.ms", "10000");
    set("reconnect.backoff.max.ms", "1000");
    // What it would write to standard error is told once, by whoever publishes.
    rd_kafka_conf_set_log_cb(conf_, [](const rd_kafka_t*, int, const char*, const char*) {});
}

Configuration::~Configuration() {
    if (conf_ != nullptr) rd_kafka_conf_destroy(conf_);
}

void Configuration::set(const char* name, const std::string& value) {
    std::array<char, 512> why{};
    const auto result = rd_kafka_conf_set(conf_, name, value.c_str(), why.data(), why.size());
    if (result != RD_KAFKA_CONF_OK) refuse(why.data());
}

void Configuration::set_if_given(const char* name, const std::string& value) {
    if (!value.empty()) set(name, value);
}

Handle Configuration::make(rd_kafka_type_t type) {
    std::array<char, 512> why{};
    Handle handle{rd_kafka_new(type, conf_, why.data(), why.size())};
    if (!handle) refuse(why.data());
    conf_ = nullptr;  // It belongs to the handle now.
    return handle;
}

}  // namespace kalends::kafka
