#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/kafka/event_topic.hpp"

namespace kalends::fakes {

// A topic in memory. By itself it does nothing with what producers are handed: whoever holds it
// says what becomes of that, as nasty as real brokers are. It outlives the simulated process.
class MemoryTopic : public kafka::EventTopic {
  public:
    struct Message {
        std::string position;
        std::string key;
        std::string value;
    };

    [[nodiscard]] kafka::TopicEnd read_end() override;
    [[nodiscard]] std::unique_ptr<kafka::EventProducer> make_producer() override;

    // All messages since the topic was made, those that retention has taken included.
    [[nodiscard]] const std::vector<Message>& messages() const { return messages_; }
    // How many of them retention has left.
    [[nodiscard]] std::size_t kept() const { return messages_.size() - first_kept_; }
    // Called with each message that comes to stand on the topic.
    void on_message(std::function<void(const Message&)> heard) { heard_ = std::move(heard); }

    // What the living producer holds: handed over, and not reported.
    [[nodiscard]] std::size_t held() const;
    // How many it takes at the most.
    void set_room(std::size_t messages) { room_ = messages; }
    [[nodiscard]] bool is_full() const { return held() >= room_; }
    // Whether it had messages and keeps none.
    [[nodiscard]] bool is_emptied() const { return !messages_.empty() && kept() == 0; }

    // The first of what it holds stand on the topic, and are reported.
    void deliver(std::size_t count = ~std::size_t{0});
    // They stand there, but the reply is lost. Each call makes them stand there once more.
    void persist(std::size_t count);
    // They are on their way, and come to stand there with `land`, whatever becomes of the producer.
    void strand(std::size_t count);
    void land();
    // The living producer is of no use any more.
    void fail(const std::string& why);
    // Any producer is of no use once it was handed something; until told otherwise, by nothing.
    void refuse(std::optional<std::string> why) { refusal_ = std::move(why); }
    void go_away(bool is_away = true) { is_away_ = is_away; }

    // An election that was not clean: the last messages are gone, and who sent them is told so. One
    // is left where retention took what stood before: who comes then could not tell it from that.
    void lose_last(std::size_t count);
    // Retention takes every message; not yet if the topic lost its end and nobody went on behind it
    // since: who comes then could not know that it had.
    void expire() {
        if (!has_lost_unseen_) first_kept_ = messages_.size();
    }
    // Somebody removes the topic, and it is made again; as a rule the living producer, if there is
    // one, is told that it was gone.
    void make_again(bool is_noticed = true);
    // Somebody else writes to it.
    void append(Message message);

  private:
    class Producer;

    std::vector<Message> messages_;
    std::size_t first_kept_ = 0;
    std::vector<Message> stranded_;
    std::function<void(const Message&)> heard_;
    std::size_t room_ = 1'000'000;
    std::optional<std::string> refusal_;
    bool is_away_ = false;
    bool has_lost_unseen_ = false;
    Producer* living_ = nullptr;
};

}  // namespace kalends::fakes
