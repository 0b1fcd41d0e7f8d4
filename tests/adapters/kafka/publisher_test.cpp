#include "adapters/kafka/publisher.hpp"

#include <doctest/doctest.h>

#include "tests/adapters/kafka/published_log.hpp"

namespace publisher_test {

using namespace kalends;
using testing::PublishedLog;

TEST_CASE("the topic is the log: one message for each event, in order, with its bytes") {
    PublishedLog at;
    at.write(3);
    at.write_nothing();
    at.write(2);
    at.finish();
    CHECK(at.sequences() == "1 2 3 4 5");
    CHECK(at.published() == "0-1-5");
    const auto& fourth = at.topic.messages()[3];
    CHECK(fourth.position == "0-1-4");
    CHECK(fourth.key == "bkg_1");
    CHECK(fourth.value == parse_record(at.log.records()[2])->events[0]);
    CHECK(at.told == std::vector<std::string>{"publishes to events, behind position 0-1-0"});
    at.write(1);
    at.finish();
    CHECK(at.sequences() == "1 2 3 4 5 6");
}

TEST_CASE("an event without a subject has no key") {
    PublishedLog at;
    at.write_restored(Epoch{2});
    at.finish();
    REQUIRE(at.sequences() == "1");
    CHECK(at.topic.messages()[0].position == "0-2-1");
    CHECK(at.topic.messages()[0].key.empty());
}

TEST_CASE("only what is reported as delivered counts as published") {
    PublishedLog at;
    at.write(5);
    at.step();
    CHECK(at.topic.held() == 5);
    CHECK(at.published() == "0-1-0");
    at.topic.persist(3);
    at.step();
    CHECK(at.published() == "0-1-0");
    at.topic.deliver(2);
    at.step();
    CHECK(at.published() == "0-1-2");
    CHECK(at.publisher->state().unconfirmed == 3);
    CHECK_FALSE(at.publisher->is_done());
    at.finish();
    CHECK(at.sequences() == "1 2 3 4 5");
}

TEST_CASE("a bounded number of events is under way, however long the log is") {
    PublishedLog at{{.window_events = 4}};
    for (int i = 0; i < 10; ++i) at.write(3);
    for (int i = 0; i < 10; ++i) CHECK_FALSE(at.step().has_more);
    CHECK(at.topic.held() == 4);
    at.topic.deliver(1);
    at.step();
    CHECK(at.topic.held() == 4);
    at.finish();
    CHECK(at.topic.messages().size() == 30);
}

TEST_CASE("their bytes are bounded, too, and an event of any size finds room") {
    PublishedLog at{{.window_bytes = 1}};
    at.write(3);
    at.step();
    CHECK(at.topic.held() == 1);
    at.finish();
    CHECK(at.sequences() == "1 2 3");
}

TEST_CASE("a producer that is full is asked again later, and nothing is wrong") {
    PublishedLog at;
    at.topic.set_room(2);
    at.write(5);
    const auto turn = at.step();
    CHECK(at.topic.held() == 2);
    CHECK_FALSE(turn.has_more);
    CHECK(turn.again_at > at.now);
    CHECK(turn.again_at < at.now + std::chrono::seconds{1});
    at.finish();
    CHECK(at.sequences() == "1 2 3 4 5");
    CHECK(at.told.size() == 1);
}

TEST_CASE("another process goes on behind the message that the topic ends with") {
    PublishedLog at;
    at.write(5);
    at.step();
    at.topic.persist(3);
    at.start();
    CHECK(at.published() == "0-1-0");
    at.step();
    CHECK(at.published() == "0-1-3");
    at.finish();
    CHECK(at.sequences() == "1 2 3 4 5");
}

TEST_CASE("a producer that is of no use any more is replaced, and no event is left out") {
    PublishedLog at;
    at.write(6);
    at.step();
    at.topic.persist(2);
    at.topic.fail("fenced");
    at.write(1);
    const auto turn = at.step();
    CHECK(at.topic.held() == 0);
    CHECK_FALSE(at.publisher->state().is_connected);
    CHECK(at.publisher->state().trouble == "fenced");
    CHECK(turn.again_at > at.now);
    at.finish();
    CHECK(at.sequences() == "1 2 3 4 5 6 7");
    CHECK(at.told == std::vector<std::string>{"publishes to events, behind position 0-1-0",
                                              "nothing is published to events: fenced",
                                              "publishes to events, behind position 0-1-7"});
}

TEST_CASE(
    "a refusal of whatever is published is told once, and holds until something is delivered") {
    PublishedLog at;
    at.write(2);
    at.finish();
    at.topic.refuse("too large");
    at.write(3);
    at.step();
    for (int i = 0; i < 10; ++i) {
        at.step();
        CHECK_FALSE(at.publisher->state().is_connected);
        CHECK(at.publisher->state().is_stopped);
        CHECK(at.publisher->state().trouble == "too large");
    }
    at.topic.refuse({});
    for (int i = 0; i < 3; ++i) at.step();
    CHECK(at.topic.held() == 3);
    CHECK_FALSE(at.publisher->state().is_connected);
    CHECK(at.told == std::vector<std::string>{"publishes to events, behind position 0-1-0",
                                              "nothing is published to events: too large"});
    at.topic.deliver(1);
    at.step();
    CHECK(at.publisher->state().is_connected);
    CHECK_FALSE(at.publisher->state().is_stopped);
    CHECK(at.told.size() == 3);
    CHECK(at.told.back() == "publishes to events, behind position 0-1-3");
    at.topic.refuse("too large");
    for (int i = 0; i < 5; ++i) at.step();
    CHECK(at.told.size() == 4);
}

TEST_CASE("what an earlier producer had under way comes as a repeat") {
    PublishedLog at;
    at.write(4);
    at.step();
    at.topic.strand(3);
    at.start();
    at.step();
    at.topic.deliver(2);
    at.topic.land();
    at.finish();
    CHECK(at.sequences() == "1 2 1 2 3 3 4");
}

TEST_CASE("a repeat at the end of the topic brings more repeats, and no gap") {
    PublishedLog at;
    at.write(4);
    at.step();
    at.topic.strand(1);
    at.topic.deliver();
    at.topic.land();
    at.start();
    at.finish();
    CHECK(at.sequences() == "1 2 3 4 1 2 3 4");
}

TEST_CASE("what brokers lost is published again") {
    PublishedLog at;
    at.write(4);
    at.finish();
    at.topic.lose_last(2);
    at.finish();
    CHECK(at.sequences() == "1 2 3 4");
    CHECK(at.topic.messages().size() == 4);
}

TEST_CASE("a topic that was made again gets the whole log") {
    PublishedLog at;
    at.write(3);
    at.finish();
    at.topic.make_again();
    at.write(1);
    at.finish();
    CHECK(at.sequences() == "1 2 3 4");
}

TEST_CASE("a topic made again that took events from the middle of the log gets no more of them") {
    PublishedLog at;
    at.write(3);
    at.finish();
    at.write(2);
    at.step();
    at.topic.make_again(false);
    at.topic.deliver();
    at.step();
    at.write(1);
    for (int i = 0; i < 5; ++i) at.step();
    CHECK(at.topic.held() == 0);
    CHECK(at.sequences() == "4 5");
    CHECK(at.published() == "0-1-3");
    CHECK(at.publisher->state().is_stopped);
    REQUIRE(at.told.size() == 2);
    CHECK(at.told[1].starts_with("nothing is published to events: it has a gap"));
    SUBCASE("nor from another process") {
        at.start();
        for (int i = 0; i < 5; ++i) at.step();
        CHECK(at.sequences() == "4 5");
        CHECK(at.told.size() == 3);
    }
    SUBCASE("nor when retention takes what stands there") {
        at.topic.expire();
        at.start();
        for (int i = 0; i < 5; ++i) at.step();
        CHECK(at.sequences() == "4 5");
    }
    at.topic.make_again();
    at.finish();
    CHECK(at.sequences() == "1 2 3 4 5 6");
    at.start();
    at.write(1);
    at.finish();
    CHECK(at.sequences() == "1 2 3 4 5 6 7");
}

TEST_CASE("an empty topic that had messages goes on behind the cursor") {
    PublishedLog at;
    at.write(3);
    at.finish();
    at.step();
    at.topic.expire();
    at.start();
    CHECK(at.published() == "0-1-3");
    at.write(2);
    at.finish();
    CHECK(at.sequences() == "1 2 3 4 5");
    SUBCASE("and from the first event, had the cursor been lost") {
        at.topic.expire();
        at.disk.remove(kafka::CursorFile::file_name);
        at.start();
        at.finish();
        CHECK(at.sequences() == "1 2 3 4 5 1 2 3 4 5");
    }
}

TEST_CASE("a cursor that says more than the topic has is put right before anything is published") {
    PublishedLog at;
    at.write(4);
    at.finish();
    at.step();
    at.topic.lose_last(2);
    at.step();
    at.step();
    CHECK(at.topic.held() == 2);
    fakes::SeededRandomness chance{1};
    at.disk.crash(chance);
    at.start();
    CHECK(at.published() == "0-1-2");
    at.topic.expire();
    at.finish();
    CHECK(at.sequences() == "1 2 3 4");
}

TEST_CASE("the cursor is written now and then, and at the end") {
    PublishedLog at{{.cursor_interval = std::chrono::seconds{60}}};
    at.write(1);
    at.finish();
    at.step();
    const auto once = read_file(at.disk, kafka::CursorFile::file_name);
    CHECK_FALSE(once.empty());
    at.write(1);
    at.finish();
    at.step();
    CHECK(at.published() == "0-1-2");
    CHECK(read_file(at.disk, kafka::CursorFile::file_name) == once);
    at.publisher->close();
    CHECK(read_file(at.disk, kafka::CursorFile::file_name) != once);
}

TEST_CASE("a disk that takes no cursor is told of once, and stops nobody") {
    PublishedLog at;
    at.write(1);
    for (std::uint64_t io = 1; io < 30; ++io) at.faults.at(io + 1, fakes::Fault::no_space);
    for (int i = 0; i < 5; ++i) {
        at.step();
        at.topic.deliver();
    }
    CHECK(at.published() == "0-1-1");
    REQUIRE(at.told.size() == 2);
    CHECK(at.told[1].starts_with("cannot note how far the topic is: "));
    at.faults.clear();
    at.step();
    at.start();
    CHECK(at.published() == "0-1-1");
}

TEST_CASE("a cursor at a record that the log does not hold is dropped, and this is told") {
    PublishedLog at;
    at.write(2);
    at.finish();
    at.step();
    at.publisher.reset();
    at.log.cut_after(RecordNumber{});
    at.writer = RecordWriter{LogHead{}};
    at.write(1);
    at.start();
    CHECK(at.published() == "0-1-0");
    CHECK(at.told.back() ==
          "what was noted as published is not in this log: the topic alone says how far it is");
}

TEST_CASE("brokers that are away are told of once, asked again ever less often, and believed") {
    PublishedLog at;
    at.topic.go_away();
    at.write(3);
    std::chrono::milliseconds waits[5];
    for (auto& wait : waits) {
        const auto turn = at.step();
        CHECK_FALSE(turn.has_more);
        wait = std::chrono::duration_cast<std::chrono::milliseconds>(turn.again_at - at.now);
    }
    CHECK(waits[0] == at.limits.first_pause);
    CHECK(waits[1] == 2 * waits[0]);
    CHECK(waits[4] == at.limits.longest_pause);
    CHECK(at.publisher->state().trouble == "nobody answers");
    CHECK_FALSE(at.publisher->state().is_stopped);
    CHECK(at.told == std::vector<std::string>{"nothing is published to events: nobody answers"});
    at.topic.go_away(false);
    at.finish();
    CHECK(at.told.size() == 2);
    CHECK(at.sequences() == "1 2 3");
    CHECK(at.publisher->state().trouble.empty());
}

TEST_CASE("the same producer goes on with what is under way when brokers come back") {
    PublishedLog at;
    at.write(3);
    at.step();
    at.topic.go_away();
    at.step();
    CHECK_FALSE(at.publisher->is_connected());
    CHECK(at.publisher->state().trouble == "all brokers are down");
    CHECK(at.topic.held() == 3);
    at.topic.go_away(false);
    at.topic.deliver();
    at.step();
    CHECK(at.publisher->is_connected());
    CHECK(at.sequences() == "1 2 3");
}

TEST_CASE("brokers that go away while nothing is under way are missed soon, and found again") {
    PublishedLog at;
    at.write(1);
    at.finish();
    at.topic.go_away();
    const auto turn = at.step();
    CHECK(turn.again_at >= at.now + at.limits.first_pause);
    at.step();
    CHECK_FALSE(at.publisher->is_connected());
    at.topic.go_away(false);
    at.step();
    CHECK(at.publisher->is_connected());
}

TEST_CASE("a log that cannot be read is told of, and read again") {
    PublishedLog at;
    at.write(2);
    at.finish();
    at.write(1);
    at.log.spoil(RecordNumber{2});
    at.step();
    CHECK(at.told.back().starts_with("nothing is published to events: "));
    at.log.spoil(RecordNumber{});
    at.finish();
    CHECK(at.sequences() == "1 2 3");
}

}  // namespace publisher_test
