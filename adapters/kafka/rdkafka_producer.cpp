#include "adapters/kafka/rdkafka_producer.hpp"

#include <array>
#include <iterator>
#include <utility>

namespace kalends::kafka {
namespace {

constexpr std::string_view content_type = "application/cloudevents+json; charset=UTF-8";

using Error = Owned<rd_kafka_error_t, rd_kafka_error_destroy>;
using Field = decltype(rd_kafka_vu_t::u);

template <class Value>
rd_kafka_vu_t field(rd_kafka_vtype_t type, Value Field::* member, Value value) {
    rd_kafka_vu_t made{};
    made.vtype = type;
    made.u.*member = value;
    return made;
}

// librdkafka reads what it is given here, and copies it.
rd_kafka_vu_t bytes(rd_kafka_vtype_t type, std::string_view from) {
    rd_kafka_vu_t made{};
    made.vtype = type;
    made.u.mem.ptr = const_cast<char*>(from.data());
    made.u.mem.size = from.size();
    return made;
}

rd_kafka_vu_t header(const char* name, std::string_view value) {
    rd_kafka_vu_t made{};
    made.vtype = RD_KAFKA_VTYPE_HEADER;
    made.u.header.name = name;
    made.u.header.val = value.data();
    made.u.header.size = static_cast<ssize_t>(value.size());
    return made;
}

}  // namespace

RdkafkaProducer::RdkafkaProducer(const KafkaSettings& settings, const std::function<void()>& wake)
    : topic_{settings.topic}, wake_{wake} {
    Configuration conf{settings};
    conf.set("enable.idempotence", "true");
    conf.set("acks", "all");
    // The default gives messages up after five minutes and goes on behind them: a gap.
    conf.set("message.timeout.ms", "0");
    // One batch at a time, so that no batch can come to stand behind a gap, whatever the brokers
    // remember of this producer.
    conf.set("max.in.flight", "1");
    conf.set("request.timeout.ms", "10000");
    conf.set("compression.codec", settings.compression);
    // More than the publisher has under way, so that its own bounds come first.
    conf.set("queue.buffering.max.messages", "20000");
    conf.set("queue.buffering.max.kbytes", "65536");
    rd_kafka_conf_set_opaque(conf.get(), this);
    rd_kafka_conf_set_dr_msg_cb(conf.get(),
                                [](rd_kafka_t*, const rd_kafka_message_t* message, void* self) {
                                    static_cast<RdkafkaProducer*>(self)->reported(*message);
                                });
    rd_kafka_conf_set_error_cb(
        conf.get(), [](rd_kafka_t*, int error, const char* reason, void* self) {
            static_cast<RdkafkaProducer*>(self)->troubles_.note(error, reason);
        });
    handle_ = conf.make(RD_KAFKA_PRODUCER);
    queue_.reset(rd_kafka_queue_get_main(handle_.get()));
    rd_kafka_queue_cb_event_enable(
        queue_.get(), [](rd_kafka_t*, void* self) { static_cast<RdkafkaProducer*>(self)->wake_(); },
        this);
}

RdkafkaProducer::~RdkafkaProducer() {
    rd_kafka_queue_cb_event_enable(queue_.get(), nullptr, nullptr);
}

bool RdkafkaProducer::hand_over(const OutgoingEvent& event) {
    const auto position = to_text(event.position);
    rd_kafka_vu_t message[] = {
        field(RD_KAFKA_VTYPE_TOPIC, &Field::cstr, topic_.c_str()),
        field(RD_KAFKA_VTYPE_PARTITION, &Field::i32, topic_partition),
        field(RD_KAFKA_VTYPE_MSGFLAGS, &Field::i, RD_KAFKA_MSG_F_COPY),
        bytes(RD_KAFKA_VTYPE_VALUE, event.value),
        header("content-type", content_type),
        header(position_header, position),
        field(RD_KAFKA_VTYPE_OPAQUE, &Field::ptr, reinterpret_cast<void*>(event.number)),
        bytes(RD_KAFKA_VTYPE_KEY, event.key),
    };
    // An event of the log itself has no subject, and its message no key.
    const auto fields = std::size(message) - (event.key.empty() ? 1 : 0);
    const Error error{rd_kafka_produceva(handle_.get(), message, fields)};
    if (!error) return true;
    if (rd_kafka_error_code(error.get()) == RD_KAFKA_RESP_ERR__QUEUE_FULL) return false;
    away(rd_kafka_error_string(error.get()));
}

void RdkafkaProducer::reported(const rd_kafka_message_t& message) {
    if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        reports_.delivered.push_back(reinterpret_cast<std::uintptr_t>(message._private));
        troubles_ = {};
    } else if (!failed_) {
        failed_ = rd_kafka_err2str(message.err);
    }
}

Reports RdkafkaProducer::take_reports() {
    while (rd_kafka_poll(handle_.get(), 0) > 0) continue;
    std::array<char, 512> why{};
    if (rd_kafka_fatal_error(handle_.get(), why.data(), why.size()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        away(why.data());
    }
    if (failed_) away(*failed_);
    auto reports = std::exchange(reports_, {});
    if (troubles_.are_all_brokers_down) reports.away = troubles_.last;
    return reports;
}

}  // namespace kalends::kafka
