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

using Headers = Owned<rd_kafka_headers_t, rd_kafka_headers_destroy>;

// Given one by one they are freed twice by librdkafka 2.0.2 where a topic is gone or forbidden.
Headers headers_of(std::string_view position) {
    Headers headers{rd_kafka_headers_new(2)};
    const auto add = [&](const char* name, std::string_view value) {
        rd_kafka_header_add(headers.get(), name, -1, value.data(),
                            static_cast<ssize_t>(value.size()));
    };
    add("content-type", content_type);
    add(position_header, position);
    return headers;
}

// Trying again does not help with these.
bool is_for_somebody_to_put_right(rd_kafka_resp_err_t error) {
    return error == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE ||
           error == RD_KAFKA_RESP_ERR_INVALID_RECORD ||
           error == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED ||
           error == RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED ||
           error == RD_KAFKA_RESP_ERR_POLICY_VIOLATION;
}

}  // namespace

RdkafkaProducer::RdkafkaProducer(const KafkaSettings& settings, const std::function<void()>& wake)
    : topic_{settings.topic}, wake_{wake} {
    Configuration conf{settings};
    conf.set("enable.idempotence", "true");
    conf.set("acks", "all");
    // The default gives messages up after five minutes and goes on behind them: a gap.
    conf.set("message.timeout.ms", "0");
    // One batch at a time, and none after one that was refused: else the batches behind it would
    // come to stand behind a gap. A batch is little more than the largest event, so that a topic
    // which takes that takes all of them.
    conf.set("max.in.flight", "1");
    conf.set("enable.gapless.guarantee", "true");
    conf.set("batch.size", "300000");
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
    auto headers = headers_of(to_text(event.position));
    rd_kafka_vu_t message[] = {
        field(RD_KAFKA_VTYPE_TOPIC, &Field::cstr, topic_.c_str()),
        field(RD_KAFKA_VTYPE_PARTITION, &Field::i32, topic_partition),
        field(RD_KAFKA_VTYPE_MSGFLAGS, &Field::i, RD_KAFKA_MSG_F_COPY),
        bytes(RD_KAFKA_VTYPE_VALUE, event.value),
        field(RD_KAFKA_VTYPE_HEADERS, &Field::headers, headers.get()),
        field(RD_KAFKA_VTYPE_OPAQUE, &Field::ptr, reinterpret_cast<void*>(event.number)),
        bytes(RD_KAFKA_VTYPE_KEY, event.key),
    };
    // An event of the log itself has no subject, and its message no key.
    const auto fields = std::size(message) - (event.key.empty() ? 1 : 0);
    const Error error{rd_kafka_produceva(handle_.get(), message, fields)};
    if (!error) {
        (void)headers.release();  // They belong to the message now.
        return true;
    }
    if (rd_kafka_error_code(error.get()) == RD_KAFKA_RESP_ERR__QUEUE_FULL) return false;
    poll();  // What came before this tells better why.
    if (is_for_somebody_to_put_right(rd_kafka_error_code(error.get()))) {
        refuse(rd_kafka_err2str(rd_kafka_error_code(error.get())));
    }
    away(rd_kafka_error_string(error.get()));
}

void RdkafkaProducer::reported(const rd_kafka_message_t& message) {
    if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        Delivered delivered{.number = reinterpret_cast<std::uintptr_t>(message._private)};
        if (message.offset >= 0) delivered.offset = static_cast<std::uint64_t>(message.offset);
        reports_.delivered.push_back(delivered);
        troubles_ = {};
    } else if (!failed_) {
        failed_ = message.err;
    }
}

Reports RdkafkaProducer::take_reports() {
    poll();
    auto reports = std::exchange(reports_, {});
    if (troubles_.are_all_brokers_down) reports.away = troubles_.last;
    return reports;
}

void RdkafkaProducer::poll() {
    while (rd_kafka_poll(handle_.get(), 0) > 0) continue;
    std::array<char, 512> why{};
    const auto fatal = rd_kafka_fatal_error(handle_.get(), why.data(), why.size());
    const bool is_gap = fatal == RD_KAFKA_RESP_ERR__GAPLESS_GUARANTEE;
    // The report of the batch, which follows at once, has the same words each time; these name the
    // producer, so that whoever tells of what is new would tell it for ever.
    for (int i = 0; is_gap && !failed_ && i < 10; ++i) rd_kafka_poll(handle_.get(), 100);
    if (failed_ && (is_gap || is_for_somebody_to_put_right(*failed_))) {
        refuse(rd_kafka_err2str(*failed_));
    }
    if (is_gap) refuse(why.data());
    if (fatal != RD_KAFKA_RESP_ERR_NO_ERROR) away(why.data());
    if (failed_) away(rd_kafka_err2str(*failed_));
}

}  // namespace kalends::kafka
