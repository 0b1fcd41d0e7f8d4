#include "tests/domain/availability/comparison.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "tests/domain/availability/posed.hpp"

namespace kalends {
namespace {

using oracle::MinuteTable;
using oracle::Oracle;

// A slot of the longest duration made up, with its buffers, and the day that holds its start, lie
// within this of the window.
constexpr std::chrono::days margin{3};

// Room for the hours of some of a situation's hosts, so that some are expanded again.
constexpr std::size_t hours_bytes{8 * 1024};

std::string codes(const std::vector<Rejection>& reasons) {
    std::string text = "[";
    for (const auto reason : reasons) text.append(code(reason)).append(" ");
    return text + "]";
}

std::optional<std::string> judged_otherwise(const Question& question, const Oracle& oracle,
                                            Instant start, HoursCache& cache) {
    const auto judged = judge(question, start, cache);
    const auto expected = oracle.said(start);
    const auto refused = judged.refused.in_order();
    const auto overridden = judged.overridden.in_order();
    if (refused == expected.refused && overridden == expected.overridden) return std::nullopt;
    return to_text(start) + " is judged " + codes(refused) + codes(overridden) +
           ", the oracle says " + codes(expected.refused) + codes(expected.overridden);
}

std::optional<std::string> listed_otherwise(const Question& question, const Oracle& oracle,
                                            const Interval& window, HoursCache& cache) {
    const auto listed = slots(question, window, cache);
    const auto expected = oracle.slots();
    for (std::size_t i = 0; i < std::max(listed.size(), expected.size()); ++i) {
        if (i < listed.size() && i < expected.size() && listed[i].time.start == expected[i]) {
            continue;
        }
        const auto a = i < listed.size() ? to_text(listed[i].time.start) : "nothing";
        const auto b = i < expected.size() ? to_text(expected[i]) : "nothing";
        return "slot " + std::to_string(i) + " is " + a + ", the oracle says " + b;
    }
    for (const auto& slot : listed) {
        const Slot said{{slot.time.start, slot.time.start + question.duration},
                        oracle.seats_left(slot.time.start)};
        if (slot != said) return to_text(slot.time.start) + " has another end, or other seats";
    }
    for (const auto start : expected) {
        if (!judge(question, start, cache).is_slot())
            return to_text(start) + " is listed, not a slot";
    }
    const auto hosts = hosts_free(question, listed, cache);
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const auto start = listed[i].time.start;
        if (hosts[i] != oracle.hosts_free(start)) return to_text(start) + " has other hosts";
    }
    return std::nullopt;
}

std::optional<std::string> offered_otherwise(const MeetingTypeTerms& type) {
    const auto expected = oracle::durations(type);
    for (Minutes duration{1}; duration <= *expected.rbegin() + Minutes{1}; duration += Minutes{1}) {
        if (offers(type, duration) == expected.contains(duration)) continue;
        return std::to_string(duration.count()) + " minutes are offered by only one of them";
    }
    return std::nullopt;
}

std::optional<std::string> disagreement(const Situation& situation, const Oracle& oracle,
                                        Random& random, HoursCache& cache) {
    if (auto found = offered_otherwise(situation.type)) return found;
    const Posed posed{situation};
    const auto& window = situation.window;
    if (auto found = listed_otherwise(posed.question(), oracle, window, cache)) return found;
    const auto length = (window.end - window.start) / Minutes{1};
    for (int i = 0; i < 40; ++i) {
        const auto start = window.start + Minutes{random.between(0, static_cast<int>(length) - 1)};
        if (auto found = judged_otherwise(posed.question(), oracle, start, cache)) return found;
    }
    return std::nullopt;
}

// Whole days before the window, so that few tables serve many situations.
Instant first_looked_at(const Situation& situation) {
    const auto& window = situation.window;
    if (!std::holds_alternative<DaysWithSlots>(situation.type.window)) return window.start;
    const auto before = std::chrono::ceil<std::chrono::days>(window.start - situation.now);
    return window.start - std::max(before, std::chrono::days{0});
}

}  // namespace

std::optional<std::string> disagreement(const Scene& scene, int situations, Random& random) {
    std::map<std::pair<std::string, Instant>, MinuteTable> tables;
    const auto table = [&](const std::string& zone, Instant from) -> const MinuteTable& {
        const Interval span{from - margin, scene.window.end + margin};
        return tables.try_emplace({zone, from}, zone, span).first->second;
    };
    HoursCache cache{hours_bytes};
    for (int i = 0; i < situations; ++i) {
        const auto situation = random_situation(scene, random);
        const auto from = first_looked_at(situation);
        const Oracle oracle{situation, [&](const std::string& zone) -> const MinuteTable& {
                                return table(zone, from);
                            }};
        if (auto found = disagreement(situation, oracle, random, cache)) {
            return scene.zone + ", situation " + std::to_string(i) + ": " + *found;
        }
    }
    return std::nullopt;
}

std::optional<std::string> disagreement(const Situation& situation) {
    const Interval span{first_looked_at(situation) - margin, situation.window.end + margin};
    std::map<std::string, MinuteTable> tables;
    const Oracle oracle{situation, [&](const std::string& zone) -> const MinuteTable& {
                            return tables.try_emplace(zone, zone, span).first->second;
                        }};
    HoursCache cache{hours_bytes};
    Random random{1};
    return disagreement(situation, oracle, random, cache);
}

std::optional<std::string> disagreement(std::uint64_t seed, int situations) {
    Random random{seed};
    const auto scene = random_scene(random);
    return disagreement(scene, situations, random);
}

}  // namespace kalends
