#include "domain/tallies.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

namespace tallies_test {

using namespace kalends;
using std::chrono::days;

namespace {

constexpr MeetingTypeId types[] = {MeetingTypeId{}, MeetingTypeId{IdBits{5, 1}},
                                   MeetingTypeId{IdBits{5, 2}}};
const Date first_day{std::chrono::year{2026} / 11 / 20};

using Model = std::map<std::pair<Date, MeetingTypeId>, Usage>;

Usage sum(const Model& model, const DateRange& dates, MeetingTypeId type) {
    Usage usage;
    for (const auto& [key, amount] : model) {
        if (key.second == type && dates.contains(key.first)) usage += amount;
    }
    return usage;
}

}  // namespace

TEST_CASE("tallies are what was added less what was taken away, over any dates") {
    std::mt19937_64 chance{1};
    Tallies tallies;
    Model model;
    for (int step = 0; step < 3'000; ++step) {
        const Date date = first_day + days{static_cast<int>(chance() % 60)};
        const auto type = types[chance() % 3];
        Usage usage{1, Minutes{15 * (1 + chance() % 8)}};
        auto& known = model[{date, type}];
        if (chance() % 2 == 0 && known.count > 0) usage = -known;
        known += usage;
        tallies.add({date, type, usage});
        const DateRange dates{date - days{static_cast<int>(chance() % 40)},
                              date + days{static_cast<int>(chance() % 40)}};
        REQUIRE(tallies.used(dates, type) == sum(model, dates, type));
    }
}

TEST_CASE("tallies of which nothing is left are as if nothing had been there") {
    Tallies tallies;
    tallies.add({first_day, types[1], {2, Minutes{45}}});
    const auto copy = tallies;
    tallies.add({first_day, types[1], {-2, -Minutes{45}}});
    CHECK(tallies == Tallies{});
    CHECK(copy.used({first_day, first_day}, types[1]) == Usage{2, Minutes{45}});
    CHECK(tallies.held_bytes() < copy.held_bytes());
}

TEST_CASE("tallies of weeks that ended long ago are forgotten") {
    Tallies tallies;
    tallies.add({first_day, types[0], {1, Minutes{30}}});
    tallies.add({first_day + days{30}, types[0], {1, Minutes{30}}});
    const DateRange all{first_day, first_day + days{60}};
    tallies.forget_before(Instant{(first_day + days{1}).time_since_epoch()} - days{8});
    CHECK(tallies.used(all, types[0]).count == 2);
    tallies.forget_before(Instant{(first_day + days{20}).time_since_epoch()});
    CHECK(tallies.used(all, types[0]).count == 1);
}

}  // namespace tallies_test
