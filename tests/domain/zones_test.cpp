#include "domain/zones.hpp"

#include <doctest/doctest.h>

#include "domain/availability/zone_clock.hpp"
#include "tests/domain/availability/posed.hpp"
#include "tests/domain/availability/situations.hpp"

namespace domain_zones_test {

using namespace kalends;
using std::chrono::days;

TEST_CASE("W0: names come from the zone and link lines, the version from the first") {
    const auto zones = ZoneNames::parse(
        "# version 2026f\n"
        "# This zic input file is in the public domain.\n"
        "R E 1977 1980 - Ap Su>=1 1u 1 S\n"
        "Z Europe/Luxembourg 0:24:36 - LMT 1904 Jun\n"
        "0 - WET 1918\n"
        "L Europe/Brussels Europe/Amsterdam\n"
        "Z Etc/UTC 0 - UTC\n");
    CHECK(zones.version() == "2026f");
    CHECK(zones.size() == 3);
    CHECK(zones.has("Europe/Luxembourg"));
    CHECK(zones.has("Europe/Amsterdam"));
    CHECK(zones.has("Etc/UTC"));
    CHECK_FALSE(zones.has("Europe/Brussels"));
    CHECK_FALSE(zones.has("E"));
    CHECK_FALSE(zones.has(""));
}

TEST_CASE("W0: a text without lines gives no zones, and one without a version none") {
    CHECK(ZoneNames::parse("").size() == 0);
    const auto zones = ZoneNames::parse("Z Etc/UTC 0 - UTC");
    CHECK(zones.version().empty());
    CHECK(zones.has("Etc/UTC"));
}

TEST_CASE("W0: a name for which this machine has no zone data may not be named") {
    const auto zones = ZoneNames::parse("Z Etc/UTC 0 - UTC\nZ Mars/Olympus 0 - MTC\n");
    CHECK(zones.has("Etc/UTC"));
    CHECK_FALSE(zones.has("Mars/Olympus"));
    CHECK_THROWS_AS(ZoneClock{"Mars/Olympus"}, ZoneMissing);
}

TEST_CASE("W0: every zone that may be named can be asked, and odd names may not be named") {
    CHECK(all_zones().size() > 400);
    for (const auto& zone : all_zones()) CHECK_NOTHROW((void)ZoneClock{zone});
    for (const auto* odd : {"localtime", "posix/Europe/Paris", "../zoneinfo/UTC", "Fixed/UTC+01"}) {
        CHECK_FALSE(std::ranges::binary_search(all_zones(), odd));
    }
}

TEST_CASE("W1: every instant of a day is at the civil time that leads back to it, or comes again") {
    for (const auto& zone : odd_zones()) {
        const ZoneClock clock{zone};
        for (auto now = at("2026-03-08T00:00:00Z"); now < at("2026-03-09T00:00:00Z");
             now += Minutes{1}) {
            CHECK(clock.instant_of(clock.civil_at(now)) <= now);
        }
    }
}

TEST_CASE("W1: what surely has one of some dates begins and ends with them") {
    const ZoneClock utc{"UTC"};
    CHECK(utc.surely_within(on("2026-03-02"), on("2026-03-08")) ==
          Interval{at("2026-03-02T00:00:00Z"), at("2026-03-09T00:00:00Z")});
    // Its clock was set back from 00:01 to 23:01: that minute is surely of neither date.
    const ZoneClock newfoundland{"America/St_Johns"};
    CHECK(newfoundland.surely_within(on("2006-10-28"), on("2006-10-28")) ==
          Interval{at("2006-10-28T02:30:00Z"), at("2006-10-29T02:30:00Z")});
    CHECK(newfoundland.surely_within(on("2006-10-29"), on("2006-10-29")).start ==
          at("2006-10-29T03:30:00Z"));
}

TEST_CASE("W1: wherever clocks are set, what surely has a date has it") {
    constexpr Milliseconds moment{1};
    int asked = 0;
    for (const auto& zone : all_zones()) {
        CAPTURE(zone);
        const ZoneClock clock{zone};
        for (const auto set : transitions(zone, 1970, 2045)) {
            const Date first = clock.date_at(set) - days{asked++ % 4 - 1};
            const Date last = first + days{asked % 3};
            const auto is_one = [&](Instant instant) {
                const Date date = clock.date_at(instant);
                return first <= date && date <= last;
            };
            const auto surely = clock.surely_within(first, last);
            CAPTURE(to_text(set));
            REQUIRE(surely.start <= surely.end);
            bool all_are = true;
            for (auto when = surely.start; when < surely.end; when += Minutes{15}) {
                all_are = all_are && is_one(when);
            }
            CHECK(all_are);
            CHECK_FALSE(is_one(surely.end));
            if (surely.start < surely.end) CHECK(is_one(surely.end - moment));
        }
    }
    CHECK(asked > 10'000);
}

TEST_CASE("W1: only a date that no clock of the zone showed is skipped") {
    CHECK(ZoneClock{"Pacific/Apia"}.skips(on("2011-12-30")));
    CHECK_FALSE(ZoneClock{"Pacific/Apia"}.skips(on("2011-12-29")));
    CHECK_FALSE(ZoneClock{"Pacific/Apia"}.skips(on("2011-12-31")));
    CHECK(ZoneClock{"Pacific/Kwajalein"}.skips(on("1993-08-21")));
    CHECK_FALSE(ZoneClock{"Africa/Cairo"}.skips(on("2026-04-24")));
}

}  // namespace domain_zones_test
