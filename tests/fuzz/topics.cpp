#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/check.hpp"
#include "eventstore/sha256.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/restored_log.hpp"

// What a publisher goes by when it starts: the message that the topic ends with, and its own file.
// The input is that message's position and value, a line each, and then the file without its
// checksum; without such a message, retention has emptied the topic. Before it there were as many
// as the log has events, so that no offset tells of a gap. Whatever they say, a topic is either
// left alone or gets the rest of the log.

using namespace kalends;
using kafka::CursorFile;
using Message = fakes::MemoryTopic::Message;

namespace {

constexpr std::string_view topic_name = "events";

// What stands before the next end of a line; the text goes on behind it.
std::string take_line(std::string_view& text) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return std::string{line};
}

struct Log : fuzz::RestoredLog {
    Log() {
        finish();
        events = topic.messages();
    }
    // The place of the first event behind a position.
    [[nodiscard]] std::size_t behind(Position position) const {
        const auto is_behind = [&](const Message& event) {
            return *parse_position(event.position) > position;
        };
        return static_cast<std::size_t>(std::ranges::find_if(events, is_behind) - events.begin());
    }
    std::vector<Message> events;
};

// The publisher of a log whose topic ends with a message.
struct Resumed {
    Resumed(const Log& log, Message message, std::string_view cursor)
        : last{std::move(message)}, is_emptied{last.position.empty() && last.value.empty()} {
        disk.write(CursorFile::file_name, 0, cursor);
        for (const auto& event : log.events) topic.append(event);
        topic.append(last);
        if (is_emptied) topic.expire();
        const auto before = topic.messages().size();
        kafka::Publisher publisher{log.log, disk,
                                   topic,   std::string{topic_name},
                                   {},      [this](const std::string&) { ++told; }};
        noted = publisher.state().published;
        // It comes to the topic, hands over what there is, and is told that it is there.
        for (const auto second : {1, 2, 3}) {
            publisher.step(kafka::Time{} + std::chrono::seconds{second});
            topic.deliver();
        }
        is_done = publisher.is_done();
        written.assign(topic.messages().begin() + static_cast<std::ptrdiff_t>(before),
                       topic.messages().end());
    }

    fakes::Faults faults;
    fakes::MemoryDisk disk{faults};
    fakes::MemoryTopic topic;
    Message last;
    bool is_emptied;
    Position noted;
    std::vector<Message> written;
    std::size_t told = 0;
    bool is_done = false;
};

bool are_same(const Message& a, const Message& b) {
    return a.position == b.position && a.value == b.value;
}

// From where on the log has to stand behind the message; nothing if it must not.
std::optional<std::size_t> wanted_from(const Log& log, const Resumed& at) {
    if (at.is_emptied) return log.behind(at.noted);
    const auto position = parse_position(at.last.position);
    if (!position) return std::nullopt;
    const auto next = log.behind(*position);
    if (next > 0 && are_same(log.events[next - 1], at.last)) return next;
    // What a restore withdrew.
    const bool is_known = next > 0 && log.events[next - 1].position == at.last.position;
    if (is_known || next == log.events.size()) return std::nullopt;
    const auto begins = *parse_position(log.events[next].position);
    if (position->partition != begins.partition || position->epoch >= begins.epoch) return {};
    return next;
}

void publish_behind(const Log& log, Message last, std::string_view cursor) {
    const Resumed at{log, std::move(last), cursor};
    const auto from = wanted_from(log, at);
    ensure(at.is_done == from.has_value(), "a topic is gone on with if it is the log's");
    ensure(from || at.told > 0, "a topic that is left alone is told of");
    const auto rest = log.events.size() - from.value_or(log.events.size());
    ensure(at.written.size() == rest, "all of the log stands on the topic, or it is left alone");
    ensure(std::ranges::equal(at.written, std::span{log.events}.last(rest), are_same),
           "behind its last message the topic is the log");
}

void read_cursor(std::string_view bytes) {
    const auto noted = kafka::decode_cursor(topic_name, bytes);
    if (noted) ensure(encode_cursor(topic_name, *noted) == bytes, "a cursor has one form");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const Log log;
    auto text = fuzz::text_of(bytes, size);
    read_cursor(text);
    Message last;
    last.position = take_line(text);
    last.value = take_line(text);
    std::string cursor{text};
    cursor += text_of(Sha256{}.add(text).finish().octets);
    read_cursor(cursor);
    publish_behind(log, last, cursor);
    return 0;
}
