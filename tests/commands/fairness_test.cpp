#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "tests/commands/given.hpp"

namespace fairness_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr MeetingTypeId team{IdBits{5, 3}};
constexpr std::uint32_t weights[] = {1, 1, 2, 3, 10};
constexpr std::int64_t one_booking = 1'000'000;

HostId host(std::size_t place) {
    return HostId{IdBits{3, 30 + place}};
}

Events five_hosts() {
    Events events;
    HostGroup group;
    for (std::size_t i = 0; i < std::size(weights); ++i) {
        const SubjectMade person{SubjectId{IdBits{4, 30 + i}}, KeySlot{}};
        events.push_back(HostCreated{host(i), {HostSort::person, {}, "UTC"}, person, {}});
        events.push_back(ScheduleSet{host(i), "default", working_days()});
        group.members.push_back({host(i), weights[i]});
    }
    auto terms = consultation_terms();
    terms.hosts = {{}, {group}};
    events.push_back(MeetingTypeCreated{team, terms});
    return events;
}

// What anybody can work out from the events alone, by the letter of rule H2.
class Ledger {
  public:
    // The balance that each candidate had is what came before; and the host is that of the largest
    // one, then the higher priority, then booked least recently, then the smaller id.
    void take(const Assignment& made) {
        std::int64_t weight = 0;
        for (const auto& one : made.candidates) weight += one.weight;
        std::set<std::tuple<std::int64_t, std::int64_t, std::optional<Instant>, HostId>> ranked;
        Changes changes{{made.host, -one_booking}};
        std::int64_t left = one_booking;
        for (const auto& one : made.candidates) {
            REQUIRE(one.balance == balances_[one.host]);
            REQUIRE(one.last_booked == last_booked_[one.host]);
            REQUIRE(one.credit == one_booking * one.weight / weight);
            ranked.insert({-(one.balance + one.credit), -std::int64_t{one.priority},
                           one.last_booked, one.host});
            changes[one.host] += one.credit;
            left -= one.credit;
        }
        changes[made.host] += left;
        REQUIRE(std::get<HostId>(*ranked.begin()) == made.host);
        for (const auto& [who, change] : changes) balances_[who] += change;
        last_booked_[made.host] = made.chosen_at;
        changes_.push_back(std::move(changes));
    }

    void give_back(std::size_t booking) {
        for (const auto& [who, change] : changes_[booking]) balances_[who] -= change;
    }

    [[nodiscard]] const std::map<HostId, std::int64_t>& balances() const { return balances_; }

  private:
    using Changes = std::map<HostId, std::int64_t>;

    std::map<HostId, std::int64_t> balances_;
    std::map<HostId, std::optional<Instant>> last_booked_;
    std::vector<Changes> changes_;  // by booking
};

// Bookings decided and folded one after the other, on hosts that are away now and then.
class Team {
  public:
    explicit Team(std::uint64_t seed) : chance_{seed} { world_.happened(five_hosts()); }

    void book_one() {
        now_ += std::chrono::hours{4};
        if (below(8) == 0) go_away();
        const auto start = std::chrono::floor<std::chrono::days>(now_) +
                           std::chrono::days{1 + below(10)} + std::chrono::hours{9} +
                           Minutes{30 * below(15)};
        auto command = book(BookingId{IdBits{6, 100 + made_}}, start, team);
        command.guests = {{SubjectId{IdBits{4, 100 + made_}}, false, "UTC"}};
        const auto decided = world_.when(command, now_);
        if (!decided) return;
        ++made_;
        world_.happened(*decided, now_);
        ledger_.take(std::get<BookingConfirmed>(decided->front()).when.assignments.front());
        standing_.push_back({command.booking, start, made_ - 1});
    }

    // One that has not begun.
    void cancel_one() {
        std::erase_if(standing_, [this](const Standing& one) { return one.start <= now_; });
        if (standing_.empty()) return;
        const auto which = standing_.begin() + static_cast<std::ptrdiff_t>(below(standing_.size()));
        const auto decided = world_.when(Cancel{which->booking}, now_);
        REQUIRE(decided);
        world_.happened(*decided, now_);
        ledger_.give_back(which->place);
        standing_.erase(which);
    }

    // The folded balances are those of the ledger, and add up to nothing.
    void check() const {
        const auto& balances = world_.state(team).balances;
        std::int64_t sum = 0;
        for (const auto& [who, balance] : ledger_.balances()) {
            REQUIRE(balances->of(who).millionths == balance);
            sum += balance;
        }
        REQUIRE(sum == 0);
    }

    [[nodiscard]] std::int64_t furthest_from_due() const {
        std::int64_t most = 0;
        for (const auto& [who, balance] : ledger_.balances()) {
            most = std::max(most, std::abs(balance));
        }
        return most;
    }
    [[nodiscard]] std::uint64_t made() const { return made_; }
    std::size_t below(std::size_t end) { return chance_() % end; }

  private:
    struct Standing {
        BookingId booking;
        Instant start;
        std::size_t place;
    };

    void go_away() {
        const auto who = host(below(std::size(weights)));
        const Instant from = now_ + std::chrono::days{below(9)};
        const AbsenceId absence{IdBits{12, ++absences_}};
        world_.happened(
            {AbsenceAdded{who, absence, {from, from + std::chrono::days{2}}, {}, {}, {}}}, now_);
    }

    std::mt19937_64 chance_;
    Given world_ = given();
    Instant now_ = clinic::now;
    Ledger ledger_;
    std::vector<Standing> standing_;
    std::uint64_t made_ = 0;
    std::uint64_t absences_ = 0;
};

}  // namespace

TEST_CASE("H2: of 10,000 bookings decided on five weighted hosts each gets what is due") {
    Team all{1};
    while (all.made() < 10'000) {
        all.book_one();
        all.check();
        REQUIRE(all.furthest_from_due() < 2 * one_booking);
    }
    CHECK(all.furthest_from_due() <= 3 * one_booking / 2);
}

TEST_CASE("H2: with cancellations balances add up to nothing, and the events lead to each choice") {
    Team all{2};
    while (all.made() < 2'000) {
        all.below(3) == 0 ? all.cancel_one() : all.book_one();
        all.check();
    }
}

}  // namespace fairness_test
