#pragma once

#include <functional>
#include <optional>
#include <string>

#include "adapters/kafka/event_topic.hpp"
#include "adapters/kafka/rdkafka_handles.hpp"

namespace kalends::kafka {

// The topic's one partition is the engine's.
inline constexpr std::int32_t topic_partition = 0;
// The header that says where in the log an event stands.
inline constexpr const char* position_header = "position";

// `wake` outlives it.
class RdkafkaProducer : public EventProducer {
  public:
    RdkafkaProducer(const KafkaSettings& settings, const std::function<void()>& wake);
    ~RdkafkaProducer() override;

    [[nodiscard]] bool hand_over(const OutgoingEvent& event) override;
    [[nodiscard]] Reports take_reports() override;

  private:
    // Throws what ended the producer, if anything did.
    void poll();
    void reported(const rd_kafka_message_t& message);

    std::string topic_;
    const std::function<void()>& wake_;
    Troubles troubles_;
    Reports reports_;
    std::optional<rd_kafka_resp_err_t> failed_;
    Handle handle_;
    Queue queue_;
};

}  // namespace kalends::kafka
