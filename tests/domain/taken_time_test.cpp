#include "domain/taken_time.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace taken_time_test {

using namespace kalends;

namespace {

Interval minutes(int start, int end) {
    return {Instant{} + Minutes{start}, Instant{} + Minutes{end}};
}

// Half of a day by the minute, as the sets here should hold it.
using Marked = std::vector<bool>;
constexpr int day = 720;

std::vector<Interval> random_intervals(std::mt19937_64& chance, int count) {
    std::vector<Interval> intervals;
    for (int i = 0; i < count; ++i) {
        const auto start = static_cast<int>(chance() % (day - 60));
        intervals.push_back(minutes(start, start + static_cast<int>(chance() % 60)));
    }
    return intervals;
}

Marked marked(const std::vector<Interval>& intervals) {
    Marked marks(day);
    for (int i = 0; i < day; ++i) {
        for (const auto& one : intervals) {
            if (one.overlaps(minutes(i, i + 1))) marks[static_cast<std::size_t>(i)] = true;
        }
    }
    return marks;
}

}  // namespace

TEST_CASE("taken time is united, sorted, and without what is empty") {
    const TakenTime taken{{minutes(50, 60), minutes(10, 20), minutes(15, 30), minutes(30, 40),
                           minutes(70, 70), minutes(90, 80)}};
    CHECK(taken.intervals() == std::vector{minutes(10, 40), minutes(50, 60)});
    CHECK(TakenTime{{minutes(5, 5)}}.is_empty());
}

TEST_CASE("B2: what touches taken time does not overlap it") {
    const TakenTime taken{{minutes(10, 20)}};
    CHECK(taken.overlaps(minutes(19, 30)));
    CHECK(taken.overlaps(minutes(0, 11)));
    CHECK_FALSE(taken.overlaps(minutes(20, 30)));
    CHECK_FALSE(taken.overlaps(minutes(0, 10)));
}

TEST_CASE("what is put to taken time and taken out of it is so minute by minute") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 chance{seed};
    for (int round = 0; round < 300; ++round) {
        const auto some = random_intervals(chance, static_cast<int>(chance() % 12));
        const auto other = random_intervals(chance, static_cast<int>(chance() % 12));
        const auto left = TakenTime{some}.without(TakenTime{other});
        const auto both = TakenTime{some}.with(TakenTime{other});
        CHECK(TakenTime{left.intervals()} == left);
        const auto a = marked(some);
        const auto b = marked(other);
        const auto in_left = marked(left.intervals());
        const auto in_both = marked(both.intervals());
        for (std::size_t i = 0; i < a.size(); ++i) {
            REQUIRE(in_left[i] == (a[i] && !b[i]));
            REQUIRE(in_both[i] == (a[i] || b[i]));
        }
    }
}

TEST_CASE("a cursor says what a search says, in whatever order it is asked") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 chance{seed};
    for (int round = 0; round < 200; ++round) {
        const auto intervals = random_intervals(chance, static_cast<int>(chance() % 40));
        const TakenTime taken{intervals};
        const auto marks = marked(intervals);
        TakenTime::Cursor cursor{&taken};
        int at = 0;
        for (int i = 0; i < 60; ++i) {
            at = chance() % 8 == 0 ? static_cast<int>(chance() % day)
                                   : (at + static_cast<int>(chance() % 30)) % day;
            const auto end = std::min(day, at + 1 + static_cast<int>(chance() % 40));
            const bool is_taken =
                std::find(marks.begin() + at, marks.begin() + end, true) != marks.begin() + end;
            REQUIRE(cursor.overlaps(minutes(at, end)) == is_taken);
        }
    }
    TakenTime::Cursor of_nothing{nullptr};
    CHECK_FALSE(of_nothing.overlaps(minutes(0, 1)));
}

}  // namespace taken_time_test
