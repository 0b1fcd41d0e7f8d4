#include "domain/recurrence/recurrence.hpp"

#include <doctest/doctest.h>

namespace domain_recurrence_test {

using namespace kalends;

namespace {

Recurrence parsed(std::string_view text) {
    const auto rule = parse_recurrence(text);
    REQUIRE_MESSAGE(rule, rule.error());
    return *rule;
}

std::string fault(std::string_view text) {
    const auto rule = parse_recurrence(text);
    return rule ? "" : rule.error();
}

}  // namespace

TEST_CASE("C4: a rule says how it repeats and when it ends") {
    Recurrence rule;
    rule.frequency = Frequency::monthly;
    rule.interval = 2;
    rule.count = 12;
    rule.days = {{0, std::chrono::Monday}, {-1, std::chrono::Friday}, {2, std::chrono::Tuesday}};
    rule.places = {1, -1};
    rule.week_start = std::chrono::Sunday;
    CHECK(parsed("FREQ=MONTHLY;INTERVAL=2;COUNT=12;BYDAY=MO,-1FR,+2TU;BYSETPOS=1,-1;WKST=SU") ==
          rule);
    CHECK(parsed("freq=daily;count=3").frequency == Frequency::daily);
}

TEST_CASE("C4: a rule may end with a date or with an instant") {
    CHECK(parsed("FREQ=DAILY;UNTIL=20261231").until == RuleEnd{*parse_date("2026-12-31")});
    CHECK(parsed("FREQ=DAILY;UNTIL=20261231T235959Z").until ==
          RuleEnd{*parse_instant("2026-12-31T23:59:59Z")});
    constexpr auto why =
        "UNTIL: must be a date like 20261231 or a time in UTC like 20261231T235959Z";
    for (const auto* end : {"20261231T235959", "2026-12-31", "20261331", "20261231T250000Z", "",
                            "20261231Z", "20261231T2359590"}) {
        CHECK(fault(std::string{"FREQ=DAILY;UNTIL="} + end) == why);
    }
}

TEST_CASE("C4: a rule that does not end, or ends twice, is refused") {
    CHECK(fault("FREQ=DAILY") == "COUNT: is missing, and so is UNTIL: a series ends");
    CHECK(fault("FREQ=DAILY;COUNT=3;UNTIL=20261231") == "COUNT: cannot stand beside UNTIL");
}

TEST_CASE("C4: a rule of more than 104 occurrences is refused") {
    CHECK(parsed("FREQ=DAILY;COUNT=104").count == 104);
    CHECK(fault("FREQ=DAILY;COUNT=105") == "COUNT: must be 1 to 104");
    CHECK(fault("FREQ=DAILY;COUNT=0") == "COUNT: must be 1 to 104");
    CHECK(fault("FREQ=DAILY;COUNT=-1") == "COUNT: must be 1 to 104");
    CHECK(fault("FREQ=DAILY;COUNT=99999999999") == "COUNT: must be 1 to 104");
}

TEST_CASE("C4: what a rule cannot have is refused by the name of the part") {
    CHECK(fault("") == "a part: is no part of a rule");
    CHECK(fault("RRULE:FREQ=DAILY;COUNT=3") == "the rule begins with FREQ, not RRULE:");
    CHECK(fault("COUNT=3") == "FREQ: is missing");
    CHECK(fault("FREQ") == "FREQ: has no value");
    CHECK(fault("FREQ=HOURLY;COUNT=3") == "FREQ: must be DAILY, WEEKLY, MONTHLY or YEARLY");
    CHECK(fault("FREQ=DAILY;FREQ=DAILY;COUNT=3") == "FREQ: stands twice");
    CHECK(fault("FREQ=DAILY;COUNT=3;") == "a part: is no part of a rule");
    CHECK(fault("FREQ=DAILY;COUNT=3;BYHOUR=9") == "BYHOUR: is not supported");
    CHECK(fault("FREQ=DAILY;COUNT=3;RSCALE=HEBREW") == "RSCALE: is no part of a rule");
    CHECK(fault("FREQ=DAILY;COUNT=3;<b>=1") == "a part: is no part of a rule");
    CHECK(fault("FREQ=DAILY;COUNT=3;INTERVAL=0") == "INTERVAL: must be 1 to 1000");
    CHECK(fault("FREQ=DAILY;COUNT=3;WKST=Monday") == "WKST: must be a weekday like MO");
    CHECK(fault("FREQ=YEARLY;COUNT=3;BYMONTH=1,13") == "BYMONTH: each must be 1 to 12");
    CHECK(fault("FREQ=YEARLY;COUNT=3;BYMONTH=1,") == "BYMONTH: each must be 1 to 12");
    CHECK(fault("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=0") ==
          "BYMONTHDAY: each must be 1 to 31 or -31 to -1");
    CHECK(fault("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-32") ==
          "BYMONTHDAY: each must be 1 to 31 or -31 to -1");
    const std::string_view day =
        "each must be a weekday like MO, or a numbered one like 2MO or -1FR";
    for (const auto* days : {"XX", "0MO", "54MO", "M", "", "MO,,TU", "--1MO", "1.5MO"}) {
        CHECK(fault(std::string{"FREQ=YEARLY;COUNT=3;BYDAY="} + days) ==
              "BYDAY: " + std::string{day});
    }
    CHECK(fault("FREQ=DAILY;COUNT=3;BYMONTH=" + std::string(500, '1')) == "the rule is too long");
}

TEST_CASE("C4: parts that have no meaning together are refused") {
    CHECK(fault("FREQ=WEEKLY;COUNT=3;BYDAY=2MO") ==
          "BYDAY: a numbered weekday needs FREQ=MONTHLY or YEARLY");
    CHECK(fault("FREQ=WEEKLY;COUNT=3;BYMONTHDAY=2") ==
          "BYMONTHDAY: cannot stand beside FREQ=WEEKLY");
    CHECK(fault("FREQ=MONTHLY;COUNT=3;BYSETPOS=2") ==
          "BYSETPOS: needs BYDAY, BYMONTHDAY or BYMONTH");
    CHECK(fault("FREQ=MONTHLY;COUNT=3;BYDAY=MO;BYSETPOS=367") ==
          "BYSETPOS: each must be 1 to 366 or -366 to -1");
}

}  // namespace domain_recurrence_test
