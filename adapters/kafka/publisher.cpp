#include "adapters/kafka/publisher.hpp"

#include <algorithm>
#include <utility>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"
#include "schemas/envelope.hpp"

namespace kalends::kafka {
namespace {

// A producer that took no more is asked again after this, should no report wake us before.
constexpr std::chrono::milliseconds blocked_pause{100};

// As every event stands on the topic, and one after the other, none can stand before the offset
// that its sequence gives it. If one does, the topic was made again, which a producer is not told;
// retention does not change offsets, so that this is found at any later time, too.
void expect_no_gap(std::uint64_t offset_behind, Position position) {
    if (offset_behind >= number(position.sequence)) return;
    throw TopicTrouble{TopicTrouble::Kind::refused,
                       "it has a gap, since somebody made it again, or brokers lost messages: "
                       "remove it, and the whole log is published anew, or name another by "
                       "--kafka-topic"};
}

Position position_of(const RecordHeader& record, std::uint32_t event) {
    return {record.partition, record.epoch, Sequence{number(record.first_sequence) + event}};
}

}  // namespace

Publisher::Publisher(const LogReader& log, Disk& disk, EventTopic& topic, std::string topic_name,
                     PublisherLimits limits, Tell tell)
    : log_{log},
      cursor_{disk, topic_name},
      topic_{topic},
      topic_name_{std::move(topic_name)},
      limits_{limits},
      tell_{std::move(tell)} {
    const auto noted = cursor_.read().value_or(Published{});
    if (const auto behind = resume_behind(log_, noted)) {
        published_ = noted_ = noted;
        noted_at_most_ = noted.position;
        next_ = behind->next;
    } else {
        tell_("what was noted as published is not in this log: the topic alone says how far it is");
    }
    show_state();
}

Publisher::Turn Publisher::step(Time now) {
    try {
        if (producer_) take_reports(now);
        if (!producer_ && now >= try_at_) connect();
        if (producer_) hand_over();
        // After trouble, that the topic can be read does not say that it can be written.
        if (producer_ && (!told_ || is_done())) well();
    } catch (const TopicTrouble& why) {
        give_up(now);
        trouble(why.kind, why.what());
    } catch (const StorageFailed& why) {
        give_up(now);
        trouble(TopicTrouble::Kind::refused, why.what());
    }
    note_cursor(now);
    show_state();
    return turn(now);
}

// Whatever an earlier producer had under way either stands on the topic now, or comes to stand
// behind what is published from here on: then as a repeat.
void Publisher::connect() {
    const auto [published, next] = resumption();
    retract_cursor(published);
    producer_ = topic_.make_producer();
    published_ = published;
    next_ = next;
}

// Of a topic that lost its end, or was made again, the cursor says too much. Were that believed
// later, when retention has emptied the topic, what comes now could be left out.
void Publisher::retract_cursor(const Published& published) {
    if (published.position >= noted_at_most_) return;
    cursor_.retract(published);
    noted_ = published;
    noted_at_most_ = published.position;
}

Resumption Publisher::resumption() {
    const auto end = topic_.read_end();
    if (planted(PlantedBug::new_producer_without_tail)) return {published_, next_};
    // A topic that never had a message is new, whatever another of its name has had.
    if (end.offset == 0) return {};
    const auto found = end.last ? resume_behind(log_, end.last->position, end.last->value)
                                : resume_behind(log_, published_).value_or(Resumption{});
    expect_no_gap(end.offset, found.published.position);
    return found;
}

void Publisher::take_reports(Time now) {
    const auto reports = producer_->take_reports();
    for (const auto& delivered : reports.delivered) take_delivered(delivered);
    if (!reports.delivered.empty()) {
        pause_ = {};
        well();
    }
    if (!reports.away) return;
    if (unconfirmed_.empty()) {
        // A way that broke while nothing was on it tells little: it is sought again.
        give_up(now);
        return;
    }
    trouble(TopicTrouble::Kind::away, *reports.away);
}

void Publisher::take_delivered(const Delivered& delivered) {
    const auto at = delivered.number - first_unconfirmed_;
    if (at >= unconfirmed_.size()) return;
    if (delivered.offset) {
        expect_no_gap(*delivered.offset + 1, unconfirmed_[at].published.position);
    }
    unconfirmed_[at].is_delivered = true;
    while (!unconfirmed_.empty() && unconfirmed_.front().is_delivered) {
        published_ = unconfirmed_.front().published;
        unconfirmed_bytes_ -= unconfirmed_.front().bytes;
        unconfirmed_.pop_front();
        ++first_unconfirmed_;
    }
}

void Publisher::hand_over() {
    is_blocked_ = false;
    if (next_.record > log_.last()) return;
    auto left = limits_.events_per_step;
    log_.scan(next_.record, [&](RecordNumber number, std::string_view bytes) {
        const auto record = parse_record(bytes);
        if (!record) throw StorageFailed{"a record of the log cannot be read"};
        for (; next_.event < record->events.size(); ++next_.event, --left) {
            if (left == 0 || !has_room() || !hand_over(*record, next_.event)) return false;
        }
        next_ = {next(number), 0};
        return true;
    });
}

bool Publisher::hand_over(const RecordView& record, std::uint32_t event) {
    const auto bytes = record.events[event];
    const auto position = position_of(record.header, event);
    is_blocked_ = !producer_->hand_over({.number = first_unconfirmed_ + unconfirmed_.size(),
                                         .position = position,
                                         .key = subject_of(bytes),
                                         .value = bytes});
    if (is_blocked_) return false;
    const Published published{position, record.header.number, record.hash};
    unconfirmed_.push_back({published, bytes.size()});
    unconfirmed_bytes_ += bytes.size();
    if (planted(PlantedBug::cursor_before_delivery_report)) published_ = published;
    return true;
}

// The last event that finds room may go beyond the bound of bytes, by its own size.
bool Publisher::has_room() const {
    return unconfirmed_.size() < limits_.window_events && unconfirmed_bytes_ < limits_.window_bytes;
}

// What was under way is forgotten: the end of the topic tells what became of it.
void Publisher::give_up(Time now) {
    producer_.reset();
    first_unconfirmed_ += unconfirmed_.size();
    unconfirmed_.clear();
    unconfirmed_bytes_ = 0;
    pause_ = std::clamp(2 * pause_, limits_.first_pause, limits_.longest_pause);
    try_at_ = now + pause_;
}

// A disk that does not take it stops nobody: what is not noted costs repeats at the most.
void Publisher::note_cursor(Time now) {
    if (published_ == noted_ || now < note_at_) return;
    note_at_ = now + limits_.cursor_interval;
    noted_at_most_ = std::max(noted_at_most_, published_.position);
    try {
        cursor_.write(published_);
        noted_ = published_;
        noted_at_most_ = published_.position;
        is_noting_ = true;
    } catch (const StorageFailed& why) {
        if (std::exchange(is_noting_, false)) {
            tell_(std::string{"cannot note how far the topic is: "} + why.what());
        }
    }
}

void Publisher::trouble(TopicTrouble::Kind kind, const std::string& why) {
    const bool is_told =
        told_ == kind && (kind == TopicTrouble::Kind::away || why == state_.trouble);
    state_.is_connected = false;
    state_.trouble = why;
    state_.is_stopped = kind == TopicTrouble::Kind::refused;
    if (is_told) return;
    told_ = kind;
    tell_("nothing is published to " + topic_name_ + ": " + why);
}

void Publisher::well() {
    if (state_.is_connected) return;
    state_.is_connected = true;
    state_.trouble.clear();
    state_.is_stopped = false;
    told_.reset();
    tell_("publishes to " + topic_name_ + ", behind position " + to_text(published_.position));
}

void Publisher::show_state() {
    state_.published = published_.position;
    state_.unconfirmed = unconfirmed_.size();
    const std::lock_guard lock{shown_mutex_};
    shown_ = state_;
}

PublisherState Publisher::state() const {
    const std::lock_guard lock{shown_mutex_};
    return shown_;
}

bool Publisher::is_done() const {
    return producer_ && unconfirmed_.empty() && next_.record > log_.last();
}

Publisher::Turn Publisher::turn(Time now) const {
    Turn turn;
    if (!producer_) {
        turn.again_at = try_at_;
    } else if (is_blocked_) {
        turn.again_at = now + blocked_pause;
    } else {
        turn.has_more = has_room() && next_.record <= log_.last();
    }
    if (published_ != noted_) turn.again_at = std::min(turn.again_at, note_at_);
    return turn;
}

void Publisher::close() {
    note_at_ = {};
    note_cursor({});
    producer_.reset();
    state_.is_connected = false;
    show_state();
}

}  // namespace kalends::kafka
