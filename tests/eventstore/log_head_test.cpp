#include "eventstore/log_head.hpp"

#include <doctest/doctest.h>

#include <optional>

#include "domain/planted_bugs.hpp"
#include "tests/eventstore/sample_log.hpp"

namespace log_head_test {

using namespace kalends;
using namespace kalends::fakes;

namespace {

// The head at the end of the records, or nothing if one of them is not accepted.
std::optional<LogHead> head_of(const std::vector<std::string>& records) {
    Sha256 sha;
    LogHead head;
    for (const auto& bytes : records) {
        const auto accepted = accept(sha, head, bytes);
        if (!accepted) return std::nullopt;
        head = *accepted;
    }
    return head;
}

std::string forged(const LogHead& head, std::string_view first_command, Epoch epoch) {
    RecordWriter writer{head};
    if (epoch > head.epoch) writer.open_epoch(epoch);
    auto entry = sample_command(1);
    entry.name = first_command;
    writer.add_command(entry);
    writer.add_event("{}");
    return writer.finish(sample_time);
}

}  // namespace

TEST_CASE("a log as written is accepted, and ends where its writer says") {
    RecordWriter writer{LogHead{}};
    std::vector<std::string> records;
    for (std::uint64_t n = 1; n <= 20; ++n) records.push_back(sample_record(writer, n));
    CHECK(head_of(records) == writer.head());
}

TEST_CASE("any byte flipped in a log of a thousand events is found") {
    const auto records = sample_log(1000);
    const auto whole = head_of(records);
    REQUIRE(whole);
    Sha256 sha;
    LogHead head;
    std::size_t missed = 0;
    for (auto bytes : records) {
        const auto accepted = accept(sha, head, bytes);
        REQUIRE(accepted);
        for (auto& byte : bytes) {
            byte ^= 0x01;
            if (accept(sha, head, bytes)) ++missed;
            byte ^= 0x01;
        }
        head = *accepted;
    }
    CHECK(missed == 0);
}

TEST_CASE("a record dropped, swapped, doubled or put in is found") {
    const auto records = sample_log(1000);
    RecordWriter stranger{LogHead{}};
    const auto foreign = sample_record(stranger, 3);
    for (std::size_t i = 0; i + 1 < records.size(); ++i) {
        const auto at = static_cast<std::ptrdiff_t>(i);
        auto dropped = records;
        dropped.erase(dropped.begin() + at);
        CHECK_FALSE(head_of(dropped));
        auto swapped = records;
        std::swap(swapped[i], swapped[i + 1]);
        CHECK_FALSE(head_of(swapped));
        auto doubled = records;
        doubled.insert(doubled.begin() + at, records[i]);
        CHECK_FALSE(head_of(doubled));
        auto inserted = records;
        inserted.insert(inserted.begin() + at, foreign);
        CHECK_FALSE(head_of(inserted));
        auto cut = records;
        cut[i].resize(cut[i].size() / 2);
        CHECK_FALSE(head_of(cut));
    }
}

TEST_CASE("a record's place in the log is checked before its hash") {
    Sha256 sha;
    const LogHead head;
    LogHead later = head;
    later.record = RecordNumber{4};
    CHECK(accept(sha, head, forged(later, "x", Epoch{1})).error() == RecordFault::wrong_number);
    LogHead elsewhere = head;
    elsewhere.partition = Partition{1};
    CHECK(accept(sha, head, forged(elsewhere, "x", Epoch{1})).error() ==
          RecordFault::wrong_partition);
    LogHead other_chain = head;
    other_chain.hash.octets[0] = 1;
    CHECK(accept(sha, head, forged(other_chain, "x", Epoch{1})).error() ==
          RecordFault::wrong_previous_hash);
    LogHead ahead = head;
    ahead.sequence = Sequence{9};
    CHECK(accept(sha, head, forged(ahead, "x", Epoch{1})).error() == RecordFault::wrong_sequence);
}

TEST_CASE("an epoch begins only with the record that opens it, and never goes back") {
    Sha256 sha;
    const LogHead head;
    CHECK(accept(sha, head, forged(head, "booking.book", Epoch{2})).error() ==
          RecordFault::wrong_epoch);
    const auto opened = accept(sha, head, forged(head, epoch_opening_command, Epoch{3}));
    REQUIRE(opened);
    CHECK(opened->epoch == Epoch{3});
    LogHead zombie = *opened;
    zombie.epoch = Epoch{1};
    CHECK(accept(sha, *opened, forged(zombie, "booking.book", Epoch{1})).error() ==
          RecordFault::wrong_epoch);
    CHECK(accept(sha, *opened, forged(*opened, "booking.book", Epoch{3})));
}

#ifdef KALENDS_PLANTED_BUGS
TEST_CASE("a hash that is not checked lets an edited event pass") {
    RecordWriter writer{LogHead{}};
    auto edited = sample_record(writer, 1);
    edited[edited.find("confirmed")] = 'C';
    Sha256 sha;
    CHECK(accept(sha, LogHead{}, edited).error() == RecordFault::wrong_hash);
    plant(PlantedBug::record_hash_not_checked);
    CHECK(accept(sha, LogHead{}, edited));
    plant(PlantedBug::none);
}
#endif

}  // namespace log_head_test
