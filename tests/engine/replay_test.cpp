#include <doctest/doctest.h>

#include <set>

#include "eventstore/record.hpp"
#include "schemas/snapshot.hpp"
#include "tests/office/office.hpp"

namespace replay_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

namespace {

constexpr std::string_view luxembourg = "Europe/Luxembourg";

// An office far from UTC, and some of all that its zone data decided: hours, dates of limits and
// absences, civil starts on both sides of a change of clocks.
struct TravelledOffice : Office {
    TravelledOffice() {
        zones =
            ZoneNames::parse("# version 2026a\nZ Etc/UTC 0 - UTC\nZ Europe/Luxembourg 1 - CE\n");
        reopen();
        const WeeklyRule always{Weekdays{127}, {Minutes{0}, minutes_per_day}, {}};
        (void)ask(SetSchedule{
            host, std::string{default_schedule}, {std::string{luxembourg}, {always}, {}, {}}});
        ChangeMeetingType change;
        change.meeting_type = meeting_type;
        change.limits = {{LimitScope::type_on_host, LimitPeriod::day, 12, {}}};
        change.window = FixedDates{*parse_date("2026-01-01"), *parse_date("2027-12-31")};
        (void)ask(change);
        for (int i = 0; i < 20; ++i) {
            const auto asked = book(at("2027-03-27T21:00:00Z") + Minutes{60 * i});
            (void)ask(asked);
            if (i % 3 == 0) (void)ask(Reschedule{asked.booking, asked.start + Minutes{30}});
            if (i % 5 == 0) (void)ask(Cancel{asked.booking, {}});
        }
        const Date date = *parse_date("2027-03-28");
        (void)ask(AddAbsence{host, new_id<AbsenceId>(), AbsentDates{date, date}, {}});
    }
};

// All streams that the log tells of, each as the engine's fold of it stands, in bytes.
Digest state_hash(Office& office) {
    std::set<StreamId> streams;
    for (const auto& bytes : office.log.records()) {
        const auto record = parse_record(bytes);
        REQUIRE(record);
        for (const auto event : record->events) {
            for (const auto& named : decode_event(event).envelope.streams) {
                streams.insert(named.first);
            }
        }
    }
    CHECK(streams.size() > 20);
    std::string all;
    for (const auto stream : streams) {
        const auto state = office.engine->find(office.organisation, stream);
        REQUIRE(state != nullptr);
        all += encode_state(*state);
    }
    Sha256 sha;
    return sha.add(all).finish();
}

}  // namespace

TEST_CASE("P7: one log replayed again, and with other zone data, has the same state") {
    TravelledOffice office;
    const auto live = state_hash(office);
    const auto replayed = [&] {
        office.engine->close();
        office.log.reopen();
        office.log.drop_derived();
        office.reopen();
        return state_hash(office);
    };
    CHECK(replayed() == live);
    CHECK(replayed() == live);
    office.zones = ZoneNames::parse("# version 2099z\nZ Etc/UTC 0 - UTC\n");
    office.clock.set(at("2027-06-01T12:00:00Z"));
    CHECK(replayed() == live);
    // Whatever else is written makes another.
    (void)office.ask(RetireHost{office.host});
    CHECK(state_hash(office) != live);
}

}  // namespace replay_test
