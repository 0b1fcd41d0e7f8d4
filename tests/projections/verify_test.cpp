#include "projections/audit/verify.hpp"

#include <doctest/doctest.h>

#include "eventstore/record_writer.hpp"
#include "schemas/envelope.hpp"
#include "tests/office/office.hpp"

namespace verify_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

namespace {

const Instant nine = at("2026-11-03T09:00:00Z");

// An office with some history: bookings made, moved and cancelled.
struct BusyOffice : Office {
    BusyOffice() {
        for (int i = 0; i < 6; ++i) {
            const auto asked = book(nine + Minutes{30 * i});
            (void)ask(asked, Idempotency{"key-" + std::to_string(i), "book"});
            if (i % 2 == 0) (void)ask(Cancel{asked.booking, {}});
            if (i == 3) (void)ask(Reschedule{asked.booking, nine + Minutes{600}, {}, {}, {}});
        }
    }
};

Position after(const LogHead& head) {
    return {head.partition, head.epoch, next(head.sequence)};
}

// Appends a record that is right in form and chain, with this event in it, which says that it
// stands at `position`.
void append_forged(fakes::MemoryLog& log, const LogHead& head, Position position,
                   OrganisationId organisation, const Event& event,
                   std::vector<std::pair<StreamId, Revision>> streams) {
    RecordWriter writer{head};
    writer.add_command({.organisation = organisation,
                        .id = CommandId{IdBits{5, 5}},
                        .name = "forge",
                        .target = streams.front().first,
                        .changed = true});
    const Envelope envelope{.id = EventId{IdBits{6, 6}},
                            .source = organisation,
                            .time = head.wall_clock,
                            .position = position,
                            .actor = "system",
                            .causation = CommandId{IdBits{5, 5}},
                            .correlation = {},
                            .traceparent = {},
                            .streams = std::move(streams),
                            .role = Role::system,
                            .origin = {}};
    std::string bytes;
    encode_event(bytes, envelope, event);
    writer.add_event(bytes);
    const auto number = writer.record_number();
    log.append(number, writer.finish(head.wall_clock));
}

}  // namespace

TEST_CASE("a log that the engine wrote is clean, and every event of it is counted") {
    BusyOffice office;
    const auto report = verify(office.log);
    CHECK(report.is_clean());
    CHECK(report.bookings == 6);
    CHECK(report.head.record == office.log.last());
    CHECK(report.head.position() == office.engine->position());
}

TEST_CASE("a flipped bit anywhere in a record is found, and the record named") {
    BusyOffice office;
    const RecordNumber victim{7};
    const auto whole = *office.log.read(victim);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto bent = whole;
        bent[i] = static_cast<char>(bent[i] ^ 1);
        office.log.replace(victim, bent);
        const auto report = verify(office.log);
        CAPTURE(i);
        REQUIRE_FALSE(report.is_clean());
        CHECK(report.faults.front().record == victim);
    }
}

TEST_CASE("two records swapped are found where the first of them stands") {
    BusyOffice office;
    const auto fifth = *office.log.read(RecordNumber{5});
    const auto sixth = *office.log.read(RecordNumber{6});
    office.log.replace(RecordNumber{5}, sixth);
    office.log.replace(RecordNumber{6}, fifth);
    const auto report = verify(office.log);
    REQUIRE_FALSE(report.is_clean());
    CHECK(report.faults.front().record == RecordNumber{5});
}

TEST_CASE("P2: a double booking in a log whose chain is whole is found") {
    Office office;
    const auto outcome = office.ask(office.book(nine));
    const auto& booking = *std::get<Accepted>(outcome).resource->as<Booking>();
    const auto head = verify(office.log).head;
    BookingConfirmed second;
    second.booking = office.new_id<BookingId>();
    second.meeting_type = booking.meeting_type;
    second.when = booking.when;
    second.when.counted_by = {};
    second.guests = {{booking.guests.front(), "", {}}};
    const auto host = office.engine->find(office.organisation, stream_of(office.host));
    append_forged(
        office.log, head, after(head), office.organisation, second,
        {{stream_of(second.booking), Revision{1}}, {stream_of(office.host), next(host->revision)}});
    const auto report = verify(office.log);
    REQUIRE_FALSE(report.is_clean());
    CHECK(report.faults.front().what.starts_with("double booking"));
}

TEST_CASE("an event whose stream revision is not the next is found") {
    Office office;
    const auto head = verify(office.log).head;
    append_forged(office.log, head, after(head), office.organisation, HostRetired{office.host},
                  {{stream_of(office.host), Revision{40}}});
    const auto report = verify(office.log);
    REQUIRE_FALSE(report.is_clean());
    CHECK(report.faults.front().what.find("not dense") != std::string::npos);
}

TEST_CASE("an event that names another place than it stands at is found") {
    const auto faults_at = [](const auto& bend) {
        Office office;
        const auto head = verify(office.log).head;
        const auto host = office.engine->find(office.organisation, stream_of(office.host));
        append_forged(office.log, head, bend(after(head)), office.organisation,
                      HostRetired{office.host}, {{stream_of(office.host), next(host->revision)}});
        return verify(office.log).faults;
    };
    CHECK(faults_at([](Position right) { return right; }).empty());
    const auto in_epoch = faults_at([](Position right) {
        return Position{right.partition, next(right.epoch), right.sequence};
    });
    const auto in_partition = faults_at(
        [](Position right) { return Position{Partition{9}, right.epoch, right.sequence}; });
    const auto in_sequence = faults_at([](Position right) {
        return Position{right.partition, right.epoch, next(right.sequence)};
    });
    for (const auto& faults : {in_epoch, in_partition, in_sequence}) {
        REQUIRE(faults.size() == 1);
        CHECK(faults.front().what.starts_with("an event says that it stands at"));
    }
}

TEST_CASE("faults are named up to a hundred, and the report says when there are more") {
    Office office;
    const auto forge = [&] {
        const auto head = verify(office.log).head;
        append_forged(office.log, head, after(head), office.organisation, HostRetired{office.host},
                      {{stream_of(office.host), Revision{40}}});
        return verify(office.log);
    };
    for (std::size_t i = 1; i < audit_faults_max; ++i) (void)forge();
    const auto full = forge();
    CHECK(full.faults.size() == audit_faults_max);
    CHECK_FALSE(full.may_have_more);
    const auto too_many = forge();
    CHECK(too_many.faults.size() == audit_faults_max);
    CHECK(too_many.may_have_more);
}

TEST_CASE("after a record that breaks the chain there may be more faults, and the report says so") {
    BusyOffice office;
    CHECK_FALSE(verify(office.log).may_have_more);
    office.log.replace(RecordNumber{7}, "not a record");
    const auto report = verify(office.log);
    CHECK(report.faults.size() == 1);
    CHECK(report.may_have_more);
}

}  // namespace verify_test
