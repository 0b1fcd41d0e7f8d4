#include "tests/fakes/memory_topic.hpp"

#include <algorithm>
#include <deque>
#include <utility>

namespace kalends::fakes {

using kafka::TopicTrouble;

class MemoryTopic::Producer : public kafka::EventProducer {
  public:
    explicit Producer(MemoryTopic& topic) : topic_{topic} { topic_.living_ = this; }
    ~Producer() override { topic_.living_ = nullptr; }
    Producer(const Producer&) = delete;
    Producer& operator=(const Producer&) = delete;

    [[nodiscard]] bool hand_over(const kafka::OutgoingEvent& event) override {
        if (held.size() >= topic_.room_) return false;
        held.push_back({to_text(event.position), std::string{event.key}, std::string{event.value}});
        waiting_.push_back({.number = event.number});
        return true;
    }

    [[nodiscard]] kafka::Reports take_reports() override {
        if (trouble) throw TopicTrouble{TopicTrouble::Kind::away, *trouble};
        if (topic_.refusal_ && !held.empty()) {
            throw TopicTrouble{TopicTrouble::Kind::refused, *topic_.refusal_};
        }
        auto taken = std::exchange(reports_, {});
        if (topic_.is_away_) taken.away = "all brokers are down";
        return taken;
    }

    // The brokers know that it is there, and where.
    [[nodiscard]] bool is_persisted(std::size_t at) const {
        return waiting_[at].offset.has_value();
    }
    void persist(std::size_t at) {
        topic_.append(held[at]);
        if (!is_persisted(at)) waiting_[at].offset = topic_.messages_.size() - 1;
    }
    void report_first() {
        reports_.delivered.push_back(waiting_.front());
        waiting_.pop_front();
        held.pop_front();
    }
    // Brokers know nothing of it any more.
    void forget() {
        for (auto& one : waiting_) one.offset.reset();
    }

    std::deque<Message> held;
    std::optional<std::string> trouble;

  private:
    MemoryTopic& topic_;
    std::deque<kafka::Delivered> waiting_;  // one for each that is held
    kafka::Reports reports_;
};

kafka::TopicEnd MemoryTopic::read_end() {
    if (is_away_) throw TopicTrouble{TopicTrouble::Kind::away, "nobody answers"};
    kafka::TopicEnd end;
    end.offset = messages_.size();
    if (kept() > 0) {
        end.last = {messages_.back().position, messages_.back().value};
    }
    return end;
}

std::unique_ptr<kafka::EventProducer> MemoryTopic::make_producer() {
    has_lost_unseen_ = false;
    return std::make_unique<Producer>(*this);
}

void MemoryTopic::append(Message message) {
    messages_.push_back(std::move(message));
    if (heard_) heard_(messages_.back());
}

std::size_t MemoryTopic::held() const {
    return living_ == nullptr ? 0 : living_->held.size();
}

// What a producer sends again is dropped, as far as the brokers know it.
void MemoryTopic::deliver(std::size_t count) {
    for (count = std::min(count, held()); count > 0; --count) {
        if (!living_->is_persisted(0)) living_->persist(0);
        living_->report_first();
    }
}

void MemoryTopic::persist(std::size_t count) {
    count = std::min(count, held());
    for (std::size_t i = 0; i < count; ++i) living_->persist(i);
}

void MemoryTopic::strand(std::size_t count) {
    for (std::size_t i = 0; i < std::min(count, held()); ++i) {
        stranded_.push_back(living_->held[i]);
    }
}

void MemoryTopic::land() {
    for (auto& message : std::exchange(stranded_, {})) append(std::move(message));
}

void MemoryTopic::fail(const std::string& why) {
    if (living_ != nullptr) living_->trouble = why;
}

// The new leader knows nothing of what was on its way to the old one.
void MemoryTopic::lose_last(std::size_t count) {
    const auto most = first_kept_ == 0 || kept() == 0 ? kept() : kept() - 1;
    messages_.resize(messages_.size() - std::min(count, most));
    stranded_.clear();
    has_lost_unseen_ = true;
    fail("the sequence of its batches is broken");
}

void MemoryTopic::make_again(bool is_noticed) {
    messages_.clear();
    first_kept_ = 0;
    stranded_.clear();
    if (is_noticed) {
        fail("there is no such topic");
    } else if (living_ != nullptr) {
        living_->forget();
    }
}

}  // namespace kalends::fakes
