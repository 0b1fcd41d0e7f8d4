#include "domain/recurrence/occurrences.hpp"

#include <doctest/doctest.h>

namespace domain_occurrences_test {

using namespace kalends;

namespace {

Result<std::vector<Occurrence>, std::string> expanded(std::string_view text, std::string_view start,
                                                      const std::string& zone) {
    const auto rule = parse_recurrence(text);
    REQUIRE_MESSAGE(rule, rule.error());
    return occurrences(*rule, *parse_instant(start), ZoneClock{zone});
}

// "2026-03-27T09:00+…": the civil starts, and after each how many hours the zone is ahead of UTC.
std::vector<std::string> starts(std::string_view text, std::string_view start,
                                const std::string& zone = "UTC") {
    const auto all = expanded(text, start, zone);
    REQUIRE_MESSAGE(all, all.error());
    std::vector<std::string> texts;
    for (const auto& one : *all) {
        const Minutes ahead = one.civil_start.time_since_epoch() -
                              std::chrono::floor<Minutes>(one.start.time_since_epoch());
        texts.push_back(to_text(one.civil_start) + " " + std::to_string(ahead.count() / 60));
    }
    return texts;
}

std::string fault(std::string_view text, std::string_view start) {
    const auto all = expanded(text, start, "UTC");
    return all ? "" : all.error();
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("C4: an occurrence keeps its civil time when the clocks are set") {
    CHECK(starts("FREQ=DAILY;COUNT=3", "2026-03-27T08:00:00Z", "Europe/Luxembourg") ==
          Texts{"2026-03-27T09:00 1", "2026-03-28T09:00 1", "2026-03-29T09:00 2"});
}

TEST_CASE("C4: in a gap the offset before it, in an overlap the first occurrence (W1)") {
    CHECK(starts("FREQ=WEEKLY;COUNT=2", "2026-03-22T01:30:00Z", "Europe/Luxembourg") ==
          Texts{"2026-03-22T02:30 1", "2026-03-29T02:30 1"});
    CHECK(starts("FREQ=WEEKLY;COUNT=2", "2026-10-18T00:30:00Z", "Europe/Luxembourg") ==
          Texts{"2026-10-18T02:30 2", "2026-10-25T02:30 2"});
    // The second of two like times is not what the rule gives.
    const auto second = expanded("FREQ=DAILY;COUNT=2", "2026-10-25T01:30:00Z", "Europe/Luxembourg");
    REQUIRE_FALSE(second);
    CHECK(second.error() == "the rule does not give the start");
}

TEST_CASE("C4: a date that the zone skips has no occurrence, and counts for none") {
    CHECK(starts("FREQ=DAILY;COUNT=3", "2011-12-29T20:00:00Z", "Pacific/Apia") ==
          Texts{"2011-12-29T10:00 -10", "2011-12-31T10:00 14", "2012-01-01T10:00 14"});
}

TEST_CASE("C4: a date that a month has not is left out") {
    CHECK(starts("FREQ=MONTHLY;COUNT=3", "2026-01-31T09:00:00Z") ==
          Texts{"2026-01-31T09:00 0", "2026-03-31T09:00 0", "2026-05-31T09:00 0"});
    CHECK(starts("FREQ=YEARLY;COUNT=2", "2028-02-29T09:00:00Z") ==
          Texts{"2028-02-29T09:00 0", "2032-02-29T09:00 0"});
}

TEST_CASE("C4: the examples of RFC 5545 come out") {
    const auto start = "1997-09-02T09:00:00Z";
    CHECK(starts("FREQ=WEEKLY;INTERVAL=2;COUNT=4;WKST=SU;BYDAY=TU,TH", start) ==
          Texts{"1997-09-02T09:00 0", "1997-09-04T09:00 0", "1997-09-16T09:00 0",
                "1997-09-18T09:00 0"});
    CHECK(starts("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "1997-09-05T09:00:00Z") ==
          Texts{"1997-09-05T09:00 0", "1997-10-03T09:00 0", "1997-11-07T09:00 0"});
    CHECK(starts("FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "1997-09-22T09:00:00Z") ==
          Texts{"1997-09-22T09:00 0", "1997-10-20T09:00 0", "1997-11-17T09:00 0"});
    CHECK(starts("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-3", "1997-09-28T09:00:00Z") ==
          Texts{"1997-09-28T09:00 0", "1997-10-29T09:00 0", "1997-11-28T09:00 0"});
    CHECK(starts("FREQ=YEARLY;COUNT=3;BYDAY=20MO", "1997-05-19T09:00:00Z") ==
          Texts{"1997-05-19T09:00 0", "1998-05-18T09:00 0", "1999-05-17T09:00 0"});
    CHECK(starts("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04T09:00:00Z") ==
          Texts{"1997-09-04T09:00 0", "1997-10-07T09:00 0", "1997-11-06T09:00 0"});
    CHECK(starts("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05T09:00:00Z") ==
          Texts{"1997-08-05T09:00 0", "1997-08-10T09:00 0", "1997-08-19T09:00 0",
                "1997-08-24T09:00 0"});
    CHECK(starts("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05T09:00:00Z") ==
          Texts{"1997-08-05T09:00 0", "1997-08-17T09:00 0", "1997-08-19T09:00 0",
                "1997-08-31T09:00 0"});
}

TEST_CASE("C4: plain and numbered weekdays of one rule are united") {
    CHECK(starts("FREQ=MONTHLY;COUNT=4;BYDAY=1MO,FR;BYMONTH=6", "2026-06-01T09:00:00Z") ==
          Texts{"2026-06-01T09:00 0", "2026-06-05T09:00 0", "2026-06-12T09:00 0",
                "2026-06-19T09:00 0"});
}

TEST_CASE("C4: an end is included, as a date in the zone or as an instant") {
    const auto start = "2026-06-01T22:30:00Z";  // in Luxembourg the day after
    const Texts two{"2026-06-02T00:30 2", "2026-06-03T00:30 2"};
    CHECK(starts("FREQ=DAILY;UNTIL=20260603", start, "Europe/Luxembourg") == two);
    CHECK(starts("FREQ=DAILY;UNTIL=20260602T223000Z", start, "Europe/Luxembourg") == two);
    CHECK(starts("FREQ=DAILY;UNTIL=20260602T222959Z", start, "Europe/Luxembourg").size() == 1);
}

TEST_CASE("C4: the start that is given is the first occurrence, or the rule is refused") {
    const auto monday = "2026-06-01T09:00:00Z";
    constexpr auto why = "the rule does not give the start";
    CHECK(fault("FREQ=WEEKLY;COUNT=2;BYDAY=TU", monday) == why);
    CHECK(fault("FREQ=WEEKLY;COUNT=2;BYDAY=SU,MO;BYSETPOS=-1", monday) == why);
    CHECK(fault("FREQ=DAILY;UNTIL=20260531", monday) == why);
    CHECK(fault("FREQ=MONTHLY;COUNT=2;BYMONTH=2;BYMONTHDAY=30", monday) == why);
}

TEST_CASE("C4: there are none after the year 2999, whose texts nobody could read again") {
    CHECK(fault("FREQ=DAILY;COUNT=3", "2999-12-28T09:00:00Z").empty());
    CHECK(fault("FREQ=DAILY;COUNT=4", "2999-12-29T09:00:00Z") ==
          "it has occurrences after the year 2999");
    CHECK(fault("FREQ=DAILY;COUNT=1", "2999-12-31T09:00:00Z") ==
          "it has occurrences after the year 2999");
}

TEST_CASE("C4: no more than 104 occurrences, within ten years") {
    const auto start = "2026-06-01T09:00:00Z";
    CHECK(starts("FREQ=DAILY;UNTIL=20260912", start).size() == 104);
    CHECK(fault("FREQ=DAILY;UNTIL=20260913", start) == "UNTIL: there are more than 104 until then");
    CHECK(starts("FREQ=YEARLY;COUNT=10", start).size() == 10);
    CHECK(fault("FREQ=YEARLY;COUNT=11", start) ==
          "COUNT: there are fewer within ten years of the start");
    CHECK(starts("FREQ=YEARLY;UNTIL=20360531", start).size() == 10);
    CHECK(fault("FREQ=YEARLY;UNTIL=20360601", start) ==
          "UNTIL: must lie within ten years of the start");
    CHECK(fault("FREQ=DAILY;INTERVAL=1000;COUNT=104", start) ==
          "COUNT: there are fewer within ten years of the start");
}

}  // namespace domain_occurrences_test
