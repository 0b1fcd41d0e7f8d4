#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

namespace requests_hold_test {

using namespace kalends;

namespace {

std::string hold_faults(std::string_view member) {
    std::string body = R"({"meeting_type_id":"mtg_00000000000000000000000001",)";
    body += R"("start":"2026-12-01T09:00:00Z",)";
    return faults_of("MakeHold", body.append(member).append("}"));
}

}  // namespace

TEST_CASE("a hold asks for a start, and lasts as long as is asked for") {
    const auto c = parsed(parse_make_hold, sample_body("MakeHold"));
    CHECK(to_text(c.start) == "2026-12-01T08:00:00Z");
    CHECK(c.duration == Minutes{30});
    CHECK(c.lasting == Minutes{15});
    CHECK(c.overrides == Reasons{Rejection::too_soon});
    CHECK(parsed(parse_extend_hold, "{}").lasting == Minutes{10});
}

TEST_CASE("each fault of a hold is told by its field") {
    CHECK(faults_of("MakeHold", "{}") == "/meeting_type_id is missing\n/start is missing\n");
    CHECK(hold_faults(R"("lasting_minutes":0)") ==
          "/lasting_minutes must be a whole number of minutes from 1 to 30\n");
    CHECK(hold_faults(R"("lasting_minutes":30.0,"party":2e0)") == "");
    CHECK(hold_faults(R"("lasting_minutes":29.5,"party":1e300)") ==
          "/party must be a whole number from 1 to 1000\n"
          "/lasting_minutes must be a whole number of minutes from 1 to 30\n");
    CHECK(hold_faults(R"("lasting_minutes":31)") ==
          "/lasting_minutes must be a whole number of minutes from 1 to 30\n");
    CHECK(hold_faults(R"("party":0)") == "/party must be a whole number from 1 to 1000\n");
    CHECK(hold_faults(R"("duration_minutes":"30")") ==
          "/duration_minutes must be a whole number of minutes from 1 to 44640\n");
    CHECK(hold_faults(R"("overrides":["claimed"])").starts_with("/overrides/0 must be "));
    CHECK(hold_faults(R"("guests":[])").starts_with("/guests is not known: "));
    CHECK(faults_of("ExtendHold", R"({"lasting_minutes":31})") ==
          "/lasting_minutes must be a whole number of minutes from 1 to 30\n");
}

}  // namespace requests_hold_test
