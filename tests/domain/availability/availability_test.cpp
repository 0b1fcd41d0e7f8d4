#include "domain/availability/availability.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/domain/availability/posed.hpp"

namespace availability_test {

using namespace kalends;
using Texts = std::vector<std::string>;

TEST_CASE("P1: every reason is given, the first by the order of the list") {
    auto host = host_in("UTC", {"09:00-12:00"}, "2026-03-02T08:00:00Z");
    host.claims = {claim_of(1, "2026-03-02T11:40:00Z", "2026-03-02T12:00:00Z")};
    host.type.notices.booking = std::chrono::hours{4};
    host.is_retired = true;
    CHECK(refusals(host, "2026-03-02T11:40:00Z") ==
          Texts{"not-active", "too-soon", "outside-hours", "misaligned-start", "claimed"});
    CHECK(judged(host, "2026-03-02T11:40:00Z").refused.first() == Rejection::not_active);
}

TEST_CASE("C1: what an override let pass is told, and what did not apply is not") {
    auto host = host_in("UTC", {"09:00-12:00"}, "2026-03-02T08:00:00Z");
    host.overrides = {Rejection::outside_hours, Rejection::too_far};
    const auto evening = judged(host, "2026-03-02T20:00:00Z");
    CHECK(evening.is_slot());
    CHECK(evening.overridden == Reasons{Rejection::outside_hours});
    const auto early = judged(host, "2026-03-02T07:00:00Z");
    CHECK(early.refused == Reasons{Rejection::too_soon});
    CHECK(early.overridden == Reasons{Rejection::outside_hours});
}

TEST_CASE("C1: no override double-books") {
    auto host = host_in("UTC", {"09:00-12:00"}, "2026-03-02T08:00:00Z");
    host.claims = {claim_of(1, "2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z")};
    host.overrides = {Rejection::misaligned_start, Rejection::outside_hours, Rejection::too_soon};
    CHECK(refusals(host, "2026-03-02T10:10:00Z") == Texts{"claimed"});
    CHECK_FALSE(overridable.has(Rejection::claimed));
}

TEST_CASE("C1: with an override, what is listed is what would be accepted") {
    auto host = host_in("UTC", {"09:00-09:30"}, "2026-03-01T08:00:00Z");
    host.overrides = {Rejection::misaligned_start};
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z") ==
          Texts{"2026-03-02T09:00:00Z"});
    host.duration = Minutes{28};
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z").size() == 3);
}

TEST_CASE("a start is a whole minute, whatever is overridden") {
    auto host = host_in("UTC", {"00:00-24:00"}, "2026-03-02T08:00:00Z");
    host.overrides = {Rejection::misaligned_start};
    CHECK(refusals(host, "2026-03-02T10:10:00Z").empty());
    CHECK(refusals(host, "2026-03-02T10:10:30Z") == Texts{"misaligned-start"});
    CHECK(refusals(host, "2026-03-02T10:10:00.001Z") == Texts{"misaligned-start"});
}

TEST_CASE("nothing is put where a forgotten claim may have stood") {
    auto host = host_in("UTC", {"00:00-24:00"}, "2026-03-02T08:00:00Z");
    host.overrides = {Rejection::too_soon};
    host.type.buffers.before = Minutes{30};
    const auto line = host.now - calendar_memory;
    CHECK(refusals(host, to_text(line + Minutes{30})).empty());
    CHECK(refusals(host, to_text(line)) == Texts{"too-soon"});
}

TEST_CASE("a start outside the years that can be written is refused, however far") {
    auto host = host_in("Pacific/Kiritimati", {"00:00-24:00"}, "2026-03-02T08:00:00Z");
    host.overrides = {Rejection::too_soon, Rejection::too_far};
    const Posed posed{host};
    HoursCache cache;
    const auto refused = [&posed, &cache](Instant start) {
        return judge(posed.question(), start, cache).refused;
    };
    CHECK(refused(Instant::max()) == Reasons{Rejection::too_far});
    CHECK(refused(Instant::min()) == Reasons{Rejection::too_soon});
    CHECK(refused(at("2999-12-31T00:00:00Z")) == Reasons{Rejection::too_far});
    CHECK(refused(at("1970-01-01T12:00:00Z")) == Reasons{Rejection::too_soon});
    CHECK(slots(posed.question(), {Instant::max() - Minutes{9}, Instant::max()}, cache).empty());
}

TEST_CASE("a duration of nothing or of months is no slot's") {
    auto host = host_in("UTC", {"00:00-24:00"}, "2026-03-02T08:00:00Z");
    for (const auto duration : {Minutes{0}, Minutes{-30}, duration_max + Minutes{1}}) {
        host.duration = duration;
        CHECK(refusals(host, "2026-03-02T10:00:00Z") == Texts{"invalid-duration"});
        CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z").empty());
    }
    host.duration = duration_max;
    CHECK(refusals(host, "2026-03-03T00:00:00Z").empty());
}

TEST_CASE("W0: a booking records civil start, zones' dates and the version of the zone data") {
    auto host = host_in("Asia/Tokyo", {"00:00-24:00"}, "2026-03-01T08:00:00Z");
    host.host_zone = "Pacific/Auckland";
    host.type.zone = "America/New_York";
    host.type.buffers = {Minutes{5}, Minutes{10}, false};
    const Posed posed{host};
    HoursCache cache;
    const auto start = at("2026-03-02T14:30:00Z");
    const auto booked =
        booked_time(posed.question(), start, posed.question().hosts, cache, "2026f");
    CHECK(booked.time == Interval{start, start + Minutes{30}});
    CHECK(to_text(booked.civil_start) == "2026-03-02T09:30");
    CHECK(booked.zone == "America/New_York");
    CHECK(booked.zone_data == "2026f");
    CHECK(to_text(booked.type_date) == "2026-03-02");
    REQUIRE(booked.hosts.size() == 1);
    CHECK(booked.hosts[0].window == Interval{start - Minutes{5}, start + Minutes{40}});
    CHECK(to_text(booked.hosts[0].schedule_date) == "2026-03-02");
    CHECK(to_text(booked.hosts[0].host_date) == "2026-03-03");
}

TEST_CASE("a zone that this machine does not know is trouble, not an answer") {
    const auto host = host_in("Atlantis/Capital", {"00:00-24:00"}, "2026-03-01T08:00:00Z");
    CHECK_THROWS_AS((void)judged(host, "2026-03-02T10:00:00Z"), std::runtime_error);
}

}  // namespace availability_test
