#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

using namespace kalends;

TEST_CASE("a new meeting type has all that is said of it") {
    const auto terms = parsed(parse_create_meeting_type, sample_body("CreateMeetingType")).terms;
    CHECK(terms.name == "First visit");
    CHECK(terms.external_id == "intro");
    CHECK(terms.buffers == Buffers{Minutes{5}, Minutes{10}, true});
    CHECK(terms.notices == Notices{Minutes{60}, Minutes{120}, Minutes{180}});
    CHECK(terms.window == Window{RollingDays{60}});
    CHECK(terms.grid == Grid{Minutes{15}, Minutes{15}, Minutes{5}});
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

TEST_CASE("the bounds of a meeting type") {
    CHECK(faults_of("ChangeMeetingType",
                    R"({"duration_minutes":0,"notice_minutes":-1,"align_to_minutes":7,)"
                    R"("offset_minutes":1440,"hosts":[],"window":{"kind":"rolling_days"}})") ==
          "/duration_minutes must be a whole number of minutes from 1 to 44640\n"
          "/hosts must be a list of 1 element\n"
          "/notice_minutes must be a whole number of minutes from 0 to 525600\n"
          "/window/days is missing\n"
          "/align_to_minutes must be a whole number of minutes that divides 60\n"
          "/offset_minutes must be a whole number of minutes from 0 to 1439\n");
    CHECK(faults_of("ChangeMeetingType", R"({"window":{"kind":"soon","days":3}})") ==
          "/window/kind must be one of rolling_days, fixed_dates\n");
    CHECK(faults_of("ChangeMeetingType",
                    R"({"window":{"kind":"fixed_dates","from":"2026-02-01","to":"2026-01-01"}})") ==
          "/window/to must not be before from\n");
}
