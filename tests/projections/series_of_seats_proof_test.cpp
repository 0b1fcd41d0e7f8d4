#include <doctest/doctest.h>

#include <random>

#include "projections/audit/verify.hpp"
#include "tests/office/office.hpp"
#include "tests/projections/clean_log.hpp"

// Whatever becomes of series of classes, the log that tells it is clean (rules C4, C5, T1 to T3).
namespace series_of_seats_proof_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

namespace {

const Instant nine = at("2026-11-03T09:00:00Z");
constexpr std::chrono::days one_day{1};

// An office that gives classes of three, limited in number, by its host or by one of two.
struct Academy : Office {
    explicit Academy(std::uint64_t seed) : chance{seed} {
        const HostId other = new_id<HostId>();
        const auto own = engine->find(organisation, host);
        (void)ask(CreateHost{other, {HostSort::room, "", "Etc/UTC"}, new_id<SubjectId>(), {}});
        const auto& hours = own->schedules->find(default_schedule)->second.hours;
        (void)ask(SetSchedule{other, std::string{default_schedule}, *hours});
        for (const bool rotates : {false, true}) {
            CreateMeetingType create;
            create.meeting_type = new_id<MeetingTypeId>();
            create.terms.name = "class";
            create.terms.seats = 3;
            create.terms.limits = {{LimitScope::type, LimitPeriod::week, 6, {}}};
            create.terms.hosts.fixed = {host};
            if (rotates) create.terms.hosts = {{}, {{{{host}, {other}}}}};
            types.push_back(create.meeting_type);
            const auto created = ask(create);
            REQUIRE(std::holds_alternative<Accepted>(created));
        }
    }

    int below(int end) { return static_cast<int>(chance() % static_cast<std::uint64_t>(end)); }
    Instant some_start() { return nine + one_day * below(5) + Minutes{30} * below(4); }

    void book_some() {
        auto single = book(some_start());
        single.meeting_type = types[static_cast<std::size_t>(below(2))];
        single.party = static_cast<std::uint32_t>(1 + below(2));
        single.session = new_id<SessionId>();
        (void)ask(single);
        if (below(2) == 0) (void)ask(Cancel{single.booking, {}});
    }

    void make_series() {
        auto series = book_series(some_start(), "FREQ=DAILY;COUNT=" + std::to_string(2 + below(4)));
        series.each.meeting_type = types[static_cast<std::size_t>(below(2))];
        series.each.party = static_cast<std::uint32_t>(1 + below(2));
        series.skips_refused = below(3) > 0;
        if (std::holds_alternative<Accepted>(ask(series))) made.push_back(series.series);
    }

    // Half an hour or a day further or back, so that one comes where another was, and both to one.
    void change_series() {
        if (made.empty()) return;
        const auto id = made[made.size() - 1 - chance() % std::min<std::size_t>(made.size(), 4)];
        const auto all = engine->find(organisation, id)->bookings;
        const auto named = all[chance() % all.size()];
        const OccurrencesAsked asked{id, static_cast<SeriesScope>(below(3)), named};
        if (below(8) == 0) {
            (void)ask(CancelSeries{asked, {}});
            return;
        }
        const auto from = engine->find(organisation, named)->when.time.start;
        const auto by = one_day * (below(3) - 1) + Minutes{30} * (below(3) - 1);
        if (std::holds_alternative<Accepted>(ask(move_series(asked, from + by)))) ++moved;
    }

    std::mt19937_64 chance;
    std::vector<MeetingTypeId> types;
    std::vector<SeriesId> made;
    int moved = 0;
};

}  // namespace

TEST_CASE("T3: a log that the engine wrote of series of seats is clean, whatever became of them") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    int moved = 0;
    for (std::uint64_t i = 0; i < 12; ++i) {
        CAPTURE(i);
        Academy academy{seed + i};
        for (int step = 0; step < 80; ++step) {
            const int what = academy.below(4);
            if (what == 0) academy.book_some();
            if (what == 1) academy.make_series();
            if (what > 1) academy.change_series();
        }
        (void)kalends::testing::verify_clean(academy.log);
        moved += academy.moved;
    }
    CHECK(moved > 50);
}

}  // namespace series_of_seats_proof_test
