#pragma once

#include <string>
#include <vector>

#include "adapters/kafka/publisher.hpp"
#include "tests/eventstore/sample_log.hpp"
#include "tests/fakes/memory_disk.hpp"
#include "tests/fakes/memory_log.hpp"
#include "tests/fakes/memory_topic.hpp"

namespace kalends::testing {

// A log that grows, a topic, and a publisher between them that is called once in a while.
struct PublishedLog {
    explicit PublishedLog(kafka::PublisherLimits with = {}) : limits{with} { start(); }

    // Another process.
    void start() {
        publisher.reset();
        publisher = std::make_unique<kafka::Publisher>(
            log, disk, topic, "events", limits,
            [this](const std::string& what) { told.push_back(what); });
    }

    // A record of so many events.
    void write(int events) {
        for (int i = 0; i < events; ++i) {
            const auto sequence = number(writer.next_sequence());
            auto command = fakes::sample_command(sequence);
            command.changed = true;
            writer.add_command(command);
            writer.add_event(R"({"id":"evt_1","subject":"bkg_)" + std::to_string(sequence % 3) +
                             R"(","time":"now","n":)" + std::to_string(sequence) + "}");
        }
        append();
    }
    // One of a command that changed nothing.
    void write_nothing() {
        auto command = fakes::sample_command(number(writer.record_number()));
        command.changed = false;
        writer.add_command(command);
        append();
    }
    // As a restore does, in a log that lost what followed.
    void write_restored(Epoch epoch) {
        writer.open_epoch(epoch);
        auto command = fakes::sample_command(1);
        command.name = epoch_opening_command;
        command.changed = true;
        writer.add_command(command);
        writer.add_event(R"({"type":"log.restored.v1","time":"now"})");
        append();
    }
    void append() {
        const auto number = writer.record_number();
        log.append(number, writer.finish(fakes::sample_time));
    }

    // After a second: time enough for every pause and for the cursor.
    kafka::Publisher::Turn step() {
        now += std::chrono::seconds{2};
        return publisher->step(now);
    }
    void finish() {
        for (int i = 0; i < 1'000; ++i) {
            step();
            topic.deliver();
            if (publisher->is_done()) return;
        }
    }

    [[nodiscard]] std::string published() const { return to_text(publisher->state().published); }
    // The numbers at the end of the positions on the topic: "1 2 3".
    [[nodiscard]] std::string sequences() const {
        std::string all;
        for (const auto& message : topic.messages()) {
            if (!all.empty()) all += ' ';
            all += message.position.substr(message.position.rfind('-') + 1);
        }
        return all;
    }

    fakes::Faults faults;
    fakes::MemoryLog log{faults};
    fakes::MemoryDisk disk{faults};
    fakes::MemoryTopic topic;
    RecordWriter writer{LogHead{}};
    kafka::PublisherLimits limits;
    kafka::Time now{};
    std::vector<std::string> told;
    std::unique_ptr<kafka::Publisher> publisher;
};

}  // namespace kalends::testing
