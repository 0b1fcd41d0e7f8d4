#include <doctest/doctest.h>

#include "tests/office/office.hpp"

namespace sources_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

namespace {

const Instant eight = at("2026-11-02T08:00:00Z");
constexpr std::string_view source = "work";

// An office whose host has an outside calendar, which closes four hours after it was last read.
struct FollowedOffice : Office {
    FollowedOffice() { import(); }

    void import() {
        ImportBusy asked{host, std::string{source}, policy, {eight, eight + Minutes{600}}, {}};
        asked.busy = {{eight + Minutes{300}, eight + Minutes{360}}};
        REQUIRE(std::holds_alternative<Accepted>(ask(asked)));
    }
    void import_at(Instant now) {
        clock.set(now);
        import();
    }
    void start_again() {
        engine->close();
        log.reopen();
        reopen();
    }
    void start_after_crash() {
        log.crash(randomness);
        reopen();
    }
    [[nodiscard]] Instant read_at() {
        const auto found = engine->find(organisation, host);
        return engine->last_reads().read_at(host, source, *found->busy->find(source));
    }
    [[nodiscard]] SourceStanding standing_by(Instant now) {
        clock.set(now);
        finish();
        return engine->find(organisation, host)->busy->find(source)->standing;
    }

    BusyPolicy policy{std::chrono::hours{4}, WhenStale::closed, {}};
};

}  // namespace

TEST_CASE("B6: that a source was read unchanged survives a restart") {
    FollowedOffice office;
    const auto written = office.log.last();
    office.import_at(eight + Minutes{180});
    CHECK(office.log.last() == written);
    for (int starts = 0; starts < 2; ++starts) {
        office.start_again();
        CHECK(office.read_at() == eight + Minutes{180});
    }
    CHECK(office.standing_by(eight + Minutes{419}) == SourceStanding::fresh);
    CHECK(office.log.last() == written);
    CHECK(office.standing_by(eight + Minutes{420}) == SourceStanding::closed);
    CHECK(office.log.last() == next(written));
}

TEST_CASE("B6: after a crash a source was read no later than it was") {
    FollowedOffice office;
    office.import_at(eight + Minutes{60});
    office.start_again();
    office.import_at(eight + Minutes{120});
    office.start_after_crash();
    CHECK(office.read_at() == eight + Minutes{60});
    CHECK(office.standing_by(eight + Minutes{299}) == SourceStanding::fresh);
    CHECK(office.standing_by(eight + Minutes{300}) == SourceStanding::closed);
}

TEST_CASE("B6: what was derived of another log tells nothing of when a source was read") {
    FollowedOffice office;
    office.import_at(eight + Minutes{60});
    const auto kept = office.log.last();
    (void)office.ask(office.book(eight + Minutes{1440}));
    office.engine->close();
    office.log.reopen();
    office.log.cut_after(kept);
    CHECK(DerivedIndex{office.log, SeededHash{office.randomness}}.stands_at() == RecordNumber{});
    std::size_t reads = 0;
    DerivedIndex{office.log, SeededHash{office.randomness}}.each_read(
        [&](const SourceName&, Instant) { ++reads; });
    CHECK(reads == 0);
}

TEST_CASE("B6: a source that takes the name of one that went was not read when that was") {
    FollowedOffice office;
    office.import_at(eight + Minutes{60});
    office.start_again();
    (void)office.ask(RemoveBusySource{office.host, std::string{source}});
    office.start_after_crash();
    office.clock.set(eight);
    office.import();
    CHECK(office.read_at() == eight);
}

}  // namespace sources_test
