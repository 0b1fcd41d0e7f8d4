#include "bench/following/topic_reader.hpp"

#include <string_view>

#include "adapters/kafka/kafka_settings.hpp"
#include "adapters/kafka/rdkafka_producer.hpp"
#include "bench/following/age.hpp"
#include "domain/check.hpp"

namespace kalends::bench {
namespace {

constexpr int patience_ms = 10'000;
constexpr int glance_ms = 50;

using Message = kafka::Owned<rd_kafka_message_t, rd_kafka_message_destroy>;

std::int64_t end_of(rd_kafka_t* handle, const std::string& topic) {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    const auto error = rd_kafka_query_watermark_offsets(
        handle, topic.c_str(), kafka::topic_partition, &begin, &end, patience_ms);
    ensure(error == RD_KAFKA_RESP_ERR_NO_ERROR, "the topic is there");
    return end;
}

}  // namespace

TopicReader::TopicReader(const std::string& brokers) {
    const kafka::KafkaSettings settings{.brokers = brokers};
    handle_ = kafka::Configuration{settings}.make(RD_KAFKA_CONSUMER);
    topic_.reset(rd_kafka_topic_new(handle_.get(), settings.topic.c_str(), nullptr));
    const auto end = end_of(handle_.get(), settings.topic);
    ensure(rd_kafka_consume_start(topic_.get(), kafka::topic_partition, end) == 0,
           "the topic can be read");
    thread_ = std::thread{[this] { read(); }};
}

TopicReader::~TopicReader() {
    is_stopping_ = true;
    if (thread_.joinable()) thread_.join();
    rd_kafka_consume_stop(topic_.get(), kafka::topic_partition);
}

const Histogram& TopicReader::stop() {
    is_stopping_ = true;
    thread_.join();
    return ages_;
}

void TopicReader::read() {
    while (!is_stopping_) {
        const Message message{rd_kafka_consume(topic_.get(), kafka::topic_partition, glance_ms)};
        if (!message || message->err != RD_KAFKA_RESP_ERR_NO_ERROR) continue;
        const std::string_view event{static_cast<const char*>(message->payload), message->len};
        if (event.find(R"("type":"booking.confirmed.v1")") == std::string_view::npos) continue;
        const auto age = age_of(event, "time");
        if (age) ages_.add(*age);
        ++seen_;
    }
}

}  // namespace kalends::bench
