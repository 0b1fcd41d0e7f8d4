#include "commands/change_meeting_type.hpp"

#include "tests/commands/given.hpp"

namespace change_meeting_type_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

ChangeMeetingType change() {
    return {.meeting_type = consultation};
}

ChangeMeetingType to_hosts(std::vector<HostId> hosts) {
    auto command = change();
    command.hosts = HostPlan{std::move(hosts)};
    return command;
}

MeetingTypeTerms changed_terms(const Given& asked, const ChangeMeetingType& command) {
    const auto decided = asked.when(command);
    REQUIRE(decided);
    REQUIRE((*decided).size() == 1);
    return std::get<MeetingTypeChanged>((*decided).front()).terms;
}

}  // namespace

TEST_CASE("what is absent from a change stays as it was") {
    auto command = change();
    command.duration = Minutes{45};
    auto terms = consultation_terms();
    terms.duration = Minutes{45};
    CHECK(changed_terms(given(), command) == terms);
    command.duration = Minutes{30};
    CHECK(given().when(command) == Events{});
}

TEST_CASE("everything about a meeting type but its external id can be changed") {
    auto command = change();
    command.new_name = "Check-up";
    command.duration = Minutes{45};
    command.durations = DurationList{{Minutes{45}, Minutes{15}}};
    command.buffer_before = Minutes{1};
    command.buffer_after = Minutes{2};
    command.buffers_inside_hours = true;
    command.notice_booking = Minutes{3};
    command.notice_rescheduling = Minutes{4};
    command.notice_cancelling = Minutes{5};
    command.window = RollingDays{6};
    command.slot_interval = Minutes{15};
    command.align_to = Minutes{20};
    command.offset = Minutes{7};
    command.grid = GridKind::packed;
    command.first_per_day = true;
    command.approval = Approval{true, {}, false};
    command.guests_may_cancel = false;
    command.guests_may_reschedule = false;
    command.hosts = HostPlan{{ben}};
    command.schedule = working_days();
    command.host_schedule = "evenings";
    command.zone = "Asia/Tokyo";
    command.is_public = true;
    const MeetingTypeTerms expected{"Check-up",
                                    {},
                                    Minutes{45},
                                    DurationList{{Minutes{45}, Minutes{15}}},
                                    {Minutes{1}, Minutes{2}, true},
                                    {Minutes{3}, Minutes{4}, Minutes{5}},
                                    RollingDays{6},
                                    {Minutes{15}, Minutes{20}, Minutes{7}, GridKind::packed},
                                    true,
                                    {true, {}, false},
                                    {false, false},
                                    {{ben}},
                                    working_days(),
                                    "evenings",
                                    "Asia/Tokyo",
                                    true};
    CHECK(changed_terms(given(), command) == expected);
}

TEST_CASE("the default duration is one of those offered, whichever of them is changed") {
    auto command = change();
    command.durations = DurationList{{Minutes{15}, Minutes{45}}};
    constexpr std::string_view none_of_them = "The duration is none of those that are offered.";
    CHECK(given().when(command) == refuse(Rejection::invalid_duration, "/durations", none_of_them));
    command.duration = Minutes{45};
    CHECK(given().when(command));
    auto terms = consultation_terms();
    terms.durations = DurationRange{Minutes{15}, Minutes{60}, Minutes{15}};
    const auto asked = given({MeetingTypeChanged{consultation, terms}});
    command = change();
    command.duration = Minutes{40};
    CHECK(asked.when(command) ==
          refuse(Rejection::invalid_duration, "/duration_minutes", none_of_them));
    command.durations.emplace();
    CHECK(asked.when(command));
}

TEST_CASE("G2: a packed grid is for types with one host, whichever of the two is changed") {
    auto command = change();
    command.grid = GridKind::packed;
    CHECK(given().when(command));
    command.hosts = HostPlan{{anna, ben}};
    constexpr std::string_view one_host = "A packed grid takes one host.";
    CHECK(given().when(command) == refuse(Rejection::too_many, "/hosts", one_host));
    auto terms = consultation_terms();
    terms.hosts.fixed = {anna, ben};
    command.hosts.reset();
    CHECK(given({MeetingTypeChanged{consultation, terms}}).when(command) ==
          refuse(Rejection::too_many, "/grid", one_host));
}

TEST_CASE("what may be absent can be taken away again") {
    auto terms = consultation_terms();
    terms.grid.interval = Minutes{15};
    terms.schedule = working_days();
    auto command = change();
    command.slot_interval = std::optional<Minutes>{};
    command.schedule = std::optional<Schedule>{};
    CHECK(changed_terms(given({MeetingTypeChanged{consultation, terms}}), command) ==
          consultation_terms());
}

TEST_CASE("B2: bookings keep the windows that they were made with") {
    auto asked = given({confirmed(booking, tuesday(9))});
    auto command = change();
    command.buffer_after = Minutes{60};
    const auto decided = asked.when(command);
    REQUIRE(decided);
    asked.happened(*decided);
    CHECK(asked.state(anna).calendar.find(stream_of(booking), tuesday(9))->window ==
          Interval{tuesday(8, 55), tuesday(9, 40)});
}

TEST_CASE("C2: reasons against changing a meeting type come in their order") {
    const auto gone = given({HostRetired{ben}, MeetingTypeRetired{consultation}})
                          .happened(founded_elsewhere(), opened_at, theirs);
    auto foreign = to_hosts({their_host});
    foreign.meeting_type = their_type;
    CHECK(gone.as(viewer()).if_match(9).when(foreign) == refuse(Rejection::not_found));
    CHECK(gone.as(viewer()).if_match(9).when(to_hosts({ben, their_host})) ==
          refuse(Rejection::not_found, "/hosts/1/host_id"));
    for (const auto& actor : {viewer(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(gone.as(actor).if_match(9).when(to_hosts({ben})) == refuse(Rejection::forbidden));
    }
    CHECK(gone.if_match(9).when(to_hosts({ben})) == refuse(Rejection::stale_revision));
    CHECK(gone.if_match(2).when(to_hosts({ben})) == refuse(Rejection::not_active));
    CHECK(given({HostRetired{ben}}).when(to_hosts({ben})) ==
          refuse(Rejection::not_active, "/hosts/0/host_id"));
}

}  // namespace change_meeting_type_test
