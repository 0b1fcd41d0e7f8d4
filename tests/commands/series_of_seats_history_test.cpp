#include <algorithm>
#include <map>
#include <random>

#include "tests/commands/class.hpp"
#include "tests/commands/series_clinic.hpp"

// Series of a class beside a model of who sits where (rules C4, C5, T1, T2).
namespace commands_series_of_seats_history_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr std::uint32_t seats_of_class = 3;

// Half hours that touch, so that two starts overlap if they are the same and not otherwise.
Given class_of_half_hours() {
    auto terms = consultation_terms();
    terms.buffers = {};
    terms.grid.interval = Minutes{30};
    terms.seats = seats_of_class;
    return given({MeetingTypeChanged{consultation, terms}});
}

// Random bookings and series of the class, and moves of series.
class SeriesHistory {
  public:
    explicit SeriesHistory(std::uint64_t seed) : chance_{seed} {
        for (auto singles = 4 + below(6); singles > 0; --singles) book_single();
    }

    // Whether the series books what the model has room for, and nothing else.
    [[nodiscard]] bool books_series() {
        party_ = static_cast<std::uint32_t>(1 + below(2));
        const int count = 2 + below(4);
        auto command = book_series(some_start(), "FREQ=DAILY;COUNT=" + std::to_string(count));
        command.each.party = party_;
        command.skips_refused = true;
        std::vector<Instant> expected;
        for (int i = 0; i < count; ++i) {
            const Instant start = command.each.start + i * one_day;
            const bool has_seats = taken_at(start) + party_ <= seats_of_class;
            if (is_open(start) && has_seats) expected.push_back(start);
        }
        const auto decided = world_.when(command);
        if (decided.has_value() == expected.empty()) return false;
        if (!decided) return true;
        const bool is_clean = happen(*decided);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const auto id = occurrence(i + 1);
            if (world_.state(id).when.time.start != expected[i]) return false;
            seated_[id] = {expected[i], party_};
            occurrences_.push_back(id);
        }
        return is_clean && is_as_modelled();
    }

    // Whether a move is made where the model has room for all of it, and not otherwise.
    [[nodiscard]] bool moves_series() {
        if (occurrences_.empty()) return true;
        const auto named =
            occurrences_[static_cast<std::size_t>(below(static_cast<int>(occurrences_.size())))];
        const auto scope = static_cast<SeriesScope>(below(3));
        const auto from = seated_.at(named).start;
        const Instant to = below(2) == 0 ? from + one_day * below(3) : some_start();
        if (to == from) return true;
        auto after = seated_;
        for (const auto id : occurrences_) {
            const bool is_after = seated_.at(id).start >= from;
            if (scope == SeriesScope::one ? id != named
                                          : scope == SeriesScope::following && !is_after) {
                continue;
            }
            after.at(id).start += to - from;
        }
        auto command = move_series({series, scope, named}, to);
        for (auto& session : command.sessions) session = SessionId{IdBits{24, ++made_}};
        const auto decided = world_.when(command);
        if (decided.has_value() != fits(after)) return false;
        ++(decided ? moved : refused);
        if (!decided) return true;
        seated_ = std::move(after);
        return happen(*decided) && is_as_modelled();
    }

    int moved = 0;
    int refused = 0;

  private:
    struct Seat {
        Instant start;
        std::uint32_t party = 0;
    };
    using Seated = std::map<BookingId, Seat>;

    int below(int end) { return static_cast<int>(chance_() % static_cast<std::uint64_t>(end)); }
    Instant some_start() { return tuesday(9) + one_day * below(4) + Minutes{30} * below(3); }

    static bool is_open(Instant start) {
        const auto date = std::chrono::floor<std::chrono::days>(start);
        const std::chrono::weekday weekday{date};
        const auto into_day = start - date;
        return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday && start > now &&
               into_day >= std::chrono::hours{9} && into_day < std::chrono::hours{17};
    }
    static std::map<Instant, std::uint32_t> taken(const Seated& seated) {
        std::map<Instant, std::uint32_t> taken;
        for (const auto& [id, seat] : seated) taken[seat.start] += seat.party;
        return taken;
    }
    static bool fits(const Seated& seated) {
        return std::ranges::all_of(taken(seated), [](const auto& at) {
            return is_open(at.first) && at.second <= seats_of_class;
        });
    }
    std::uint32_t taken_at(Instant start) const {
        const auto all = taken(seated_);
        const auto found = all.find(start);
        return found == all.end() ? 0 : found->second;
    }

    void book_single() {
        const BookingId id{IdBits{20, ++made_}};
        auto command = seats(id, some_start(), static_cast<std::uint32_t>(1 + below(2)));
        command.session = SessionId{IdBits{23, made_}};
        command.guests.front().subject = SubjectId{IdBits{21, made_}};
        const auto decided = world_.when(command);
        if (!decided) return;
        world_.happened(*decided, now);
        seated_[id] = {command.start, command.party};
    }

    // One event after the other: at no moment is a start of two sessions, or one too full.
    bool happen(const Events& events) {
        bool is_clean = true;
        for (const auto& event : events) {
            world_.happened({event}, now);
            std::map<Instant, std::pair<SessionId, std::uint32_t>> at;
            world_.state(anna).calendar.visit_all([&](const Claim& claim) {
                auto& [session, seats] =
                    at.try_emplace(claim.time.start, claim.seating->session, 0).first->second;
                seats += claim.seating->taken;
                is_clean &= session == claim.seating->session && seats <= seats_of_class;
            });
        }
        return is_clean;
    }

    // Each where the model has it, and every start that somebody sits at counted once.
    [[nodiscard]] bool is_as_modelled() const {
        std::map<Date, std::int64_t> counted;
        for (const auto& [start, seats] : taken(seated_)) {
            ++counted[Date{std::chrono::floor<std::chrono::days>(start).time_since_epoch()}];
        }
        const bool all_sit = std::ranges::all_of(seated_, [&](const auto& one) {
            const auto& when = world_.state(one.first).when;
            return when.time.start == one.second.start &&
                   world_.state(when.seats->session).when.time.start == one.second.start;
        });
        const auto& tallies = world_.state(anna).tallies;
        const bool all_count = std::ranges::all_of(counted, [&](const auto& on) {
            return tallies.used({on.first, on.first}, consultation).count == on.second;
        });
        return all_sit && all_count && world_.state(anna).calendar.size() == seated_.size();
    }

    std::mt19937_64 chance_;
    Given world_ = class_of_half_hours();
    Seated seated_;
    std::vector<BookingId> occurrences_;
    std::uint32_t party_ = 1;
    std::uint64_t made_ = 0;
};

}  // namespace

TEST_CASE("C4, C5: series of a class are booked and moved where there are seats for all of them") {
    const auto seed = std::random_device{}();
    int moved = 0;
    int refused = 0;
    for (std::uint64_t i = 0; i < 300; ++i) {
        CAPTURE(seed);
        CAPTURE(i);
        SeriesHistory history{seed + i};
        REQUIRE(history.books_series());
        for (int moves = 0; moves < 8; ++moves) REQUIRE(history.moves_series());
        moved += history.moved;
        refused += history.refused;
    }
    CHECK(moved > 200);
    CHECK(refused > 200);
}

}  // namespace commands_series_of_seats_history_test
