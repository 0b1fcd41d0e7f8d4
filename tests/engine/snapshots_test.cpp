#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "eventstore/index_rows.hpp"
#include "tests/office/office.hpp"

namespace snapshots_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

namespace {

// Counts the records that are read: where each command has a record of its own, the events folded.
class CountedLog : public LogStore {
  public:
    explicit CountedLog(LogStore& log) : log_{log} {}

    void append(RecordNumber number, std::string_view record) override {
        log_.append(number, record);
    }
    [[nodiscard]] std::optional<std::string> read(RecordNumber number) const override {
        ++reads_;
        return log_.read(number);
    }
    void scan(RecordNumber from, const TakeRecord& take) const override { log_.scan(from, take); }
    [[nodiscard]] RecordNumber last() const override { return log_.last(); }
    void write_derived(const DerivedBatch& batch) override { log_.write_derived(batch); }
    [[nodiscard]] std::optional<std::string> get_derived(std::string_view key) const override {
        return log_.get_derived(key);
    }
    void scan_derived(std::string_view from, const TakeDerived& take) const override {
        log_.scan_derived(from, take);
    }
    void flush_derived() override { log_.flush_derived(); }
    void drop_derived() override { log_.drop_derived(); }

    // How many records `act` reads.
    template <class Act>
    [[nodiscard]] std::size_t reads_of(Act act) const {
        const auto before = reads_;
        act();
        return reads_ - before;
    }

  private:
    LogStore& log_;
    mutable std::size_t reads_ = 0;
};

// Names the office for the revision that it then has.
ChangeOrganisation renamed(const Office& office, std::uint64_t revision) {
    ChangeOrganisation change{.organisation = office.organisation};
    change.new_name = "Office " + std::to_string(revision);
    return change;
}

std::uint64_t revision_of(Office& office) {
    const auto stream = stream_of(office.organisation);
    office.engine->settle();
    return number(office.engine->find(office.organisation, stream)->revision);
}

// In one record.
void rename_at_once(Office& office, std::uint64_t up_to) {
    for (auto revision = revision_of(office) + 1; revision <= up_to; ++revision) {
        (void)office.submit(renamed(office, revision));
    }
    office.finish();
    REQUIRE(revision_of(office) == up_to);
}

std::string name_at(Office& office, std::uint64_t revision) {
    const auto state = office.engine->state_at(stream_of(office.organisation), Revision{revision});
    REQUIRE(state);
    CHECK(state->revision == Revision{revision});
    return state->as<Organisation>()->terms.name;
}

std::vector<Revision> snapshots_of(LogStore& log, StreamId stream) {
    fakes::SeededRandomness chance{1};
    return DerivedIndex{log, SeededHash{chance}}.snapshots_of(stream);
}

}  // namespace

TEST_CASE("a replay shows the booking as it stood then, though a later snapshot is kept") {
    Office office;
    office.limits.revisions_per_snapshot = 1;
    office.reopen();
    const Idempotency key{"key-1", "book"};
    const auto book = office.book(at("2026-11-03T09:00:00Z"));
    (void)office.ask(book, key);
    (void)office.ask(Cancel{book.booking, {}});
    const auto again = office.ask(book, key);
    REQUIRE(std::holds_alternative<Accepted>(again));
    CHECK(std::get<Accepted>(again).resource->as<Booking>()->status == BookingStatus::confirmed);
}

TEST_CASE("of a stream of 5000 revisions, no look into its past folds more than one interval") {
    fakes::Faults faults;
    fakes::MemoryLog memory{faults};
    CountedLog log{memory};
    Office office{log};
    const StreamId stream = stream_of(office.organisation);
    for (auto revision = revision_of(office) + 1; revision <= 5'000; ++revision) {
        (void)office.ask(renamed(office, revision),
                         Idempotency{"key-" + std::to_string(revision), "rename"});
    }
    const auto interval = office.limits.revisions_per_snapshot;
    for (const std::uint64_t revision : {4'990, 4'609, 4'608, 4'607, 2'000}) {
        const auto reads = log.reads_of(
            [&] { CHECK(name_at(office, revision) == "Office " + std::to_string(revision)); });
        CHECK(reads < interval);
    }
    std::size_t page = 0;
    CHECK(log.reads_of([&] {
        office.engine->history(stream, Revision{4'991},
                               [&](const StoredEvent&) { return ++page < 10; });
    }) == 10);
    CHECK(page == 10);
    const auto reads = log.reads_of([&] {
        const auto again = office.ask(renamed(office, 3'000), Idempotency{"key-3000", "rename"});
        REQUIRE(std::holds_alternative<Accepted>(again));
        CHECK(std::get<Accepted>(again).resource->revision == Revision{3'000});
    });
    CHECK(reads <= interval + 1);
    const auto last = office.engine->state_at(stream, Revision{9'999'999});
    CHECK(last->revision == Revision{5'000});
}

TEST_CASE("a state before the oldest snapshot is folded from the first event") {
    Office office;
    office.limits.revisions_per_snapshot = 2;
    office.limits.snapshots_per_stream = 1;
    office.reopen();
    for (auto revision = revision_of(office) + 1; revision <= 9; ++revision) {
        (void)office.ask(renamed(office, revision));
    }
    CHECK(name_at(office, 3) == "Office 3");
    CHECK(office.engine->state_at(stream_of(office.organisation), Revision{}) == nullptr);
    CHECK(office.engine->state_at(stream_of(BookingId{IdBits{9, 9}}), Revision{1}) == nullptr);
}

TEST_CASE("a record that takes a stream over a multiple of the interval leaves a snapshot") {
    Office office;
    office.limits.revisions_per_snapshot = 100;
    office.limits.snapshots_per_stream = 3;
    office.reopen();
    const StreamId stream = stream_of(office.organisation);
    for (const std::uint64_t up_to : {99, 349, 389, 409}) rename_at_once(office, up_to);
    office.engine->close();
    CHECK(snapshots_of(office.log, stream) == std::vector{Revision{409}, Revision{349}});
    office.reopen();
    for (const std::uint64_t up_to : {514, 619, 724, 829}) rename_at_once(office, up_to);
    office.engine->close();
    CHECK(snapshots_of(office.log, stream) ==
          std::vector{Revision{829}, Revision{619}, Revision{349}});
}

TEST_CASE("the snapshots of a long stream reach back into its past, closest where it is recent") {
    Office office;
    office.limits.revisions_per_snapshot = 10;
    office.reopen();
    constexpr std::uint64_t last = 2'000;
    for (std::uint64_t up_to = 10; up_to <= last; up_to += 10) rename_at_once(office, up_to);
    office.engine->close();
    const auto kept = snapshots_of(office.log, stream_of(office.organisation));
    REQUIRE(kept.size() == office.limits.snapshots_per_stream);
    CHECK(number(kept[0]) == last);
    CHECK(number(kept[2]) >= last - 100);
    std::uint64_t longest = number(kept.back());
    for (std::size_t i = 1; i < kept.size(); ++i) {
        longest = std::max(longest, number(kept[i - 1]) - number(kept[i]));
    }
    CHECK(longest < last / 2);
}

}  // namespace snapshots_test
