#pragma once

#include <doctest/doctest.h>
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

#include "adapters/kafka/kafka_settings.hpp"

namespace kalends::testing {

// librdkafka's own stand-in for a broker, which speaks the protocol on a port of this machine.
class MockBrokers {
  public:
    MockBrokers() : handle_{new_handle()}, cluster_{rd_kafka_mock_cluster_new(handle_.get(), 1)} {}

    [[nodiscard]] kafka::KafkaSettings settings() const {
        kafka::KafkaSettings settings;
        settings.brokers = rd_kafka_mock_cluster_bootstraps(cluster_.get());
        return settings;
    }
    void make_topic(const kafka::KafkaSettings& settings, int partitions = 1) {
        REQUIRE(rd_kafka_mock_topic_create(cluster_.get(), settings.topic.c_str(), partitions, 1) ==
                RD_KAFKA_RESP_ERR_NO_ERROR);
    }
    // As if it were gone: whoever asks for it is told that there is none.
    void remove_topic(const kafka::KafkaSettings& settings) {
        rd_kafka_mock_topic_set_error(cluster_.get(), settings.topic.c_str(),
                                      RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
    }
    void go_away() { (void)rd_kafka_mock_broker_set_down(cluster_.get(), 1); }
    void come_back() { (void)rd_kafka_mock_broker_set_up(cluster_.get(), 1); }
    // The next batches are answered so.
    void answer_batches_with(rd_kafka_resp_err_t error, int batches = 1) {
        constexpr std::int16_t produce = 0;
        for (; batches > 0; --batches) {
            rd_kafka_mock_push_request_errors(cluster_.get(), produce, 1, error);
        }
    }

  private:
    struct Free {
        void operator()(rd_kafka_t* handle) const { rd_kafka_destroy(handle); }
        void operator()(rd_kafka_mock_cluster_t* cluster) const {
            rd_kafka_mock_cluster_destroy(cluster);
        }
    };
    static rd_kafka_t* new_handle() {
        auto* conf = rd_kafka_conf_new();
        rd_kafka_conf_set_log_cb(conf, [](const rd_kafka_t*, int, const char*, const char*) {});
        return rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
    }

    std::unique_ptr<rd_kafka_t, Free> handle_;
    std::unique_ptr<rd_kafka_mock_cluster_t, Free> cluster_;
};

// Something that another thread brings about, sooner or later.
class Bell {
  public:
    void ring() {
        const std::lock_guard lock{mutex_};
        has_rung_ = true;
        rung_.notify_all();
    }
    // Whether it becomes true, looked at whenever it rings and now and then.
    template <class Condition>
    [[nodiscard]] bool wait_until(Condition condition) {
        const auto late = std::chrono::steady_clock::now() + std::chrono::seconds{60};
        while (!condition()) {
            if (std::chrono::steady_clock::now() > late) return false;
            std::unique_lock lock{mutex_};
            rung_.wait_for(lock, std::chrono::milliseconds{50}, [this] { return has_rung_; });
            has_rung_ = false;
        }
        return true;
    }

  private:
    std::mutex mutex_;
    std::condition_variable rung_;
    bool has_rung_ = false;
};

}  // namespace kalends::testing
