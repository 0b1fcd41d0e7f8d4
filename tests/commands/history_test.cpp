#include <algorithm>
#include <random>

#include "tests/commands/given.hpp"

namespace commands_history_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

// The types of the histories: one firm and one that waits for approval, on each of two hosts.
struct Offer {
    MeetingTypeId type;
    HostId host;
    Minutes before;
    Minutes after;
    bool waits;
};
constexpr Offer offers[] = {
    {consultation, anna, Minutes{5}, Minutes{10}, false},
    {surgery, anna, Minutes{5}, Minutes{10}, true},
    {MeetingTypeId{IdBits{5, 3}}, ben, Minutes{0}, Minutes{0}, false},
    {MeetingTypeId{IdBits{5, 4}}, ben, Minutes{20}, Minutes{0}, true},
};

Events offers_of_ben() {
    Events events;
    for (const auto& offer : {offers[2], offers[3]}) {
        auto terms = offer.waits ? surgery_terms() : consultation_terms();
        terms.hosts.fixed = {ben};
        terms.buffers = {offer.before, offer.after};
        events.push_back(MeetingTypeCreated{offer.type, terms});
    }
    return events;
}

// A booking as the rules would have it, worked out without the calculus.
struct Modelled {
    BookingId id;
    const Offer* offer;
    Instant start;
    BookingStatus status;
    std::optional<Instant> expires_at;
    Instant requested_at = {};

    Instant end() const { return start + Minutes{30}; }
    Interval window() const { return {start - offer->before, end() + offer->after}; }
    Date date() const {
        return Date{std::chrono::floor<std::chrono::days>(start).time_since_epoch()};
    }
    bool is_live() const {
        return status == BookingStatus::pending || status == BookingStatus::confirmed;
    }
    bool keeps_time() const {
        return is_live() || status == BookingStatus::completed || status == BookingStatus::no_show;
    }
};

// Random commands decided and folded, beside a model of what they ought to do. Commands override
// all that may be, so that only conflicts and the lives of bookings speak against them.
class History {
  public:
    explicit History(std::uint64_t seed) : chance_{seed} { world_.happened(offers_of_ben()); }

    void step() {
        now_ += Minutes{5 * below(6)};
        expire_what_is_due();
        const auto action = below(13);
        if (action < 4 || model_.empty()) return ask_to_book();
        Modelled& chosen = model_[below(model_.size())];
        if (action < 7) return ask_to_reschedule(chosen);
        if (action < 8) return ask_to_end(chosen, Cancel{chosen.id}, BookingStatus::cancelled);
        if (action < 9) return ask_to_decide(chosen, Reject{chosen.id}, BookingStatus::rejected);
        if (action < 10) {
            return ask_to_decide(chosen, Approve{chosen.id}, BookingStatus::confirmed);
        }
        using enum BookingStatus;
        if (action < 11) return ask_to_say(chosen, Complete{chosen.id}, confirmed, completed);
        if (action < 12) return ask_to_say(chosen, MarkNoShow{chosen.id}, confirmed, no_show);
        ask_to_say(chosen, UndoNoShow{chosen.id}, no_show, confirmed);
    }

    void check() const {
        for (const auto& booking : model_) {
            CHECK(world_.state(booking.id).status == booking.status);
            CHECK(world_.state(booking.id).expires_at == booking.expires_at);
        }
        for (const auto host : {anna, ben}) {
            const auto claims = claims_of(host);
            CHECK(claims == modelled_claims(host));
            CHECK(world_.state(host).tallies == modelled_tallies(claims));
            const auto overlap = std::ranges::adjacent_find(
                claims,
                [](const Claim& a, const Claim& b) { return a.window.end > b.window.start; });
            CHECK(overlap == claims.end());
        }
        for (const auto& offer : offers) {
            CHECK(world_.state(offer.type).tallies == modelled_tallies(offer));
        }
    }

    int accepted = 0;
    int conflicts = 0;
    int expired = 0;
    int told = 0;

  private:
    std::size_t below(std::size_t end) { return chance_() % end; }
    Instant some_start() { return now_ + Minutes{5 * below(12 * 30)}; }

    bool is_free(const Modelled& asked) const {
        return std::ranges::none_of(model_, [&](const Modelled& other) {
            return other.id != asked.id && other.keeps_time() &&
                   other.offer->host == asked.offer->host &&
                   other.window().overlaps(asked.window());
        });
    }

    std::optional<Rejection> against_change(const Modelled& booking) const {
        if (booking.status == BookingStatus::cancelled) return Rejection::already_cancelled;
        if (!booking.is_live()) return Rejection::already_decided;
        if (booking.end() <= now_) return Rejection::already_over;
        return std::nullopt;
    }

    // Decides, and holds the answer against what the model expects; folds what happened.
    void ask(const Command& command, std::optional<Rejection> expected) {
        const auto decided = world_.when(command, now_);
        REQUIRE(decided.has_value() == !expected.has_value());
        if (expected) {
            CHECK(decided.error().reason == *expected);
            if (*expected == Rejection::claimed) ++conflicts;
            return;
        }
        world_.happened(*decided, now_);
        ++accepted;
    }

