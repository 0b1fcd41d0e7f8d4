#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

namespace small_requests_test {

using namespace kalends;

TEST_CASE("an organisation has a name and a zone of the zone data") {
    CHECK(faults_of("CreateOrganisation", R"({"name":"","time_zone":"localtime"})") ==
          "/name must be a text of 1 to 200 characters\n"
          "/time_zone must be the name of an IANA time zone, as in Europe/Luxembourg\n");
    CHECK(faults_of("ChangeOrganisation", "{}") == "");
    const std::string two_hundred(200, 'x');
    CHECK(faults_of("ChangeOrganisation", R"({"name":")" + two_hundred + "\"}") == "");
    CHECK(faults_of("ChangeOrganisation", R"({"name":")" + two_hundred + "x\"}") != "");
}

TEST_CASE("texts are counted in characters") {
    std::string name;
    for (int i = 0; i < 200; ++i) name += "漢";
    CHECK(faults_of("ChangeOrganisation", R"({"name":")" + name + "\"}") == "");
}

TEST_CASE("a host's name and e-mail change together") {
    CHECK(
        parsed(parse_change_host, R"({"name":"A","email":"a@b.lu"})").personal.host_details->json ==
        R"({"name":"A","email":"a@b.lu"})");
    CHECK(parsed(parse_change_host, R"({"name":"A","email":null})").personal.host_details->json ==
          R"({"name":"A"})");
    CHECK_FALSE(parsed(parse_change_host, R"({"kind":"room"})").personal.host_details);
    CHECK(faults_of("ChangeHost", R"({"name":"A"})") ==
          "/email is missing: name and email change together\n");
    CHECK(faults_of("ChangeHost", R"({"email":"a@b.lu"})") ==
          "/name is missing: name and email change together\n");
}

TEST_CASE("a key of the role host names its host, and no other does") {
    CHECK(faults_of("CreateApiKey", R"({"label":"x","role":"host"})") ==
          "/host_id is missing: a key of the role host acts for one\n");
    CHECK(faults_of("CreateApiKey", R"({"label":"x","role":"admin",)"
                                    R"("host_id":"hst_00000000000000000000000001"})") ==
          "/host_id must be left out: only a key of the role host has one\n");
    CHECK(faults_of("CreateApiKey", R"({"label":"x","role":"operator"})") ==
          "/role must be one of owner, admin, host, viewer\n");
}

TEST_CASE("a time of another year is told its years, and not that it is none") {
    const auto told = [](std::string_view at) {
        const auto body = R"({"label":"x","role":"admin","expires_at":")" + std::string{at} + "\"}";
        return faults_of("CreateApiKey", body);
    };
    for (const auto* at : {"9999-12-31T23:59:59Z", "1969-12-31T23:59:59Z",
                           "1970-01-01T00:00:00+01:00", "2999-12-31T23:59:59-12:00"}) {
        CAPTURE(at);
        CHECK(told(at) == "/expires_at must lie within the years 1970 to 2999\n");
    }
    for (const auto* at : {"9999-12-31T23:59:59", "2027-02-29T00:00:00Z", "1969", "", "-1"}) {
        CAPTURE(at);
        CHECK(told(at) == "/expires_at must be a time in RFC 3339 with an offset\n");
    }
    CHECK(faults_of("AddAbsence", R"({"from":"1969-12-01","to":"2026-12-01"})") ==
          "/from must lie within the years 1970 to 2999\n");
}

TEST_CASE("scopes narrow the role of a key") {
    CHECK(faults_of("CreateApiKey", R"({"label":"x","role":"viewer","scopes":["hosts:write"]})") ==
          "/scopes must not name hosts:write, which the role viewer lacks\n");
    CHECK(faults_of("CreateApiKey", R"({"label":"x","role":"viewer","scopes":[]})") ==
          "/scopes must be a list of 1 to 12 elements\n");
}

TEST_CASE("a clock is set to an instant or runs") {
    CHECK(parsed(parse_test_clock, R"({"now":"2026-12-01T09:00:00Z"})").now);
    CHECK_FALSE(parsed(parse_test_clock, R"({"running":true})").now);
    CHECK(faults_of("SetTestClock", "{}") == "/now is missing: give it, or running\n");
    CHECK(faults_of("SetTestClock", R"({"running":false})") ==
          "/running must be true: a clock stops by being set to now\n");
    CHECK(faults_of("SetTestClock", R"({"now":"2026-12-01T09:00:00Z","running":true})") ==
          "/running must be left out where now is given: the clock stops there\n");
}

}  // namespace small_requests_test
