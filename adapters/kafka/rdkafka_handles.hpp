#pragma once

#include <librdkafka/rdkafka.h>

#include <memory>
#include <string>

#include "adapters/kafka/event_topic.hpp"
#include "adapters/kafka/kafka_settings.hpp"

namespace kalends::kafka {

[[noreturn]] inline void away(const std::string& why) {
    throw TopicTrouble{TopicTrouble::Kind::away, why};
}
[[noreturn]] inline void refuse(const std::string& why) {
    throw TopicTrouble{TopicTrouble::Kind::refused, why};
}

// librdkafka's things, freed by its own functions.
template <auto free>
struct Free {
    template <class Thing>
    void operator()(Thing* thing) const {
        free(thing);
    }
};
template <class Thing, auto free>
using Owned = std::unique_ptr<Thing, Free<free>>;

using Handle = Owned<rd_kafka_t, rd_kafka_destroy>;
using Queue = Owned<rd_kafka_queue_t, rd_kafka_queue_destroy>;

// What a handle's errors amount to; told by librdkafka while it is polled.
struct Troubles {
    std::string last;
    bool are_all_brokers_down = false;

    void note(int error, const char* reason);
};

// What every handle is configured with, and more. Throws TopicTrouble for what does not do.
class Configuration {
  public:
    explicit Configuration(const KafkaSettings& settings);
    ~Configuration();
    Configuration(const Configuration&) = delete;
    Configuration& operator=(const Configuration&) = delete;

    void set(const char* name, const std::string& value);
    // For the callbacks that it is to have.
    [[nodiscard]] rd_kafka_conf_t* get() { return conf_; }

    // Once.
    [[nodiscard]] Handle make(rd_kafka_type_t type);

  private:
    void set_if_given(const char* name, const std::string& value);

    rd_kafka_conf_t* conf_ = rd_kafka_conf_new();
};

}  // namespace kalends::kafka
