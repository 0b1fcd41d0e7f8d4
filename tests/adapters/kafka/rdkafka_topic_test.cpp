#include "adapters/kafka/rdkafka_topic.hpp"

#include <doctest/doctest.h>

#include "adapters/kafka/publishing.hpp"
#include "tests/adapters/kafka/mock_brokers.hpp"
#include "tests/adapters/kafka/published_log.hpp"

namespace rdkafka_topic_test {

using namespace kalends;
using namespace kalends::kafka;
using testing::Bell;
using testing::MockBrokers;

namespace {

OutgoingEvent event(std::uint64_t number, std::string_view value) {
    return {number, {Partition{}, Epoch{1}, Sequence{number}}, "bkg_1", value};
}

std::string trouble_of(EventTopic& topic, TopicTrouble::Kind kind) {
    try {
        (void)topic.read_end();
    } catch (const TopicTrouble& why) {
        CHECK(why.kind == kind);
        return why.what();
    }
    return "none";
}

// A topic that is there, and a producer to it.
struct Connected {
    Connected() {
        brokers.make_topic(brokers.settings());
        (void)topic.read_end();
        producer = topic.make_producer();
    }

    MockBrokers brokers;
    Bell bell;
    RdkafkaTopic topic{brokers.settings(), [this] { bell.ring(); }};
    std::unique_ptr<EventProducer> producer;
};

}  // namespace

TEST_CASE("what is handed over is reported, and the topic ends with the last of it") {
    MockBrokers brokers;
    brokers.make_topic(brokers.settings());
    Bell bell;
    RdkafkaTopic topic{brokers.settings(), [&] { bell.ring(); }};
    const auto before = topic.read_end();
    CHECK(before.offset == 0);
    CHECK_FALSE(before.last.has_value());
    auto producer = topic.make_producer();
    for (std::uint64_t n = 1; n <= 3; ++n) {
        REQUIRE(producer->hand_over(event(n, "value " + std::to_string(n))));
    }
    std::vector<std::uint64_t> delivered;
    CHECK(bell.wait_until([&] {
        for (const auto& one : producer->take_reports().delivered) {
            CHECK(one.offset == one.number - 1);
            delivered.push_back(one.number);
        }
        return delivered.size() == 3;
    }));
    CHECK(delivered == std::vector<std::uint64_t>{1, 2, 3});
    const auto end = topic.read_end();
    CHECK(end.offset == 3);
    REQUIRE(end.last.has_value());
    CHECK(end.last->position == "0-1-3");
    CHECK(end.last->value == "value 3");
}

TEST_CASE("a topic of several partitions is refused") {
    MockBrokers brokers;
    brokers.make_topic(brokers.settings(), 3);
    RdkafkaTopic topic{brokers.settings(), [] {}};
    CHECK(trouble_of(topic, TopicTrouble::Kind::refused).starts_with("it has 3 partitions"));
}

TEST_CASE("why nobody answers is told") {
    KafkaSettings settings;
    settings.brokers = "127.0.0.1:1";
    RdkafkaTopic topic{settings, [] {}};
    CHECK(trouble_of(topic, TopicTrouble::Kind::away).find("Connection refused") !=
          std::string::npos);
}

TEST_CASE("what brokers say of a batch that may be there or not ends the producer") {
    Connected connected;
    auto& [brokers, bell, topic, producer] = connected;
    brokers.answer_batches_with(RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER);
    REQUIRE(producer->hand_over(event(1, "value")));
    CHECK(bell.wait_until([&] {
        try {
            return !producer->take_reports().delivered.empty();
        } catch (const TopicTrouble& why) {
            CHECK(why.kind == TopicTrouble::Kind::away);
            return true;
        }
    }));
}

TEST_CASE("nothing comes to stand behind a batch that is refused for good") {
    Connected connected;
    auto& [brokers, bell, topic, producer] = connected;
    brokers.answer_batches_with(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
    const std::string value(1'000, 'x');
    std::uint64_t handed_over = 0;
    std::size_t delivered = 0;
    CHECK(bell.wait_until([&] {
        try {
            for (int i = 0; i < 2'000; ++i) (void)producer->hand_over(event(++handed_over, value));
            delivered += producer->take_reports().delivered.size();
            return false;
        } catch (const TopicTrouble& why) {
            CHECK(why.kind == TopicTrouble::Kind::refused);
            return true;
        }
    }));
    producer.reset();
    CHECK(delivered == 0);
    CHECK(topic.read_end().offset == 0);
}

TEST_CASE("that a topic is gone is told, for every event that is handed over") {
    Connected connected;
    auto& [brokers, bell, topic, producer] = connected;
    brokers.remove_topic(brokers.settings());
    std::uint64_t handed_over = 0;
    CHECK(bell.wait_until([&] {
        try {
            (void)producer->hand_over(event(++handed_over, "value"));
            (void)producer->take_reports();
            return false;
        } catch (const TopicTrouble&) {
            return true;
        }
    }));
    CHECK_THROWS_AS((void)producer->hand_over(event(++handed_over, "value")), TopicTrouble);
}

TEST_CASE("settings that do not do are found without asking anybody") {
    KafkaSettings settings;
    settings.brokers = "127.0.0.1:1";
    settings.security_protocol = "ssl";
    settings.ca_file = "/dev/null";
    CHECK_THROWS_AS(RdkafkaTopic(settings, [] {}), TopicTrouble);
}

TEST_CASE("a log is published while brokers come and go, on a thread of its own") {
    MockBrokers brokers;
    brokers.make_topic(brokers.settings());
    testing::PublishedLog at;
    Bell bell;
    for (int i = 0; i < 10; ++i) at.write(20);
    {
        Publishing publishing{brokers.settings(), at.log, at.disk,
                              [&](const std::string&) { bell.ring(); }};
        const auto stands_at = [&](std::uint64_t events) {
            return [&publishing, events] {
                return publishing.state().published.sequence == Sequence{events};
            };
        };
        CHECK(bell.wait_until(stands_at(200)));
        brokers.go_away();
        CHECK(bell.wait_until([&] { return !publishing.state().is_connected; }));
        brokers.come_back();
        CHECK(bell.wait_until([&] { return publishing.state().is_connected; }));
        publishing.stop();
        CHECK_FALSE(publishing.state().is_connected);
    }
    RdkafkaTopic topic{brokers.settings(), [] {}};
    const auto end = topic.read_end();
    CHECK(end.offset == 200);
    CHECK(end.last->position == "0-1-200");
}

TEST_CASE("batches that are refused time and again are told of once") {
    MockBrokers brokers;
    brokers.make_topic(brokers.settings());
    brokers.answer_batches_with(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, 3);
    testing::PublishedLog at;
    at.write(5);
    Bell bell;
    std::vector<std::string> told;
    Publishing publishing{brokers.settings(), at.log, at.disk, [&](const std::string& what) {
                              told.push_back(what);
                              bell.ring();
                          }};
    CHECK(bell.wait_until([&] { return publishing.state().published.sequence == Sequence{5}; }));
    publishing.stop();
    REQUIRE(told.size() == 3);
    CHECK(told[1] == "nothing is published to kalends.events.v1: Broker: Message size too large");
    CHECK(told[2] == "publishes to kalends.events.v1, behind position 0-1-5");
}

TEST_CASE("what the log got last is published before a stop") {
    MockBrokers brokers;
    brokers.make_topic(brokers.settings());
    testing::PublishedLog at;
    Bell bell;
    Publishing publishing{brokers.settings(), at.log, at.disk,
                          [&](const std::string&) { bell.ring(); }};
    CHECK(bell.wait_until([&] { return publishing.state().is_connected; }));
    publishing.stop();
    at.write(5);
    Publishing again{brokers.settings(), at.log, at.disk, [&](const std::string&) { bell.ring(); }};
    CHECK(bell.wait_until([&] { return again.state().is_connected; }));
    again.stop();
    CHECK(again.state().published.sequence == Sequence{5});
}

}  // namespace rdkafka_topic_test
