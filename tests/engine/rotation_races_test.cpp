#include <doctest/doctest.h>

#include "tests/office/office.hpp"

namespace rotation_races_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Heard;
using kalends::testing::Office;

namespace {

const Instant nine = at("2026-11-03T09:00:00Z");

// An office with a second host of the same hours, and a type that either of them takes.
struct TwoHosts : Office {
    HostId other = new_id<HostId>();
    MeetingTypeId either = new_id<MeetingTypeId>();

    TwoHosts() {
        must(CreateHost{other, {HostSort::person, "", "Etc/UTC"}, new_id<SubjectId>(), {}});
        const auto& hours =
            engine->find(organisation, host)->schedules->find(default_schedule)->second.hours;
        must(SetSchedule{other, std::string{default_schedule}, *hours});
        CreateMeetingType create;
        create.meeting_type = either;
        create.terms.name = "either";
        create.terms.hosts = {{}, {{{{host}, {other}}}}};
        must(create);
    }

    void must(const Command& command) { REQUIRE(std::holds_alternative<Accepted>(ask(command))); }
    Book with_either(Instant start) {
        auto command = book(start);
        command.meeting_type = either;
        return command;
    }
    // Nil for one that there is not.
    HostId host_of(BookingId id) const {
        const auto booking = engine->find(organisation, id);
        return booking == nullptr ? HostId{} : booking->when.hosts.front().host;
    }
    std::size_t claims_of(HostId id) const {
        return engine->find(organisation, id)->calendar.size();
    }
};

std::optional<Rejection> refused(const Heard& heard) {
    REQUIRE(heard.outcome);
    const auto* refused = std::get_if<Refused>(&*heard.outcome);
    return refused == nullptr ? std::nullopt : std::optional{refused->refusal.reason};
}

}  // namespace

TEST_CASE("H2: of two that want the last free host of a rotation, the first has it") {
    TwoHosts office;
    office.must(office.book(nine));
    const auto first = office.with_either(nine);
    const auto second = office.with_either(nine);
    const auto heard_first = office.submit(first);
    const auto heard_second = office.submit(second);
    office.finish();
    CHECK_FALSE(refused(*heard_first));
    CHECK(refused(*heard_second) == Rejection::claimed);
    CHECK(office.host_of(first.booking) == office.other);
    CHECK(office.claims_of(office.host) == 1);
    CHECK(office.claims_of(office.other) == 1);
}

TEST_CASE("H2: of three that want one time of two hosts, two have it, on different hosts") {
    TwoHosts office;
    const auto first = office.with_either(nine);
    const auto second = office.with_either(nine);
    const auto heard_first = office.submit(first);
    const auto heard_second = office.submit(second);
    const auto heard_third = office.submit(office.with_either(nine));
    office.finish();
    CHECK_FALSE(refused(*heard_first));
    CHECK_FALSE(refused(*heard_second));
    CHECK(refused(*heard_third) == Rejection::claimed);
    CHECK(office.host_of(first.booking) != office.host_of(second.booking));
    CHECK(office.claims_of(office.host) == 1);
    CHECK(office.claims_of(office.other) == 1);
}

TEST_CASE("H2: a host whose own type takes its time first leaves the rotation to the other") {
    TwoHosts office;
    const auto own = office.book(nine);
    const auto rotating = office.with_either(nine);
    const auto heard_own = office.submit(own);
    const auto heard_rotating = office.submit(rotating);
    office.finish();
    CHECK_FALSE(refused(*heard_own));
    CHECK_FALSE(refused(*heard_rotating));
    CHECK(office.host_of(rotating.booking) == office.other);
}

TEST_CASE("C6: who retires before a booking is not chosen for it, and who does after it keeps it") {
    for (const bool retires_first : {true, false}) {
        CAPTURE(retires_first);
        TwoHosts office;
        const auto wanted = office.with_either(nine);
        if (retires_first) office.submit(RetireHost{office.host});
        const auto heard = office.submit(wanted);
        if (!retires_first) office.submit(RetireHost{office.host});
        const auto later = office.with_either(nine + Minutes{60});
        const auto heard_later = office.submit(later);
        office.finish();
        CHECK_FALSE(refused(*heard));
        CHECK(office.host_of(wanted.booking) == (retires_first ? office.other : office.host));
        CHECK_FALSE(refused(*heard_later));
        CHECK(office.host_of(later.booking) == office.other);
    }
}

TEST_CASE("C6: a booking and the retiring of the only host that is free never both leave a claim") {
    for (const bool retires_first : {true, false}) {
        CAPTURE(retires_first);
        TwoHosts office;
        office.must(office.book(nine));
        const auto wanted = office.with_either(nine);
        if (retires_first) office.submit(RetireHost{office.other});
        const auto heard = office.submit(wanted);
        if (!retires_first) office.submit(RetireHost{office.other});
        office.finish();
        CHECK(refused(*heard).has_value() == retires_first);
        CHECK(office.claims_of(office.other) == (retires_first ? 0 : 1));
    }
}

}  // namespace rotation_races_test
