#include <algorithm>
#include <random>

#include "tests/commands/given.hpp"

namespace rotation_history_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr MeetingTypeId either{IdBits{5, 3}};
constexpr HostId team[] = {anna, ben};

// Anna's consultations beside a type that Anna or Ben takes, both open around the clock: so that
// only claims speak against a start.
Events a_team() {
    constexpr Weekdays every_day{0b1111111};
    const Schedule always{"UTC", {{every_day, {Minutes{0}, Minutes{24 * 60}}, {}}}, {}, {}};
    auto own = consultation_terms();
    own.notices = {};
    auto shared = own;
    shared.hosts = {{}, {{{{anna, 1}, {ben, 2}}}}};
    return {ScheduleSet{anna, "default", always}, ScheduleSet{ben, "default", always},
            MeetingTypeChanged{consultation, own}, MeetingTypeCreated{either, shared}};
}

// A booking as the rules would have it. Who takes it is told by the events.
struct Modelled {
    BookingId id;
    MeetingTypeId type;
    HostId host;
    Instant start;
    bool is_cancelled = false;

    Interval time() const { return {start, start + Minutes{30}}; }
    Interval window() const { return {start - Minutes{5}, start + Minutes{40}}; }
    Date date() const {
        return Date{std::chrono::floor<std::chrono::days>(start).time_since_epoch()};
    }
};

HostId host_in(const BookedTime& when) {
    REQUIRE(when.hosts.size() == 1);
    return when.hosts.front().host;
}

// Random commands decided and folded, beside a model of what they ought to do.
class History {
  public:
    explicit History(std::uint64_t seed) : chance_{seed} { world_.happened(a_team()); }

    void step() {
        now_ += Minutes{5 * below(6)};
        const auto action = below(10);
        if (action < 5 || model_.empty()) return ask_to_book();
        Modelled& chosen =
            model_[model_.size() - 1 - below(std::min<std::size_t>(model_.size(), 12))];
        if (action < 7) return ask_to_reschedule(chosen);
        if (action < 9) return ask_to_reassign(chosen);
        ask_to_cancel(chosen);
    }

    void check() const {
        for (const auto host : team) {
            std::vector<Claim> claims;
            world_.state(host).calendar.visit_all(
                [&](const Claim& claim) { claims.push_back(claim); });
            CHECK(claims == modelled_claims(host));
            const auto overlap = std::ranges::adjacent_find(
                claims,
                [](const Claim& a, const Claim& b) { return a.window.end > b.window.start; });
            CHECK(overlap == claims.end());
        }
        for (const auto type : {consultation, either}) {
            CHECK(world_.state(type).tallies == modelled_tallies(type));
        }
        std::int64_t sum = 0;
        const auto& balances = world_.state(either).balances;
        for (const auto host : team) sum += balances ? balances->of(host).millionths : 0;
        CHECK(sum == 0);
    }

    int accepted = 0;
    int conflicts = 0;
    int to_the_other = 0;  // moved to another host, or reassigned

  private:
    std::size_t below(std::size_t end) { return chance_() % end; }
    Instant some_start() {
        constexpr Minutes half_hour{30};
        const auto next = std::chrono::ceil<Minutes>(now_.time_since_epoch()) / half_hour + 1;
        return Instant{half_hour * (next + static_cast<long>(below(48)))};
    }

    // Who of a type could take the time of a booking.
    std::vector<HostId> free_for(const Modelled& asked) const {
        std::vector<HostId> free;
        for (const auto host : team) {
            if (asked.type == consultation && host != anna) continue;
            const bool is_taken = std::ranges::any_of(model_, [&](const Modelled& other) {
                return !other.is_cancelled && other.id != asked.id && other.host == host &&
                       other.window().overlaps(asked.window());
            });
            if (!is_taken) free.push_back(host);
        }
        return free;
    }

    std::optional<Rejection> against_change(const Modelled& booking) const {
        if (booking.is_cancelled) return Rejection::already_cancelled;
        if (booking.time().end <= now_) return Rejection::already_over;
        return std::nullopt;
    }

