#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>

#include "tests/domain/availability/posed.hpp"
#include "tests/domain/availability/situations.hpp"

namespace properties_test {

using namespace kalends;
using std::chrono::days;

namespace {

constexpr std::uint64_t seeds = 400;

// Calls `check` with a random question, about it the scene's window, and the chance it came from.
// `spare(terms)` takes away what a property does not speak of.
template <class Check, class Spare>
void for_random_questions(Check check, Spare spare) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        CAPTURE(seed);
        Random random{seed};
        const auto scene = random_scene(random);
        auto situation = random_situation(scene, random);
        spare(situation.type);
        const Posed posed{situation};
        check(posed.question(), scene.window, random);
    }
}

template <class Check>
void for_random_questions(Check check) {
    for_random_questions(check, [](const MeetingTypeTerms&) {});
}

std::vector<Slot> only_within(std::vector<Slot> slots, const Interval& window) {
    std::erase_if(slots, [&window](const Slot& s) { return !window.contains(s.time.start); });
    return slots;
}

Interval random_part(const Interval& window, Random& random) {
    const auto minutes = static_cast<int>((window.end - window.start) / Minutes{1});
    const auto from = random.between(0, minutes - 1);
    return {window.start + Minutes{from}, window.start + Minutes{random.between(from, minutes)}};
}

}  // namespace

TEST_CASE("P1: a start is listed if and only if nothing is judged against it") {
    for_random_questions([](const Question& question, const Interval& window, Random& random) {
        HoursCache cache;
        const auto part = random_part(window, random);
        const auto found = slots(question, part, cache);
        for (auto start = part.start; start < part.end; start += Minutes{1}) {
            const Interval time{start, start + question.duration};
            const bool is_listed = std::ranges::binary_search(found, time, {}, &Slot::time);
            REQUIRE(judge(question, start, cache).is_slot() == is_listed);
        }
    });
}

TEST_CASE("P3: what is listed does not depend on the window that is asked") {
    for_random_questions([](const Question& question, const Interval& window, Random& random) {
        HoursCache cache;
        const Interval around{window.start - days{5}, window.end + days{3}};
        const auto a = random_part(around, random);
        const auto b = random_part(around, random);
        HoursCache other;
        CHECK(only_within(slots(question, a, cache), b) ==
              only_within(slots(question, b, other), a));
        CHECK(only_within(slots(question, around, cache), a) == slots(question, a, other));
    });
}

TEST_CASE(
    "P5: as now advances, slots are lost only as too soon and won only as no longer too far") {
    const auto before_the_first = [](MeetingTypeTerms& terms) { terms.first_per_day = false; };
    for_random_questions(
        [](const Question& question, const Interval& window, Random& random) {
            HoursCache cache;
            auto later = question;
            later.now += Minutes{random.between(0, 3000)};
            const auto due = [&later](const Claim& claim) { return !claim.is_live(later.now); };
            bool falls_due = false;
            for (const Host* host : question.hosts) {
                host->calendar.visit_all(
                    [&](const Claim& claim) { falls_due = falls_due || due(claim); });
            }
            if (falls_due) return;
            const auto before = slots(question, window, cache);
            const auto after = slots(later, window, cache);
            std::vector<Slot> lost;
            std::vector<Slot> won;
            std::ranges::set_difference(before, after, std::back_inserter(lost));
            std::ranges::set_difference(after, before, std::back_inserter(won));
            for (const auto& slot : lost) {
                CHECK(judge(later, slot.time.start, cache).refused == Reasons{Rejection::too_soon});
            }
            for (const auto& slot : won) {
                CHECK(judge(question, slot.time.start, cache).refused ==
                      Reasons{Rejection::too_far});
            }
        },
        before_the_first);
}

}  // namespace properties_test
