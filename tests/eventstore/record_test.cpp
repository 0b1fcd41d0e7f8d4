#include "eventstore/record.hpp"

#include <doctest/doctest.h>

#include "eventstore/record_writer.hpp"
#include "tests/eventstore/sample_log.hpp"
#include "tests/fakes/seeded_randomness.hpp"

namespace record_test {

using namespace kalends;
using namespace kalends::fakes;

TEST_CASE("a record reads back as it was written") {
    RecordWriter writer{LogHead{}};
    const auto first = sample_command(1);
    const auto unchanged = sample_command(5);
    writer.add_command(first);
    writer.add_event("one");
    CHECK(writer.next_sequence() == Sequence{2});
    writer.add_event("two");
    writer.add_command(unchanged);
    const auto bytes_expected = writer.bytes();
    const auto bytes = writer.finish(sample_time);
    CHECK(bytes.size() == bytes_expected);

    const auto record = parse_record(bytes);
    REQUIRE(record);
    CHECK(record->header.number == RecordNumber{1});
    CHECK(record->header.first_sequence == Sequence{1});
    CHECK(record->header.wall_clock == sample_time);
    CHECK(record->events == std::vector<std::string_view>{"one", "two"});
    CHECK(record->commands == std::vector<StoredCommand>{{first, 0, 2}, {unchanged, 2, 0}});
    CHECK(record->hash == writer.head().hash);
}

TEST_CASE("a command stands at its last event, or at the event before it if it has none") {
    RecordWriter writer{LogHead{}};
    (void)sample_record(writer, 7);
    writer.add_command(sample_command(1));
    writer.add_command(sample_command(2));
    writer.add_event("one");
    writer.add_event("two");
    const auto before = writer.head().sequence;
    const auto bytes = writer.finish(sample_time);
    const auto record = parse_record(bytes);
    REQUIRE(record);
    CHECK(sequence_of(record->header, record->commands[0]) == before);
    CHECK(sequence_of(record->header, record->commands[1]) == Sequence{number(before) + 2});
}

TEST_CASE("a leaf is that of RFC 6962") {
    Sha256 sha;
    // The hash of the empty leaf, SHA-256 of one zero byte.
    const Octets<32> expected{0x6e, 0x34, 0x0b, 0x9c, 0xff, 0xb3, 0x7a, 0x98, 0x9c, 0xa5, 0x44,
                              0xe6, 0xbb, 0x78, 0x0a, 0x2c, 0x78, 0x90, 0x1d, 0x3f, 0xb3, 0x37,
                              0x38, 0x76, 0x85, 0x11, 0xa3, 0x06, 0x17, 0xaf, 0xa0, 0x1d};
    CHECK(leaf_hash(sha, "").octets == expected);
}

TEST_CASE("the writer computes the hash that a reader computes") {
    Sha256 sha;
    for (const auto& bytes : sample_log(100)) {
        const auto record = parse_record(bytes);
        REQUIRE(record);
        CHECK(record_hash(sha, *record) == record->hash);
    }
}

TEST_CASE("a record cut at any length is refused") {
    const auto bytes = sample_log(5).back();
    REQUIRE(parse_record(bytes));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK_FALSE(parse_record(std::string_view{bytes}.substr(0, size)));
    }
    CHECK(parse_record(bytes + "x").error() == RecordFault::trailing_bytes);
}

TEST_CASE("an event may have 256 KiB and not a byte more") {
    RecordWriter writer{LogHead{}};
    writer.add_command(sample_command(1));
    writer.add_event(std::string(event_bytes_max, 'e'));
    auto bytes = writer.finish(sample_time);
    REQUIRE(parse_record(bytes));
    RecordView view = *parse_record(bytes);
    const auto length_at = static_cast<std::size_t>(view.events[0].data() - bytes.data()) - 4;
    write_integer(bytes.data() + length_at, static_cast<std::uint32_t>(event_bytes_max + 1));
    CHECK(parse_record(bytes + "x").error() == RecordFault::too_large);
}

TEST_CASE("no bytes make the parser read where it should not") {
    SeededRandomness chance{1};
    const auto records = sample_log(60);
    for (int round = 0; round < 20'000; ++round) {
        auto bytes = records[chance.below(records.size())];
        for (auto changes = 1 + chance.below(4); changes > 0; --changes) {
            bytes[chance.below(bytes.size())] = static_cast<char>(chance.below(256));
        }
        if (chance.one_in(4)) bytes.resize(chance.below(bytes.size()));
        const auto record = parse_record(bytes);
        if (!record) continue;
        for (const auto event : record->events) {
            const bool is_inside = event.data() >= bytes.data() &&
                                   event.data() + event.size() <= bytes.data() + bytes.size();
            REQUIRE(is_inside);
        }
    }
}

}  // namespace record_test
