#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/domain/availability/posed.hpp"

namespace packed_grid_test {

using namespace kalends;
using Texts = std::vector<std::string>;

namespace {

// Packed, half hours long, open from nine to one, asked on the day before.
Situation office() {
    auto host = host_in("UTC", {"09:00-13:00"}, "2026-03-01T00:00:00Z");
    host.type.grid.kind = GridKind::packed;
    return host;
}

Texts monday_of(const Situation& host) {
    return listed_on(host, "2026-03-02");
}

Claim monday(std::string_view start, std::string_view end, int after = 0) {
    const auto on_monday = [](std::string_view time) {
        return "2026-03-02T" + std::string{time} + ":00Z";
    };
    return claim_of(1, on_monday(start), on_monday(end), Minutes{0}, Minutes{after});
}

}  // namespace

TEST_CASE("G2: a packed grid begins anew where a claim's protected window ends") {
    auto host = office();
    host.claims = {monday("10:00", "10:40", 5)};
    CHECK(monday_of(host) == Texts{"09:00", "09:30", "10:45", "11:15", "11:45", "12:15"});
    CHECK(refusals(host, "2026-03-02T11:00:00Z") == Texts{"misaligned-start"});
    host.type.grid.kind = GridKind::fixed;
    CHECK(monday_of(host) == Texts{"09:00", "09:30", "11:00", "11:30", "12:00", "12:30"});
}

TEST_CASE("G2: the candidate's buffer before it comes first, then alignment, and no offset") {
    auto host = office();
    host.claims = {monday("10:00", "10:42")};
    host.type.buffers.before = Minutes{10};
    CHECK(monday_of(host)[2] == "10:52");
    host.type.grid.align_to = Minutes{15};
    CHECK(monday_of(host)[2] == "11:00");
    host.type.grid.offset = Minutes{5};
    CHECK(monday_of(host) == Texts{"09:05", "11:00", "11:30", "12:00", "12:30"});
}

TEST_CASE("G2: the end of a protected window is rounded up to the minute") {
    auto host = office();
    host.claims = {monday("10:00", "10:40")};
    host.claims.front().window.end += Milliseconds{1};
    CHECK(monday_of(host)[2] == "10:41");
}

TEST_CASE("G2: the old grid holds until the new one begins") {
    auto host = office();
    host.claims = {monday("10:00", "10:20")};
    host.duration = Minutes{10};
    host.type.grid.interval = Minutes{25};
    host.type.grid.align_to = Minutes{60};
    CHECK(monday_of(host) ==
          Texts{"09:00", "09:25", "09:50", "10:40", "11:00", "11:25", "11:50", "12:15", "12:40"});
}

TEST_CASE("G2: each date, and each of its ranges, begins its own grid whatever was before") {
    auto host = office();
    host.host_schedule = daily("UTC", {"09:00-10:50", "11:00-12:00"});
    host.claims = {monday("09:30", "09:40")};
    CHECK(monday_of(host) == Texts{"09:00", "09:40", "10:10", "11:00", "11:30"});
    host.claims = {monday("10:45", "11:10")};
    CHECK(monday_of(host) == Texts{"09:00", "09:30", "10:00", "11:10"});
}

TEST_CASE("G2: absences and imported busy time begin the grid anew where they end") {
    auto host = office();
    host.type.buffers.before = Minutes{5};
    host.absences = {monday("10:00", "10:10").time, monday("10:10", "10:40").time};
    host.busy = {monday("11:30", "11:50").time};
    CHECK(monday_of(host) == Texts{"09:00", "09:30", "10:45", "11:55", "12:25"});
}

TEST_CASE("G2: a claim that is moved, or has expired, begins no grid") {
    auto host = office();
    host.claims = {monday("10:00", "10:40")};
    host.moving = {host.claims.front().holder};
    CHECK(monday_of(host).size() == 8);
    host.moving.clear();
    host.claims.front().expires_at = host.now;
    CHECK(monday_of(host).size() == 8);
}

TEST_CASE("G2: on a type of several hosts claims leave the grid where it is") {
    auto host = office();
    host.claims = {monday("10:00", "10:40")};
    host.type.hosts.fixed.push_back(HostId{IdBits{7, 7}});
    CHECK(monday_of(host) == Texts{"09:00", "09:30", "11:00", "11:30", "12:00", "12:30"});
}

}  // namespace packed_grid_test
