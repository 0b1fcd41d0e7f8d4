#include "domain/calendar.hpp"

#include <algorithm>

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
}

bool Calendar::remove(StreamId holder, Instant start) {
    const auto place = place_of(holder, start);
    if (!place) return false;
    Week& week = weeks_[place->week];
    auto claims = std::make_shared<Claims>(*week.claims);
    claims->erase(claims->begin() + static_cast<std::ptrdiff_t>(place->claim));
    put(week, std::move(claims));
    if (week.claims->empty()) {
        weeks_.erase(weeks_.begin() + static_cast<std::ptrdiff_t>(place->week));
    }
    return true;
}

void Calendar::set_expiry(StreamId holder, Instant start, std::optional<Instant> at) {
    const auto place = place_of(holder, start);
    if (!place) return;
    Week& week = weeks_[place->week];
    auto claims = std::make_shared<Claims>(*week.claims);
    (*claims)[place->claim].expires_at = at;
    put(week, std::move(claims));
}

void Calendar::forget_before(Instant line) {
    const auto is_over = [line](const Week& week) { return week.claims->back().window.end < line; };
    weeks_.erase(weeks_.begin(), std::ranges::find_if_not(weeks_, is_over));
}

const Claim* Calendar::find(StreamId holder, Instant start) const {
    const auto place = place_of(holder, start);
    return place ? &claim_at(*place) : nullptr;
}

std::size_t Calendar::size() const {
    std::size_t count = 0;
    for (const auto& week : weeks_) count += week.claims->size();
    return count;
}

std::optional<Instant> Calendar::first_expiry() const {
    std::optional<Instant> first;
    for (const auto& week : weeks_) first = earlier(first, week.first_expiry);
    return first;
}

// Windows are disjoint, so of those that start by then only the last can end after it.
Calendar::Place Calendar::first_ending_after(Instant start) const {
    const auto after = std::ranges::upper_bound(weeks_, week_of(start), {}, &Week::number);
    if (after == weeks_.begin()) return {0, 0};
    const auto week = std::prev(after);
    const auto& claims = *week->claims;
    const auto later = std::ranges::upper_bound(claims, start, {}, window_start);
    Place place{static_cast<std::size_t>(week - weeks_.begin()),
                static_cast<std::size_t>(later - claims.begin())};
    if (later != claims.begin()) {
        --place.claim;
    } else if (place.week > 0) {
        --place.week;
        place.claim = weeks_[place.week].claims->size() - 1;
    }
    if (claim_at(place).window.end <= start) advance(place);
    return place;
}

void Calendar::advance(Place& place) const {
    if (++place.claim < weeks_[place.week].claims->size()) return;
    ++place.week;
    place.claim = 0;
}

std::optional<Calendar::Place> Calendar::place_of(StreamId holder, Instant start) const {
    for (auto at = first_ending_after(start); at.week < weeks_.size(); advance(at)) {
        const Claim& claim = claim_at(at);
        if (claim.window.start > start) return std::nullopt;
        if (claim.holder == holder && claim.time.start == start) return at;
    }
    return std::nullopt;
}

void Calendar::Cursor::move_to(Instant start) {
    constexpr int steps_max = 8;
    int steps = start_ && *start_ <= start ? steps_max : 0;
    start_ = start;
    for (; steps > 0; --steps, calendar_.advance(place_)) {
        if (place_.week == calendar_.weeks_.size()) return;
        if (calendar_.claim_at(place_).window.end > start) return;
    }
    place_ = calendar_.first_ending_after(start);
}

bool operator==(const Calendar& a, const Calendar& b) {
    return std::equal(a.weeks_.begin(), a.weeks_.end(), b.weeks_.begin(), b.weeks_.end(),
                      [](const Calendar::Week& x, const Calendar::Week& y) {
                          return x.number == y.number && *x.claims == *y.claims;
                      });
}

}  // namespace kalends
