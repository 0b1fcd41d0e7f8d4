#include "adapters/kafka/rdkafka_topic.hpp"

#include <array>
#include <chrono>
#include <utility>

#include "adapters/kafka/rdkafka_handles.hpp"
#include "adapters/kafka/rdkafka_producer.hpp"

namespace kalends::kafka {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// How long one question to the brokers may take.
constexpr auto patience = 2s;
constexpr auto glance = 50ms;
// Each that hangs keeps a few threads.
constexpr int hanging_looks_max = 8;

int ms(std::chrono::milliseconds time) {
    return static_cast<int>(time.count());
}

void free_metadata(const rd_kafka_metadata_t* metadata) {
    rd_kafka_metadata_destroy(metadata);
}

using Topic = Owned<rd_kafka_topic_t, rd_kafka_topic_destroy>;
using Message = Owned<rd_kafka_message_t, rd_kafka_message_destroy>;
using Metadata = Owned<const rd_kafka_metadata_t, free_metadata>;
using NewTopic = Owned<rd_kafka_NewTopic_t, rd_kafka_NewTopic_destroy>;
using AdminOptions = Owned<rd_kafka_AdminOptions_t, rd_kafka_AdminOptions_destroy>;
using Event = Owned<rd_kafka_event_t, rd_kafka_event_destroy>;

// A look at the topic by a handle of its own, so that nothing remembered from before is believed;
// and by a consumer's, since a producer's may make the broker make the topic, in its own way.
class Look {
  public:
    // They outlive it. Throws TopicTrouble.
    Look(const KafkaSettings& settings, Endings& endings)
        : endings_{endings}, name_{settings.topic} {
        Configuration conf{settings};
        conf.set("enable.partition.eof", "true");
        conf.set("auto.offset.reset", "latest");
        conf.set("isolation.level", "read_uncommitted");
        rd_kafka_conf_set_opaque(conf.get(), troubles_.get());
        rd_kafka_conf_set_error_cb(conf.get(),
                                   [](rd_kafka_t*, int error, const char* reason, void* troubles) {
                                       static_cast<Troubles*>(troubles)->note(error, reason);
                                   });
        handle_ = conf.make(RD_KAFKA_CONSUMER);
        topic_.reset(rd_kafka_topic_new(handle_.get(), name_.c_str(), nullptr));
    }
    // librdkafka 2.0.2 may never return from destroying a consumer whose topic went away while it
    // was read.
    ~Look() {
        endings_.start(
            [topic = topic_.release(), handle = handle_.release(), troubles = troubles_] {
                rd_kafka_consume_stop(topic, topic_partition);  // Does nothing if none started.
                rd_kafka_topic_destroy(topic);
                rd_kafka_destroy(handle);
            },
            patience);
    }
    Look(const Look&) = delete;
    Look& operator=(const Look&) = delete;

    // False if there is no such topic.
    [[nodiscard]] bool is_there();
    void make_topic();
    [[nodiscard]] TopicEnd read_end();

  private:
    [[nodiscard]] std::string why(rd_kafka_resp_err_t error);
    void expect(rd_kafka_resp_err_t error);
    [[nodiscard]] static TopicEnd::Message taken(const rd_kafka_message_t& message);

    Endings& endings_;
    std::string name_;
    std::shared_ptr<Troubles> troubles_ = std::make_shared<Troubles>();
    Handle handle_;
    Topic topic_;
};

// The reason that a connection failed says more than that a question timed out.
std::string Look::why(rd_kafka_resp_err_t error) {
    while (rd_kafka_poll(handle_.get(), 0) > 0) continue;
    return troubles_->last.empty() ? rd_kafka_err2str(error) : troubles_->last;
}

void Look::expect(rd_kafka_resp_err_t error) {
    if (error == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED ||
        error == RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED) {
        refuse(rd_kafka_err2str(error));
    }
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) away(why(error));
}

bool Look::is_there() {
    const rd_kafka_metadata_t* found = nullptr;
    const auto error = rd_kafka_metadata(handle_.get(), 0, topic_.get(), &found, ms(patience));
    const Metadata metadata{found};
    expect(error);
    if (metadata->topic_cnt != 1) away("the brokers tell nothing of the topic");
    const auto& topic = metadata->topics[0];
    if (topic.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) return false;
    expect(topic.err);
    if (topic.partition_cnt != 1) {
        refuse("it has " + std::to_string(topic.partition_cnt) +
               " partitions and must have one, since order holds within a partition: remove it, "
               "or name another by --kafka-topic");
    }
    return true;
}

