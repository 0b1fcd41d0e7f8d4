#include "domain/calendar.hpp"

#include <algorithm>
#include <utility>

namespace kalends {
namespace {

long week_of(Instant at) {
    return static_cast<long>(std::chrono::floor<std::chrono::weeks>(at).time_since_epoch().count());
}

Instant window_start(const Claim& claim) {
    return claim.window.start;
}

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b) {
    return a && (!b || *a < *b) ? a : b;
}

}  // namespace

void Calendar::put(Week& week, std::shared_ptr<const Claims> claims) {
    week.claims = std::move(claims);
    week.first_expiry.reset();
    for (const auto& claim : *week.claims) {
        week.first_expiry = earlier(week.first_expiry, claim.expires_at);
    }
}

std::optional<Calendar> Calendar::of(const std::vector<Claim>& claims) {
    if (!std::ranges::is_sorted(claims, {}, window_start)) return std::nullopt;
    Calendar calendar;
    calendar.claims_ = claims.size();
    for (auto first = claims.begin(); first != claims.end();) {
        const long number = week_of(first->window.start);
        const auto end = std::find_if(first, claims.end(), [number](const Claim& claim) {
            return week_of(claim.window.start) != number;
        });
        auto& week = calendar.weeks_.emplace_back(Week{number, nullptr, {}});
        put(week, std::make_shared<const Claims>(first, end));
        first = end;
    }
    return calendar;
}

void Calendar::add(const Claim& claim) {
    const long number = week_of(claim.window.start);
    auto week = std::ranges::lower_bound(weeks_, number, {}, &Week::number);
    if (week == weeks_.end() || week->number != number) {
        week = weeks_.insert(week, Week{number, std::make_shared<const Claims>(), {}});
    }
    const auto& old = *week->claims;
    const auto after = std::ranges::upper_bound(old, claim.window.start, {}, window_start);
    auto claims = std::make_shared<Claims>();
    claims->reserve(old.size() + 1);
    claims->insert(claims->end(), old.begin(), after);
    claims->push_back(claim);
    claims->insert(claims->end(), after, old.end());
    put(*week, std::move(claims));
    ++claims_;
}

std::optional<Claim> Calendar::remove(StreamId holder, Instant start) {
    const Place place = place_of(holder, start);
    if (place.claim == nullptr) return std::nullopt;
    const Claim removed = *place.claim;
    const auto [claims, at] = copied(place);
    claims->erase(at);
    --claims_;
    put(weeks_[place.week], claims);
    if (claims->empty()) weeks_.erase(weeks_.begin() + static_cast<std::ptrdiff_t>(place.week));
    return removed;
}

void Calendar::set_expiry(StreamId holder, Instant start, std::optional<Instant> expires_at) {
    const Place place = place_of(holder, start);
    if (place.claim == nullptr) return;
    const auto [claims, at] = copied(place);
    at->expires_at = expires_at;
    put(weeks_[place.week], claims);
}

void Calendar::forget_before(Instant line) {
    const auto is_over = [line](const Week& week) { return week.claims->back().window.end < line; };
    const auto first_kept = std::ranges::find_if_not(weeks_, is_over);
    for (auto week = weeks_.begin(); week != first_kept; ++week) claims_ -= week->claims->size();
    weeks_.erase(weeks_.begin(), first_kept);
}

const Claim* Calendar::find(StreamId holder, Instant start) const {
    return place_of(holder, start).claim;
}

// Counted, not walked through: it is asked after every change. A week is one piece for its list and
// one for its claims, each with what the allocator adds; after a removal one has room for a claim
// more, which is not counted.
std::size_t Calendar::held_bytes() const {
    constexpr std::size_t pieces_bytes = sizeof(Claims) + 48;
    return weeks_.capacity() * sizeof(Week) + weeks_.size() * pieces_bytes +
           claims_ * sizeof(Claim);
}

std::optional<Instant> Calendar::first_expiry() const {
    std::optional<Instant> first;
    for (const auto& week : weeks_) first = earlier(first, week.first_expiry);
    return first;
}

// Windows are disjoint or the same, so the claims stand in the order of their ends, too.
Calendar::Place Calendar::first_ending_after(Instant start) const {
    const auto ends_by_then = [start](const Week& week) {
        return week.claims->back().window.end <= start;
    };
    const auto week = std::ranges::partition_point(weeks_, ends_by_then);
    Place place = first_of_week(static_cast<std::size_t>(week - weeks_.begin()));
    if (place.claim != nullptr) {
        place.claim =
            std::upper_bound(place.claim, place.week_end, start,
                             [](Instant at, const Claim& claim) { return at < claim.window.end; });
    }
    return place;
}

Calendar::Place Calendar::first_of_week(std::size_t week) const {
    if (week >= weeks_.size()) return {week, nullptr, nullptr};
    const auto& claims = *weeks_[week].claims;
    return {week, claims.data(), claims.data() + claims.size()};
}

void Calendar::Cursor::move_on_to(Instant start) {
    constexpr int steps_max = 8;
    for (int steps = 0; steps < steps_max && is_behind(start); ++steps) calendar_.advance(next_);
    if (is_behind(start)) next_ = calendar_.first_ending_after(start);
}

Calendar::Place Calendar::place_of(StreamId holder, Instant start) const {
    Place at = first_ending_after(start);
    for (; at.claim != nullptr; advance(at)) {
        if (at.claim->holder == holder && at.claim->time.start == start) return at;
        if (at.claim->window.start > start) return {};
    }
    return at;
}

std::pair<std::shared_ptr<Calendar::Claims>, Calendar::Claims::iterator> Calendar::copied(
    Place place) const {
    auto claims = std::make_shared<Claims>(*weeks_[place.week].claims);
    const auto at = claims->end() - (place.week_end - place.claim);
    return {std::move(claims), at};
}

bool operator==(const Calendar& a, const Calendar& b) {
    return std::equal(a.weeks_.begin(), a.weeks_.end(), b.weeks_.begin(), b.weeks_.end(),
                      [](const Calendar::Week& x, const Calendar::Week& y) {
                          return x.number == y.number && *x.claims == *y.claims;
                      });
}

}  // namespace kalends
