#include "projections/audit/zones_check.hpp"

#include <doctest/doctest.h>

#include "eventstore/record_writer.hpp"
#include "schemas/envelope.hpp"
#include "tests/office/office.hpp"

namespace zones_check_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

namespace {

const Instant nine = at("2026-11-03T09:00:00Z");

// A copy of a log, in which every time booked was related to its clocks by other zone data: they
// showed an hour less. `zone` is named in place of the true one, if it is not empty.
class LogOfOtherData {
  public:
    explicit LogOfOtherData(const fakes::MemoryLog& original, std::string zone = {})
        : zone_{std::move(zone)} {
        for (const auto& bytes : original.records()) add(bytes);
    }
    const LogReader& reader() const { return log_; }

  private:
    void add(const std::string& bytes) {
        const auto record = parse_record(bytes);
        for (const auto& command : record->commands) {
            writer_.add_command(command.entry);
            for (std::size_t i = 0; i < command.event_count; ++i) {
                writer_.add_event(changed(record->events[command.first_event + i]));
            }
        }
        const auto number = writer_.record_number();
        log_.append(number, writer_.finish(record->header.wall_clock));
    }
    std::string changed(std::string_view event) const {
        auto stored = decode_event(event);
        std::visit([&](auto& fact) { change(fact); }, stored.event);
        std::string bytes;
        encode_event(bytes, stored.envelope, stored.event);
        return bytes;
    }
    void change(auto& fact) const {
        if constexpr (requires { fact.when.civil_start; }) {
            fact.when.civil_start -= Minutes{60};
            fact.when.zone_data = "2019a";
            if (!zone_.empty()) fact.when.zone = zone_;
        }
    }

    std::string zone_;
    fakes::Faults faults_;
    fakes::MemoryLog log_{faults_};
    RecordWriter writer_{LogHead{}};
};

std::vector<ShiftedBooking> shifted_in(const LogReader& log, ZonesReport& report) {
    std::vector<ShiftedBooking> all;
    report = check_zones(log, [&](const ShiftedBooking& one) { all.push_back(one); });
    return all;
}

}  // namespace

TEST_CASE("W0: by the zone data that they were made with, no bookings have shifted") {
    Office office;
    (void)office.ask(office.book(nine));
    ZonesReport report;
    CHECK(shifted_in(office.log, report).empty());
    CHECK(report.bookings == 1);
    CHECK(report.shifted == 0);
    CHECK(report.position == office.engine->position());
}

TEST_CASE("W0: bookings made with other zone data are told in order, and those given up are not") {
    Office office;
    std::vector<BookingId> booked;
    for (int i = 0; i < 4; ++i) {
        const auto asked = office.book(nine + Minutes{30 * i});
        booked.push_back(asked.booking);
        (void)office.ask(asked);
    }
    (void)office.ask(Cancel{booked[0], {}});
    (void)office.ask(Reschedule{booked[1], nine + Minutes{300}, {}, {}, {}});
    office.clock.set(nine + Minutes{120});
    (void)office.ask(Complete{booked[2]});
    ZonesReport report;
    const auto shifted = shifted_in(LogOfOtherData{office.log}.reader(), report);
    REQUIRE(shifted.size() == 3);
    CHECK(report.bookings == 3);
    CHECK(report.shifted == 3);
    CHECK(shifted[0].booking == booked[2]);
    CHECK(shifted[1].booking == booked[3]);
    CHECK(shifted[2].booking == booked[1]);
    CHECK(shifted[2].start == nine + Minutes{300});
    CHECK(shifted[2].zone_data == "2019a");
    CHECK(shifted[2].today == shifted[2].recorded + Minutes{60});
    CHECK(shifted[2].organisation == office.organisation);
}

TEST_CASE("W0: a booking in a zone that this machine does not know is told, without a time") {
    Office office;
    (void)office.ask(office.book(nine));
    ZonesReport report;
    const auto shifted = shifted_in(LogOfOtherData{office.log, "Mars/Base"}.reader(), report);
    REQUIRE(shifted.size() == 1);
    CHECK(shifted.front().zone == "Mars/Base");
    CHECK_FALSE(shifted.front().today);
}

}  // namespace zones_check_test