    // Decides, and holds the answer against what the model expects; folds what happened. Whether it
    // is to be taken into the model.
    bool ask(const Command& command, std::optional<Rejection> expected) {
        const auto decided = world_.when(command, now_);
        REQUIRE(decided.has_value() == !expected.has_value());
        if (expected) {
            CHECK(decided.error().reason == *expected);
            if (*expected == Rejection::claimed) ++conflicts;
            return false;
        }
        world_.happened(*decided, now_);
        ++accepted;
        return true;
    }

    // Takes who has it from what happened: somebody who was free.
    void settle(Modelled& booking, const std::vector<HostId>& free) {
        booking.host = host_in(world_.state(booking.id).when);
        CHECK(std::ranges::count(free, booking.host) == 1);
    }

    void ask_to_book() {
        Modelled booking{
            BookingId{IdBits{8, ++made_}}, below(3) == 0 ? consultation : either, {}, some_start()};
        auto command = book(booking.id, booking.start, booking.type);
        command.guests.front().subject = SubjectId{IdBits{9, made_}};
        const auto free = free_for(booking);
        if (!ask(command, free.empty() ? std::optional{Rejection::claimed} : std::nullopt)) return;
        settle(booking, free);
        model_.push_back(booking);
    }

    // Whoever has it keeps it where that one is free (rule H2).
    void ask_to_reschedule(Modelled& booking) {
        Modelled moved = booking;
        moved.start = some_start();
        const auto free = free_for(moved);
        auto expected = against_change(booking);
        const bool stays = moved.start == booking.start;
        if (!expected && !stays && free.empty()) expected = Rejection::claimed;
        const Reschedule command{.booking = booking.id, .start = moved.start, .overrides = {}};
        if (!ask(command, expected) || stays) return;
        settle(moved, free);
        if (moved.host != booking.host) {
            CHECK(std::ranges::count(free, booking.host) == 0);
            ++to_the_other;
        }
        booking = moved;
    }

    // The only other host of the team; of Anna's own there is none.
    void ask_to_reassign(Modelled& booking) {
        auto others = free_for(booking);
        std::erase(others, booking.host);
        auto expected = against_change(booking);
        if (!expected && booking.type == consultation) expected = Rejection::not_found;
        if (!expected && others.empty()) expected = Rejection::claimed;
        if (!ask(Reassign{booking.id, {}, {}, {}}, expected)) return;
        settle(booking, others);
        ++to_the_other;
    }

    void ask_to_cancel(Modelled& booking) {
        if (ask(Cancel{booking.id, {}}, against_change(booking))) booking.is_cancelled = true;
    }

    std::vector<Claim> modelled_claims(HostId host) const {
        std::vector<Claim> claims;
        for (const auto& booking : model_) {
            if (booking.is_cancelled || booking.host != host) continue;
            claims.push_back({booking.time(),
                              booking.window(),
                              stream_of(booking.id),
                              booking.type,
                              {},
                              {booking.date(), booking.date(), booking.date()}});
        }
        std::ranges::sort(claims, {}, [](const Claim& claim) { return claim.window.start; });
        return claims;
    }

    Tallies modelled_tallies(MeetingTypeId type) const {
        Tallies tallies;
        for (const auto& booking : model_) {
            if (booking.is_cancelled || booking.type != type) continue;
            tallies.add({booking.date(), {}, {1, Minutes{30}}});
        }
        return tallies;
    }

    std::mt19937_64 chance_;
    Given world_ = given();
    std::vector<Modelled> model_;
    std::uint64_t made_ = 0;
    Instant now_ = clinic::now;
};

}  // namespace

TEST_CASE("P2: whatever is asked of hosts that rotate, somebody free takes it, or it is refused") {
    int accepted = 0;
    int conflicts = 0;
    int to_the_other = 0;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        History history{seed};
        for (int step = 0; step < 200; ++step) {
            CAPTURE(step);
            history.step();
            history.check();
        }
        accepted += history.accepted;
        conflicts += history.conflicts;
        to_the_other += history.to_the_other;
    }
    // The histories are worth something only if all of it came about.
    CHECK(accepted > 1'000);
    CHECK(conflicts > 200);
    CHECK(to_the_other > 100);
}

}  // namespace rotation_history_test