    // What has begun waits without one.
    std::optional<Instant> deadline(Instant requested_at, Instant start) const {
        if (start <= now_) return std::nullopt;
        return std::min(requested_at + std::chrono::days{1}, start);
    }

    void ask_to_book() {
        const Offer& offer = offers[below(std::size(offers))];
        Modelled booking{
            BookingId{IdBits{8, ++made_}}, &offer, some_start(), BookingStatus::confirmed, {}};
        if (offer.waits) {
            booking.status = BookingStatus::pending;
            booking.requested_at = now_;
            booking.expires_at = deadline(now_, booking.start);
        }
        auto command = book(booking.id, booking.start, offer.type);
        command.guests.front().subject = SubjectId{IdBits{9, made_}};
        command.overrides = overridable;
        const bool free = is_free(booking);
        ask(command, free ? std::nullopt : std::optional{Rejection::claimed});
        if (free) model_.push_back(booking);
    }

    void ask_to_reschedule(Modelled& booking) {
        const auto start = below(8) == 0 ? booking.start : some_start();
        const Reschedule command{.booking = booking.id, .start = start, .overrides = overridable};
        auto expected = against_change(booking);
        Modelled moved = booking;
        moved.start = start;
        if (!expected && start != booking.start && !is_free(moved)) expected = Rejection::claimed;
        ask(command, expected);
        if (expected || start == booking.start) return;
        const bool waited = booking.status == BookingStatus::pending;
        if (moved.offer->waits) {
            if (!waited) moved.requested_at = now_;
            moved.status = BookingStatus::pending;
            moved.expires_at.reset();
            const bool asks_anew = !waited || (!booking.expires_at && booking.start <= now_);
            if (asks_anew || booking.expires_at) {
                moved.expires_at = deadline(asks_anew ? now_ : moved.requested_at, start);
            }
        }
        booking = moved;
    }

    void ask_to_end(Modelled& booking, const Command& command, BookingStatus status) {
        auto expected = against_change(booking);
        const bool may_be_over = std::holds_alternative<Reject>(command);
        if (expected == Rejection::already_over && may_be_over) expected.reset();
        ask(command, expected);
        if (expected) return;
        booking.status = status;
        booking.expires_at.reset();
    }

    void ask_to_decide(Modelled& booking, const Command& command, BookingStatus status) {
        if (booking.status != BookingStatus::confirmed) return ask_to_end(booking, command, status);
        ask(command, Rejection::already_decided);
    }

    // Whether it took place, once it is over.
    void ask_to_say(Modelled& booking, const Command& command, BookingStatus from,
                    BookingStatus to) {
        std::optional<Rejection> expected;
        if (booking.end() > now_) expected = Rejection::not_over_yet;
        if (booking.status != from) expected = Rejection::already_decided;
        if (booking.status == BookingStatus::cancelled) expected = Rejection::already_cancelled;
        ask(command, expected);
        if (expected) return;
        booking.status = to;
        ++told;
    }

    // As the engine does before it decides (rule C3).
    void expire_what_is_due() {
        for (auto& booking : model_) {
            if (!booking.expires_at || *booking.expires_at > now_) continue;
            const auto decided = world_.as(the_system()).when(Expire{stream_of(booking.id)}, now_);
            REQUIRE(decided);
            world_.happened(*decided, now_);
            booking.status = BookingStatus::expired;
            booking.expires_at.reset();
            ++expired;
        }
    }

    std::vector<Claim> claims_of(HostId host) const {
        std::vector<Claim> claims;
        world_.state(host).calendar.visit_all([&](const Claim& claim) { claims.push_back(claim); });
        return claims;
    }

    std::vector<Claim> modelled_claims(HostId host) const {
        std::vector<Claim> claims;
        for (const auto& booking : model_) {
            if (!booking.keeps_time() || booking.offer->host != host) continue;
            claims.push_back({{booking.start, booking.end()},
                              booking.window(),
                              stream_of(booking.id),
                              booking.offer->type,
                              booking.expires_at,
                              {booking.date(), booking.date(), booking.date()}});
        }
        std::ranges::sort(claims, {}, [](const Claim& claim) { return claim.window.start; });
        return claims;
    }

    // All zones of the clinic are UTC, so that a claim counts on one date everywhere (rule L2).
    static Tallies modelled_tallies(const std::vector<Claim>& claims) {
        Tallies tallies;
        for (const auto& claim : claims) {
            tallies.add({claim.dates.schedule, claim.meeting_type, usage_of(claim.time)});
            tallies.add({claim.dates.host, {}, usage_of(claim.time)});
        }
        return tallies;
    }

    Tallies modelled_tallies(const Offer& offer) const {
        Tallies tallies;
        for (const auto& booking : model_) {
            if (!booking.keeps_time() || booking.offer != &offer) continue;
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

TEST_CASE("P2: whatever is asked, claims are disjoint and bookings are what the rules say") {
    int accepted = 0;
    int conflicts = 0;
    int expired = 0;
    int told = 0;
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
        expired += history.expired;
        told += history.told;
    }
    // The histories are worth something only if all of it came about.
    CHECK(accepted > 1'000);
    CHECK(conflicts > 200);
    CHECK(expired > 200);
    CHECK(told > 100);
}

}  // namespace commands_history_test
