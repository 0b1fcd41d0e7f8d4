#include "tests/sim/publishing.hpp"

#include <algorithm>

#include "tests/sim/violation.hpp"

namespace kalends::sim {
namespace {

using std::chrono::milliseconds;

std::uint64_t sequence_of(const fakes::MemoryTopic::Message& message) {
    const auto position = parse_position(message.position);
    if (!position) violate("I8", "a message on the topic has no position");
    return number(position->sequence);
}

}  // namespace

Publishing::Publishing(std::uint64_t seed, fakes::MemoryLog& log, fakes::MemoryDisk& disk,
                       Tally& tally)
    : chance_{seed}, log_{log}, disk_{disk}, tally_{tally} {
    limits_.window_events = 1 + chance_.below(24);
    limits_.window_bytes = chance_.one_in(4) ? 500 + chance_.below(5'000) : 1'000'000;
    limits_.events_per_step = 1 + chance_.below(12);
    limits_.cursor_interval = milliseconds{1 + chance_.below(20'000)};
    limits_.first_pause = milliseconds{1 + chance_.below(500)};
    limits_.longest_pause = limits_.first_pause * 8;
    topic_.on_message([this](const auto& message) { heard(message); });
}

void Publishing::start() {
    publisher_ = std::make_unique<kafka::Publisher>(log_, disk_, topic_, "events", limits_,
                                                    [](const std::string&) {});
    const auto noted = number(publisher_->state().published.sequence);
    if (is_away_) tally_.reached(Rare::brokers_away_at_start);
    if (noted < seen_) tally_.reached(Rare::cursor_behind_topic);
    if (topic_.is_emptied() && noted > 0) tally_.reached(Rare::cursor_counts);
}

// What the process had sent may yet arrive.
void Publishing::process_ended() {
    if (topic_.held() > 0) {
        tally_.reached(Rare::crash_with_events_unconfirmed);
        if (may_repeat() && chance_.one_in(3)) topic_.persist(1 + chance_.below(4));
        if (may_repeat() && chance_.one_in(3)) {
            topic_.strand(1 + chance_.below(4));
            is_late_ = true;
        }
    }
    is_in_step_ = false;
    publisher_.reset();
}

void Publishing::act() {
    brokers_act();
    if (!is_calm_ && chance_.one_in(6)) brokers_go_wrong();
    if (has_gap_ && chance_.one_in(4)) mend_gap();
    step();
}

void Publishing::step() {
    now_ += milliseconds{chance_.below(3'000)};
    is_in_step_ = true;
    const auto turn = publisher_->step(now_);
    is_in_step_ = false;
    hold(topic_.held() <= limits_.window_events, "I10", "too much is under way to the topic");
    hold(turn.has_more || turn.again_at > now_, "I10", "the publisher is called without need");
    if (topic_.is_full()) tally_.reached(Rare::producer_full);
}

void Publishing::brokers_act() {
    if (is_away_) return;
    if (chance_.one_in(2)) topic_.deliver(1 + chance_.below(8));
    if (may_repeat() && chance_.one_in(6)) topic_.persist(1 + chance_.below(3));
}

void Publishing::brokers_go_wrong() {
    switch (chance_.below(12)) {
        case 0:
        case 1:
            topic_.fail("fenced");
            break;
        case 2:
        case 3:
            if (!may_repeat()) break;
            topic_.strand(1 + chance_.below(4));
            is_late_ = true;
            break;
        case 4:
        case 5:
            if (is_late_ && publisher_) tally_.reached(Rare::batch_late);
            topic_.land();
            is_late_ = false;
            break;
        case 6:
        case 7:
            turn_away();
            break;
        case 8:
            topic_.set_room(chance_.one_in(2) ? 1 + chance_.below(8) : 1'000'000);
            break;
        case 9:
        case 10:
            topic_.expire();
            break;
        default:
            lose_last();
    }
}

void Publishing::turn_away() {
    is_away_ = !is_away_;
    topic_.go_away(is_away_);
}

void Publishing::lose_last() {
    is_late_ = false;
    if (chance_.one_in(4)) {
        make_again(chance_.one_in(2));
        return;
    }
    tally_.reached(Rare::topic_lost_its_end);
    topic_.lose_last(1 + chance_.below(6));
    seen_ = 0;
    for (const auto& message : topic_.messages()) seen_ = std::max(seen_, sequence_of(message));
}

void Publishing::make_again(bool is_noticed) {
    tally_.reached(Rare::topic_made_again);
    topic_.make_again(is_noticed);
    is_made_again_ = !is_noticed;
    has_gap_ = false;
    seen_ = 0;
}

// Repeats of what stands behind a gap would fill it, as far as offsets tell.
bool Publishing::may_repeat() const {
    return !is_calm_ && !is_made_again_;
}

// As its words ask somebody to.
void Publishing::mend_gap() {
    if (publisher_ && publisher_->state().is_stopped) make_again(true);
}

void Publishing::heard(const fakes::MemoryTopic::Message& message) {
    learn_log();
    const auto sequence = sequence_of(message);
    hold(sequence >= 1 && sequence <= events_.size(), "I8",
         "the topic has an event that the log lacks");
    hold(message.value == events_[sequence - 1], "I8",
         "an event on the topic has other bytes than in the log");
    const bool is_first = topic_.messages().size() == 1;
    if (is_first) is_made_again_ = has_gap_ = is_made_again_ && sequence > 1;
    if (is_first && has_gap_) tally_.reached(Rare::topic_with_gap);
    if (has_gap_ && is_gap_taken(sequence)) {
        has_gap_ = false;
        seen_ = sequence - 1;
    }
    if (has_gap_) return;
    hold(sequence <= seen_ + 1, "I8", "an event stands on the topic before one that precedes it");
    seen_ = std::max(seen_, sequence);
}

// Retention took the gap, and what is kept begins no later than its offset allows: nobody can tell
// that from a topic whose beginning was taken.
bool Publishing::is_gap_taken(std::uint64_t first_kept) const {
    return topic_.kept() == 1 && first_kept <= topic_.messages().size();
}

void Publishing::learn_log() {
    const auto& records = log_.records();
    if (records_ > records.size()) {
        records_ = 0;
        events_.clear();
    }
    for (; records_ < records.size(); ++records_) {
        const auto record = parse_record(records[records_]);
        if (!record) violate("I9", "a record cannot be read");
        for (const auto event : record->events) events_.emplace_back(event);
    }
}

void Publishing::calm() {
    is_calm_ = true;
    is_away_ = false;
    topic_.go_away(false);
    topic_.set_room(1'000'000);
    // Who has nothing to publish does not look at the topic again before its next connection.
    if (is_made_again_) topic_.fail("the connection is lost");
}

void Publishing::finish() {
    constexpr int rounds_max = 10'000;
    learn_log();
    for (int round = 0; round < rounds_max; ++round) {
        step();
        topic_.deliver();
        if (has_gap_) mend_gap();
        if (!publisher_->is_done()) continue;
        hold(!has_gap_, "I8", "the publisher goes on behind a gap");
        hold(seen_ == events_.size(), "I8", "the publisher is done before the topic is the log");
        return;
    }
    violate("I8", "the topic does not come to the end of the log");
}

}  // namespace kalends::sim
