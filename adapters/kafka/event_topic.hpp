#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "domain/position.hpp"

namespace kalends::kafka {

// Why nothing can be published at present.
struct TopicTrouble : std::runtime_error {
    enum class Kind {
        away,     // Nobody answers, or a producer is of no use any more: trying again may help.
        refused,  // Somebody has to put something right first.
    };
    TopicTrouble(Kind which, const std::string& why) : std::runtime_error{why}, kind{which} {}

    Kind kind;
};

// An event on its way to the topic. Its value is the very bytes that stand in the log.
struct OutgoingEvent {
    std::uint64_t number = 0;  // by which its delivery is reported
    Position position;
    std::string_view key;  // the event's subject; empty if it has none
    std::string_view value;
};

// An event that stands on the topic for good.
struct Delivered {
    std::uint64_t number = 0;
    std::optional<std::uint64_t> offset;  // nothing if the brokers did not say where it stands
};

// What became of events handed over.
struct Reports {
    std::vector<Delivered> delivered;
    // Set if nobody answers at present; the producer goes on trying by itself.
    std::optional<std::string> away;
};

// One life of a producer. What it was handed and had not reported when it is destroyed may stand on
// the topic, may yet come to stand there, or never will; but it comes to stand there in order, and
// none before all that was handed over earlier. For one thread.
class EventProducer {
  public:
    virtual ~EventProducer() = default;

    // Copies the event. False if there is no room for it before more reports were taken.
    [[nodiscard]] virtual bool hand_over(const OutgoingEvent& event) = 0;
    // What is known since the last call; does not wait. This, too, throws TopicTrouble once the
    // producer is of no use any more.
    [[nodiscard]] virtual Reports take_reports() = 0;
};

// How the topic's one partition ends.
struct TopicEnd {
    struct Message {
        std::string position;  // of the header; empty if there is none
        std::string value;
    };

    std::uint64_t offset = 0;     // of the next message; 0 if there was never one
    std::optional<Message> last;  // nothing if none is kept
};

// The topic that takes a partition's events, made if there is none. For one thread.
class EventTopic {
  public:
    virtual ~EventTopic() = default;

    // Both may wait for some seconds, and throw TopicTrouble.
    [[nodiscard]] virtual TopicEnd read_end() = 0;
    [[nodiscard]] virtual std::unique_ptr<EventProducer> make_producer() = 0;
};

}  // namespace kalends::kafka
