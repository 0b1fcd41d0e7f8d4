#pragma once

#include "adapters/kafka/publisher.hpp"
#include "adapters/kafka/publisher_driver.hpp"
#include "adapters/kafka/rdkafka_topic.hpp"

namespace kalends::kafka {

// A log published to real brokers, on a thread of its own, from here to `stop`.
class Publishing {
  public:
    // Log and disk outlive it; `tell` is called on that thread. Throws TopicTrouble if the settings
    // do not do, StorageFailed if it cannot read how far it was.
    Publishing(const KafkaSettings& settings, const LogReader& log, Disk& disk,
               Publisher::Tell tell)
        : topic_{settings, [this] { driver_.wake(); }},
          publisher_{log, disk, topic_, settings.topic, {}, std::move(tell)},
          driver_{publisher_} {}

    // From any thread, both.
    void wake() { driver_.wake(); }
    [[nodiscard]] PublisherState state() const { return publisher_.state(); }

    void stop() { driver_.stop(); }

  private:
    RdkafkaTopic topic_;
    Publisher publisher_;
    PublisherDriver driver_;
};

}  // namespace kalends::kafka
