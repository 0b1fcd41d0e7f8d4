#include "domain/rotation.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <numeric>
#include <random>

#include "domain/planted_bugs.hpp"

namespace rotation_test {

using namespace kalends;

namespace {

constexpr HostId ada{IdBits{1, 1}};
constexpr HostId ben{IdBits{1, 2}};
constexpr HostId cleo{IdBits{1, 3}};
constexpr Instant noon{std::chrono::sys_days{std::chrono::March / 2 / 2026} +
                       std::chrono::hours{12}};

std::int64_t sum_of(const Balances& balances) {
    std::int64_t sum = 0;
    for (const auto& host : balances.all()) sum += host.millionths;
    return sum;
}

// Bookings on weighted hosts that are away now and then, one after the other.
class Rotation {
  public:
    explicit Rotation(std::uint64_t seed) : chance_{seed} {}

    void book() {
        std::vector<Candidate> candidates;
        while (candidates.empty()) {
            for (std::size_t i = 0; i < std::size(weights); ++i) {
                const HostId host{IdBits{1, i + 1}};
                if (below(6) == 0) continue;
                const auto now = balances_.of(host);
                candidates.push_back({host, weights[i], 0, now.millionths, 0, now.last_booked});
            }
        }
        made_.push_back(choose(0, candidates, noon + Minutes{made_.size()}));
        balances_.take({made_.back()});
    }

    void cancel() {
        if (made_.empty()) return;
        const auto which = below(made_.size());
        balances_.give_back(balance_changes({made_[which]}));
        made_.erase(made_.begin() + static_cast<std::ptrdiff_t>(which));
    }

    std::size_t below(std::size_t end) { return chance_() % end; }
    [[nodiscard]] const Balances& balances() const { return balances_; }
    [[nodiscard]] const std::vector<Assignment>& made() const { return made_; }

  private:
    static constexpr std::uint32_t weights[] = {1, 1, 2, 3, 10};

    std::mt19937_64 chance_;
    Balances balances_;
    std::vector<Assignment> made_;
};

// The furthest that any balance is from nothing.
std::int64_t furthest(const Balances& balances) {
    std::int64_t most = 0;
    for (const auto& host : balances.all()) most = std::max(most, std::abs(host.millionths));
    return most;
}

}  // namespace

TEST_CASE("H2: the largest balance is chosen, then priority, then longest ago, then the id") {
    const auto chosen = [](std::vector<Candidate> candidates) {
        const auto made = choose(0, std::move(candidates), noon);
        return std::pair{made.host, made.reason};
    };
    CHECK(chosen({{ada}}) == std::pair{ada, ChoiceReason::only_candidate});
    CHECK(chosen({{ada, 1}, {ben, 2}}) == std::pair{ben, ChoiceReason::balance});
    CHECK(chosen({{ada, 1, 0, 10}, {ben, 1, 0, 9}}) == std::pair{ada, ChoiceReason::balance});
    CHECK(chosen({{ada, 1, 0}, {ben, 1, 3}}) == std::pair{ben, ChoiceReason::priority});
    CHECK(chosen({{ada, 1, 0, 0, 0, noon}, {ben, 1, 0, 0, 0, noon - Minutes{1}}}) ==
          std::pair{ben, ChoiceReason::least_recently_booked});
    CHECK(chosen({{ada, 1, 0, 0, 0, noon}, {ben}}) ==
          std::pair{ben, ChoiceReason::least_recently_booked});
    CHECK(chosen({{ben}, {ada}, {cleo}}) == std::pair{ada, ChoiceReason::id});
}

TEST_CASE("H2: candidates are credited by weight in millionths, and the chosen one pays") {
    const auto made = choose(3, {{ada}, {ben}, {cleo}}, noon);
    CHECK(made.group == 3);
    CHECK(made.chosen_at == noon);
    CHECK(made.candidates[0].credit == 333'333);
    CHECK(balance_changes({made}) ==
          std::vector<BalanceChange>{{ada, -666'666}, {ben, 333'333}, {cleo, 333'333}});
    const auto named = choose(0, {{ada}, {ben, 3}}, noon, ada);
    CHECK(named.reason == ChoiceReason::named);
    CHECK(balance_changes({named}) == std::vector<BalanceChange>{{ada, -750'000}, {ben, 750'000}});
    CHECK(balance_changes({choose(0, {{ada}}, noon)}).empty());
}

TEST_CASE("H2: over 10,000 bookings on weighted hosts everyone gets what is due") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        CAPTURE(seed);
        Rotation rotation{seed};
        for (int i = 0; i < 10'000; ++i) {
            rotation.book();
            REQUIRE(sum_of(rotation.balances()) == 0);
            REQUIRE(furthest(rotation.balances()) < 2 * booking_millionths);
        }
        CHECK(furthest(rotation.balances()) < 3 * booking_millionths / 2);
    }
}

TEST_CASE("H2: whatever is given back, balances add up to nothing") {
    Rotation rotation{7};
    for (int i = 0; i < 10'000; ++i) {
        rotation.below(3) == 0 ? rotation.cancel() : rotation.book();
        REQUIRE(sum_of(rotation.balances()) == 0);
    }
    while (!rotation.made().empty()) rotation.cancel();
    for (const auto& host : rotation.balances().all()) CHECK(host.millionths == 0);
}

TEST_CASE("H2: whoever reads what was recorded chooses the same") {
    Rotation rotation{11};
    for (int i = 0; i < 10'000; ++i) rotation.book();
    for (const auto& made : rotation.made()) {
        auto candidates = made.candidates;
        for (auto& candidate : candidates) candidate.credit = 0;
        REQUIRE(choose(made.group, candidates, made.chosen_at) == made);
    }
}

#ifdef KALENDS_PLANTED_BUGS
TEST_CASE("H2: weights that are ignored are told by who gets how much") {
    plant(PlantedBug::weight_ignored);
    Rotation rotation{1};
    std::map<HostId, int> got;
    for (int i = 0; i < 1'000; ++i) rotation.book();
    plant(PlantedBug::none);
    for (const auto& made : rotation.made()) ++got[made.host];
    CHECK(got[HostId{IdBits{1, 5}}] < 3 * got[HostId{IdBits{1, 1}}]);
}
#endif

}  // namespace rotation_test