// Kept for ever: the topic is the log. How often it is replicated, the brokers' default says.
void Look::make_topic() {
    std::array<char, 512> trouble{};
    const NewTopic topic{
        rd_kafka_NewTopic_new(name_.c_str(), 1, -1, trouble.data(), trouble.size())};
    if (!topic) refuse(trouble.data());
    rd_kafka_NewTopic_set_config(topic.get(), "cleanup.policy", "delete");
    rd_kafka_NewTopic_set_config(topic.get(), "retention.ms", "-1");
    rd_kafka_NewTopic_set_config(topic.get(), "retention.bytes", "-1");
    const Queue answers{rd_kafka_queue_new(handle_.get())};
    const AdminOptions options{
        rd_kafka_AdminOptions_new(handle_.get(), RD_KAFKA_ADMIN_OP_CREATETOPICS)};
    rd_kafka_AdminOptions_set_request_timeout(options.get(), ms(patience), nullptr, 0);
    auto* wanted = topic.get();
    rd_kafka_CreateTopics(handle_.get(), &wanted, 1, options.get(), answers.get());
    const Event event{rd_kafka_queue_poll(answers.get(), ms(2 * patience))};
    if (!event) away("the brokers did not say whether they made the topic");
    expect(rd_kafka_event_error(event.get()));
    std::size_t count = 0;
    const auto* results = rd_kafka_CreateTopics_result_topics(
        rd_kafka_event_CreateTopics_result(event.get()), &count);
    if (count != 1) away("the brokers did not say whether they made the topic");
    const auto error = rd_kafka_topic_result_error(results[0]);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return;
    const auto* reason = rd_kafka_topic_result_error_string(results[0]);
    if (error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) away(reason);
    refuse(std::string{"it does not exist and cannot be made: "} + reason);
}

TopicEnd Look::read_end() {
    if (rd_kafka_consume_start(topic_.get(), topic_partition, RD_KAFKA_OFFSET_TAIL(1)) != 0) {
        away(rd_kafka_err2str(rd_kafka_last_error()));
    }
    TopicEnd end;
    const auto until = Clock::now() + patience;
    while (Clock::now() < until) {
        const Message message{rd_kafka_consume(topic_.get(), topic_partition, ms(glance))};
        if (!message) continue;
        if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
            end.offset = static_cast<std::uint64_t>(message->offset);
            return end;
        }
        expect(message->err);
        end.last = taken(*message);
    }
    away(why(RD_KAFKA_RESP_ERR__TIMED_OUT));
}

TopicEnd::Message Look::taken(const rd_kafka_message_t& message) {
    TopicEnd::Message taken;
    taken.value.assign(static_cast<const char*>(message.payload), message.len);
    rd_kafka_headers_t* headers = nullptr;
    const void* position = nullptr;
    std::size_t size = 0;
    if (rd_kafka_message_headers(&message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR &&
        rd_kafka_header_get_last(headers, position_header, &position, &size) ==
            RD_KAFKA_RESP_ERR_NO_ERROR) {
        taken.position.assign(static_cast<const char*>(position), size);
    }
    return taken;
}

}  // namespace

RdkafkaTopic::RdkafkaTopic(KafkaSettings settings, std::function<void()> wake)
    : settings_{std::move(settings)}, wake_{std::move(wake)} {
    // Certificates and keys are read when a handle is made.
    (void)Configuration{settings_}.make(RD_KAFKA_PRODUCER);
}

TopicEnd RdkafkaTopic::read_end() {
    if (endings_.hanging() >= hanging_looks_max) {
        refuse(std::to_string(hanging_looks_max) +
               " readers of it hang, from under which somebody removed it: start the engine again");
    }
    Look look{settings_, endings_};
    if (look.is_there()) return look.read_end();
    look.make_topic();
    return {};
}

std::unique_ptr<EventProducer> RdkafkaTopic::make_producer() {
    return std::make_unique<RdkafkaProducer>(settings_, wake_);
}

}  // namespace kalends::kafka
