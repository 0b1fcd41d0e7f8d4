#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

namespace requests_meeting_type_test {

using namespace kalends;

TEST_CASE("a new meeting type has all that is said of it") {
    const auto terms = parsed(parse_create_meeting_type, sample_body("CreateMeetingType")).terms;
    CHECK(terms.name == "First visit");
    CHECK(terms.external_id == "intro");
    CHECK(terms.durations == Durations{DurationRange{Minutes{15}, Minutes{45}, Minutes{15}}});
    CHECK(terms.buffers == Buffers{Minutes{5}, Minutes{10}, true});
    CHECK(terms.notices == Notices{Minutes{60}, Minutes{120}, Minutes{180}});
    CHECK(terms.window == Window{RollingDays{60}});
    CHECK(terms.grid == Grid{Minutes{15}, Minutes{15}, Minutes{5}, GridKind::packed});
    CHECK(terms.first_per_day);
    CHECK(terms.approval == Approval{true, Minutes{1'440}, true});
    CHECK(terms.guests == GuestPolicies{false, false});
    CHECK(terms.hosts.fixed.size() == 1);
    CHECK(terms.schedule->zone == "Europe/Luxembourg");
    CHECK(terms.zone == "Europe/Luxembourg");
    CHECK(terms.is_public);
}

TEST_CASE("a meeting type of which little is said has the default terms") {
    const auto terms = parsed(parse_create_meeting_type,
                              R"({"name":"A","duration_minutes":30,)"
                              R"("hosts":[{"host_id":"hst_00000000000000000000000001"}]})")
                           .terms;
    MeetingTypeTerms wanted;
    wanted.name = "A";
    wanted.hosts = terms.hosts;
    CHECK(terms == wanted);
}

TEST_CASE(
    "the hosts of a meeting type are some that all take part, then groups of which one does") {
    const auto hosts = [](std::string_view list) {
        return R"({"name":"A","duration_minutes":30,"hosts":[)" + std::string{list} + "]}";
    };
    const std::string one = R"("host_id":"hst_00000000000000000000000001")";
    const std::string two = R"("host_id":"hst_00000000000000000000000002")";
    const std::string group = R"({"any_of":[{)" + two + R"(,"weight":3,"priority":1}]})";
    const auto plan =
        parsed(parse_create_meeting_type, hosts("{" + one + "}," + group)).terms.hosts;
    CHECK(plan == HostPlan{{HostId{IdBits{0, 1}}}, {{{{HostId{IdBits{0, 2}}, 3, 1}}}}});
    const auto faults = [&](const std::string& list) {
        return faults_of("CreateMeetingType", hosts(list));
    };
    CHECK(faults(group + ",{" + one + "}") ==
          "/hosts must name groups after all hosts that stand alone\n");
    CHECK(faults("{" + two + "}," + group) == "/hosts/1/any_of/0/host_id must not stand twice\n");
    CHECK(faults(R"({"host_id":"hst_00000000000000000000000000"})") ==
          "/hosts/0/host_id must have the 26 characters of an id behind hst_, as they were "
          "answered\n");
    CHECK(faults(R"({})") == "/hosts/0/host_id either this or any_of must be given\n");
    CHECK(faults(R"({"any_of":[]})") == "/hosts/0/any_of must be a list of 1 to 200 elements\n");
    CHECK(faults(R"({"any_of":[{)" + one + R"(,"weight":0,"priority":101}]})") ==
          "/hosts/0/any_of/0/weight must be a whole number from 1 to 100\n"
          "/hosts/0/any_of/0/priority must be a whole number from 0 to 100\n");
}

TEST_CASE("null takes away what may be absent, and what is left out stays") {
    const auto c = parsed(parse_change_meeting_type, sample_body("ChangeMeetingType"));
    REQUIRE(c.slot_interval);
    CHECK_FALSE(*c.slot_interval);
    REQUIRE(c.schedule);
    CHECK_FALSE(*c.schedule);
    REQUIRE(c.zone);
    CHECK_FALSE(*c.zone);
    CHECK(c.window == Window{FixedDates{*parse_date("2026-12-01"), *parse_date("2026-12-31")}});
    CHECK(c.guests_may_cancel == true);
    CHECK_FALSE(c.guests_may_reschedule);
    CHECK_FALSE(c.duration);
    CHECK_FALSE(c.hosts);
    CHECK(faults_of("ChangeMeetingType", R"({"name":null,"external_id":"x"})")
              .find("/external_id is not known") != std::string::npos);
}

TEST_CASE("limits have a count or minutes, and one for each scope and period") {
    CHECK(faults_of("ChangeMeetingType",
                    R"({"limits":[{"scope":"all","period":"hour","count":0,"total_minutes":0},)"
                    R"({"period":"day"},{"scope":"host","period":"day","max":1}]})") ==
          "/limits/0/scope must be one of meeting_type_on_host, meeting_type, host\n"
          "/limits/0/period must be one of day, week, month, year\n"
          "/limits/0/count must be a whole number from 1 to 1000000\n"
          "/limits/0/total_minutes must be a whole number of minutes from 1 to 527040\n"
          "/limits/1/scope is missing\n"
          "/limits/2/max is not known: here can stand scope, period, count, total_minutes\n");
    CHECK(faults_of("ChangeMeetingType", R"({"limits":[{"scope":"host","period":"day"}]})") ==
          "/limits/0/count either this or total_minutes must be given\n");
    CHECK(faults_of("ChangeMeetingType",
                    R"({"limits":[{"scope":"host","period":"day","count":1},)"
                    R"({"scope":"host","period":"day","total_minutes":60}]})") ==
          "/limits must not have two limits of one scope and period\n");
    CHECK(faults_of("ChangeMeetingType", R"({"limits":[]})") == "");
    CHECK(faults_of("ChangeOrganisation", R"({"week_start":"monday"})") ==
          "/week_start must be one of mon, tue, wed, thu, fri, sat, sun\n");
}

TEST_CASE("a window of business days is one kind of window") {
    const auto c = parsed(parse_change_meeting_type,
                          R"({"window":{"kind":"rolling_business_days","days":10}})");
    CHECK(c.window == Window{RollingBusinessDays{10}});
    CHECK(faults_of("ChangeMeetingType",
                    R"({"window":{"kind":"rolling_business_days","days":3651}})") ==
          "/window/days must be a whole number of days from 0 to 3650\n");
}

TEST_CASE("a window of days with slots looks at no more than 366 dates") {
    const auto of = [](std::string_view days) {
        return R"({"window":{"kind":"days_with_slots","days":)" + std::string{days} + "}}";
    };
    CHECK(parsed(parse_change_meeting_type, of("366")).window == Window{DaysWithSlots{366}});
    const std::string wanted = "/window/days must be a whole number of days from 1 to 366\n";
    CHECK(faults_of("ChangeMeetingType", of("0")) == wanted);
    CHECK(faults_of("ChangeMeetingType", of("367")) == wanted);
}

TEST_CASE("a grid is fixed or packed, and either keeps every slot of a day or the first") {
    const auto c = parsed(parse_change_meeting_type, R"({"grid":"fixed","first_per_day":false})");
    CHECK(c.grid == GridKind::fixed);
    CHECK(c.first_per_day == false);
    CHECK(faults_of("ChangeMeetingType", R"({"grid":"tight","first_per_day":1})") ==
          "/grid must be one of fixed, packed\n"
          "/first_per_day must be true or false\n");
}

TEST_CASE("durations are a list, a range, or taken away") {
    const auto c = [](std::string_view durations) {
        const auto body = R"({"durations":)" + std::string{durations} + "}";
        return parsed(parse_change_meeting_type, body).durations;
    };
    using Told = std::optional<std::optional<Durations>>;
    CHECK(c("null") == Told{std::in_place, std::nullopt});
    CHECK(c(R"({"kind":"list","minutes":[60,30]})") ==
          Told{DurationList{{Minutes{60}, Minutes{30}}}});
}

TEST_CASE("the bounds of durations") {
    const auto faults = [](std::string_view durations) {
        return faults_of("ChangeMeetingType", R"({"durations":)" + std::string{durations} + "}");
    };
    CHECK(faults("[30]") == "/durations must be an object\n");
    CHECK(faults(R"({"kind":"any"})") == "/durations/kind must be one of list, range\n");
    CHECK(faults(R"({"kind":"list","minutes":[]})") ==
          "/durations/minutes must be a list of 1 to 20 elements\n");
    CHECK(faults(R"({"kind":"list","minutes":[30,0,30]})") ==
          "/durations/minutes/1 must be a whole number of minutes from 1 to 44640\n");
    CHECK(faults(R"({"kind":"list","minutes":[30,30]})") ==
          "/durations/minutes/1 must not stand twice\n");
    CHECK(faults(R"({"kind":"range","min_minutes":0,"max_minutes":44641,"step_minutes":1441})") ==
          "/durations/min_minutes must be a whole number of minutes from 1 to 44640\n"
          "/durations/max_minutes must be a whole number of minutes from 1 to 44640\n"
          "/durations/step_minutes must be a whole number of minutes from 1 to 1440\n");
    const std::string wanted = "/durations/max_minutes must be min_minutes and some whole steps\n";
    CHECK(faults(R"({"kind":"range","min_minutes":30,"max_minutes":20,"step_minutes":5})") ==
          wanted);
    CHECK(faults(R"({"kind":"range","min_minutes":30,"max_minutes":70,"step_minutes":15})") ==
          wanted);
}

TEST_CASE("the bounds of a meeting type") {
    CHECK(faults_of("ChangeMeetingType",
                    R"({"duration_minutes":0,"notice_minutes":-1,"align_to_minutes":7,)"
                    R"("offset_minutes":1440,"hosts":[],"window":{"kind":"rolling_days"}})") ==
          "/duration_minutes must be a whole number of minutes from 1 to 44640\n"
          "/hosts must be a list of 1 to 200 elements\n"
          "/notice_minutes must be a whole number of minutes from 0 to 525600\n"
          "/window/days is missing\n"
          "/align_to_minutes must be a whole number of minutes that divides 60\n"
          "/offset_minutes must be a whole number of minutes from 0 to 1439\n");
    CHECK(faults_of("ChangeMeetingType", R"({"window":{"kind":"soon","days":3}})") ==
          "/window/kind must be one of rolling_days, rolling_business_days, days_with_slots, "
          "fixed_dates\n");
    CHECK(faults_of("ChangeMeetingType",
                    R"({"window":{"kind":"fixed_dates","from":"2026-02-01","to":"2026-01-01"}})") ==
          "/window/to must not be before from\n");
}

}  // namespace requests_meeting_type_test
