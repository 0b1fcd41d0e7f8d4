#pragma once

#include <functional>
#include <memory>

#include "adapters/kafka/endings.hpp"
#include "adapters/kafka/event_topic.hpp"
#include "adapters/kafka/kafka_settings.hpp"

namespace kalends::kafka {

// The topic on real brokers, by librdkafka, whose only home rdkafka_topic.cpp is.
class RdkafkaTopic : public EventTopic {
  public:
    // `wake` is called when a producer has reports to take, by a thread of librdkafka's, until that
    // producer is destroyed. Throws TopicTrouble if the settings do not do, asking nobody.
    RdkafkaTopic(KafkaSettings settings, std::function<void()> wake);

    [[nodiscard]] TopicEnd read_end() override;
    [[nodiscard]] std::unique_ptr<EventProducer> make_producer() override;

  private:
    KafkaSettings settings_;
    std::function<void()> wake_;
    Endings endings_;  // of consumers
};

}  // namespace kalends::kafka
