#include "adapters/kafka/resumption.hpp"

#include <doctest/doctest.h>

#include "tests/adapters/kafka/published_log.hpp"

namespace resumption_test {

using namespace kalends;
using namespace kalends::kafka;
using testing::PublishedLog;

namespace {

// Why the topic is refused that ends with this event.
std::string refusal(const PublishedLog& at, const std::string& position, const std::string& value) {
    try {
        (void)resume_behind(at.log, position, value);
    } catch (const TopicTrouble& why) {
        CHECK(why.kind == TopicTrouble::Kind::refused);
        return why.what();
    }
    return "taken";
}

std::string event(const PublishedLog& at, std::size_t record, std::size_t place) {
    return std::string{parse_record(at.log.records()[record - 1])->events[place]};
}

}  // namespace

TEST_CASE("the event behind any event of the log is found") {
    PublishedLog at;
    std::uint64_t sequence = 0;
    for (int events = 1; events < 8; ++events) {
        at.write(events);
        at.write_nothing();
    }
    for (std::uint64_t record = 1; record <= 14; record += 2) {
        const auto view = *parse_record(at.log.records()[record - 1]);
        for (std::uint32_t i = 0; i < view.events.size(); ++i) {
            const Position position{Partition{}, Epoch{1}, Sequence{++sequence}};
            const auto found = resume_behind(at.log, to_text(position), view.events[i]);
            CHECK(found.published == Published{position, RecordNumber{record}, view.hash});
            CHECK(found.next == LogPlace{RecordNumber{record}, i + 1});
            CHECK(resume_behind(at.log, found.published)->next == found.next);
        }
    }
}

TEST_CASE("a message that is none of this log's is refused") {
    PublishedLog at;
    at.write(3);
    CHECK(refusal(at, "0-1-2", event(at, 1, 1)) == "taken");
    CHECK(refusal(at, "", "x").find("no position") != std::string::npos);
    CHECK(refusal(at, "later", "x").find("no position") != std::string::npos);
    CHECK(refusal(at, "0-1-2", event(at, 1, 0)).find("another log") != std::string::npos);
    CHECK(refusal(at, "0-1-0", "").find("another log") != std::string::npos);
    CHECK(refusal(at, "1-1-2", event(at, 1, 1)).find("not come to") != std::string::npos);
    CHECK(refusal(at, "0-1-4", "x").find("position 0-1-4") != std::string::npos);
    CHECK(refusal(at, "0-2-1", "x").find("not come to") != std::string::npos);
    CHECK(refusal(PublishedLog{}, "0-1-1", "x").find("not come to") != std::string::npos);
}

TEST_CASE("what a restore withdrew leads to the first event of the epoch after it") {
    PublishedLog at;
    at.write(3);
    at.write_nothing();
    at.write_restored(Epoch{3});
    at.write(2);
    const auto behind = resume_behind(at.log, "0-1-9", "withdrawn");
    CHECK(behind.next == LogPlace{RecordNumber{3}, 0});
    CHECK(behind.published.position == Position{Partition{}, Epoch{1}, Sequence{3}});
    CHECK(resume_behind(at.log, behind.published)->next == LogPlace{RecordNumber{2}, 0});
    CHECK(refusal(at, "0-3-3", "x").find("another log") != std::string::npos);
    CHECK(refusal(at, "0-3-7", "x").find("not come to") != std::string::npos);
}

TEST_CASE("what was noted counts only if the log holds that very record") {
    PublishedLog at;
    at.write(2);
    const auto view = *parse_record(at.log.records()[0]);
    Published noted{{Partition{}, Epoch{1}, Sequence{2}}, RecordNumber{1}, view.hash};
    CHECK(resume_behind(at.log, noted).has_value());
    CHECK(resume_behind(at.log, Published{})->next == LogPlace{});
    auto other = noted;
    other.position.sequence = Sequence{3};
    CHECK_FALSE(resume_behind(at.log, other).has_value());
    other = noted;
    other.record = RecordNumber{2};
    CHECK_FALSE(resume_behind(at.log, other).has_value());
    other = noted;
    ++other.hash.octets[0];
    CHECK_FALSE(resume_behind(at.log, other).has_value());
}

}  // namespace resumption_test
