#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

#include "adapters/kafka/rdkafka_handles.hpp"
#include "bench/load/histogram.hpp"

namespace kalends::bench {

// Consumes the topic on a thread of its own, and notes of each booking how long ago it was decided
// when it arrives.
class TopicReader {
  public:
    // From the topic's end as it is at the return.
    explicit TopicReader(const std::string& brokers);
    ~TopicReader();
    TopicReader(const TopicReader&) = delete;
    TopicReader& operator=(const TopicReader&) = delete;

    // Bookings. Those that come again count again.
    [[nodiscard]] std::uint64_t seen() const { return seen_; }
    // Ends the reading. The ages are in nanoseconds.
    [[nodiscard]] const Histogram& stop();

  private:
    using Topic = kafka::Owned<rd_kafka_topic_t, rd_kafka_topic_destroy>;

    void read();

    kafka::Handle handle_;
    Topic topic_;
    Histogram ages_;
    std::atomic<std::uint64_t> seen_ = 0;
    std::atomic<bool> is_stopping_ = false;
    std::thread thread_;  // last, so that it starts when all else is there
};

}  // namespace kalends::bench
