#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "adapters/kafka/cursor.hpp"
#include "adapters/kafka/event_topic.hpp"
#include "adapters/kafka/resumption.hpp"
#include "eventstore/disk.hpp"
#include "eventstore/log_store.hpp"
#include "eventstore/record.hpp"

namespace kalends::kafka {

using Time = std::chrono::steady_clock::time_point;

struct PublisherLimits {
    // What is handed over and not reported, of which one event always finds room.
    std::size_t window_events = 10'000;
    std::size_t window_bytes = std::size_t{16} * 1024 * 1024;
    std::size_t events_per_step = 2'000;
    std::chrono::milliseconds cursor_interval{1'000};
    // Between two attempts to reach the topic: doubled from the first to the longest.
    std::chrono::milliseconds first_pause{250};
    std::chrono::milliseconds longest_pause{2'000};
};

// How publishing stands, for whoever watches.
struct PublisherState {
    // After trouble, once an event was delivered, or when none is left to publish.
    bool is_connected = false;
    Position published;             // the last event known to stand on the topic
    std::uint64_t unconfirmed = 0;  // events handed over whose delivery was not reported yet
    std::string trouble;            // why it is not connected; empty if it is
    bool is_stopped = false;        // by that trouble, until somebody puts something right
};

// Publishes the log on a topic: one message per event, in the order of the log, each event's bytes
// as they stand there. What counts as published is what was reported as delivered, in order; after
// a start, and with each new producer, it goes on behind the message that the topic ends with. So
// the first occurrences on the topic are the log, without a gap, and a reader drops repeats by
// position. A topic that has a gap, since others made it again meanwhile, gets no more. A step
// function, for one thread, but for what says otherwise.
class Publisher {
  public:
    // Called with a sentence for the operator: once for each change for the worse or the better.
    using Tell = std::function<void(const std::string&)>;

    // What to do after a step.
    struct Turn {
        bool has_more = false;        // call again at once
        Time again_at = Time::max();  // call again then, even if neither log nor reports grow
    };

    // All outlive it. Throws StorageFailed.
    Publisher(const LogReader& log, Disk& disk, EventTopic& topic, std::string topic_name,
              PublisherLimits limits, Tell tell);

    // Takes reports and hands over what there is room for. Waits only while a topic is sought.
    Turn step(Time now);
    // Whether all that the log holds stands on the topic.
    [[nodiscard]] bool is_done() const;
    // Whether waiting for reports makes sense.
    [[nodiscard]] bool is_connected() const { return state_.is_connected; }
    // Notes how far it is and destroys the producer.
    void close();

    // From any thread.
    [[nodiscard]] PublisherState state() const;
    [[nodiscard]] const PublisherLimits& limits() const { return limits_; }

  private:
    // Handed over, and not known to stand on the topic behind all that comes before it.
    struct Unconfirmed {
        Published published;  // once it is delivered
        std::size_t bytes = 0;
        bool is_delivered = false;
    };

    void connect();
    [[nodiscard]] Resumption resumption();
    void retract_cursor(const Published& published);
    void take_reports(Time now);
    void take_delivered(const Delivered& delivered);
    void hand_over();
    [[nodiscard]] bool hand_over(const RecordView& record, std::uint32_t event);
    void give_up(Time now);
    void note_cursor(Time now);
    void trouble(TopicTrouble::Kind kind, const std::string& why);
    void well();
    void show_state();
    [[nodiscard]] Turn turn(Time now) const;
    [[nodiscard]] bool has_room() const;

    const LogReader& log_;
    CursorFile cursor_;
    EventTopic& topic_;
    std::string topic_name_;
    PublisherLimits limits_;
    Tell tell_;

    std::unique_ptr<EventProducer> producer_;  // null while there is no way to the topic
    Published published_;
    LogPlace next_;  // to be handed over
    std::deque<Unconfirmed> unconfirmed_;
    std::uint64_t first_unconfirmed_ = 0;  // the number of the front
    std::size_t unconfirmed_bytes_ = 0;
    bool is_blocked_ = false;  // the producer took no more

    Time try_at_{};
    std::chrono::milliseconds pause_{};
    Published noted_;
    Position noted_at_most_;  // what the file may say, should a write have failed
    Time note_at_{};
    bool is_noting_ = true;                   // else the last write failed
    std::optional<TopicTrouble::Kind> told_;  // of the trouble, as long as there is one

    PublisherState state_;
    mutable std::mutex shown_mutex_;
    PublisherState shown_;  // guarded by it
};

}  // namespace kalends::kafka
