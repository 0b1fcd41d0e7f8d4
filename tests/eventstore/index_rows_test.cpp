#include "eventstore/index_rows.hpp"

#include <doctest/doctest.h>

#include "tests/eventstore/sample_log.hpp"

namespace index_rows_test {

using namespace kalends;

namespace {

const StreamId stream{StreamKind::host, IdBits{1, 2}};

}  // namespace

TEST_CASE("rows read back as they were written") {
    const StreamRun run{Revision{7},
                        {{RecordNumber{3}, 0}, {RecordNumber{3}, 200}, {RecordNumber{900}, 1}}};
    CHECK(parse_stream_run(encode(run)) == run);
    const Snapshot snapshot{Revision{5}, 2, Sequence{77}, "state"};
    CHECK(parse_snapshot(encode(snapshot)) == snapshot);
    const CommandPlace place{RecordNumber{1'000'000}, 63};
    CHECK(parse_command_place(encode(place)) == place);
    const IndexHead head{RecordNumber{4}, Digest{{1, 2, 3}}};
    CHECK(parse_index_head(encode(head)) == head);
    const KeyedDigest key{{9, 8, 7}};
    CHECK(parse_idempotency_key(idempotency_key(key)) == key);
    const auto due = parse_due_key(due_key(fakes::sample_time, stream));
    REQUIRE(due);
    CHECK(due->at == fakes::sample_time);
    CHECK(due->stream == stream);
}

TEST_CASE("rows cut short are refused") {
    const StreamRun run{Revision{7}, {{RecordNumber{300}, 200}}};
    const auto row = encode(run);
    for (std::size_t size = 0; size < row.size(); ++size) {
        CHECK_FALSE(parse_stream_run(std::string_view{row}.substr(0, size)));
    }
    CHECK_FALSE(parse_index_head(encode(IndexHead{}).substr(1)));
    CHECK_FALSE(parse_command_place(""));
    CHECK_FALSE(parse_snapshot("short"));
    CHECK_FALSE(parse_due_key("d"));
}

TEST_CASE("keys sort as what they stand for") {
    CHECK(stream_key(stream, Revision{255}) < stream_key(stream, Revision{256}));
    CHECK(snapshot_key(stream, Revision{256}) < snapshot_key(stream, Revision{255}));
    CHECK(due_key(fakes::sample_time, stream) <
          due_key(fakes::sample_time + Milliseconds{1}, stream));
    const StreamId next_stream{StreamKind::host, IdBits{1, 3}};
    CHECK(stream_key(stream, Revision{~std::uint64_t{0}}) < stream_key(next_stream, Revision{1}));
    CHECK(is_stream_key_of(stream, stream_key(stream, Revision{1})));
    CHECK_FALSE(is_stream_key_of(stream, stream_key(next_stream, Revision{1})));
    CHECK_FALSE(is_stream_key_of(stream, snapshot_key(stream, Revision{1})));
}

}  // namespace index_rows_test
