#include "domain/calendar.hpp"

#include <algorithm>

namespace kalends {
namespace {

long week_of(Instant at) {
    return static_cast<long>(std::chrono::floor<std::chrono::weeks>(at).time_since_epoch().count());
}

bool starts_before(const Claim& a, const Claim& b) {
    return a.window.start < b.window.start;
}

}  // namespace

void Calendar::add(const Claim& claim) {
    const long number = week_of(claim.window.start);
    const auto week = std::lower_bound(weeks_.begin(), weeks_.end(), number,
                                       [](const Week& w, long n) { return w.number < n; });
    if (week == weeks_.end() || week->number != number) {
        weeks_.insert(week, Week{number, std::make_shared<const Claims>(1, claim)});
        return;
    }
    const auto& old = *week->claims;
    const auto after = std::upper_bound(old.begin(), old.end(), claim, starts_before);
    auto claims = std::make_shared<Claims>();
    claims->reserve(old.size() + 1);
    claims->insert(claims->end(), old.begin(), after);
    claims->push_back(claim);
    claims->insert(claims->end(), after, old.end());
    week->claims = std::move(claims);
}

bool Calendar::remove(StreamId holder, Instant start) {
    const auto place = place_of(holder, start);
    if (!place) return false;
    Week& week = weeks_[place->week];
    auto claims = std::make_shared<Claims>(*week.claims);
    claims->erase(claims->begin() + static_cast<std::ptrdiff_t>(place->claim));
    week.claims = std::move(claims);
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
    week.claims = std::move(claims);
}

void Calendar::forget_before(Instant line) {
    const auto is_over = [line](const Week& week) { return week.claims->back().window.end < line; };
    weeks_.erase(weeks_.begin(), std::find_if_not(weeks_.begin(), weeks_.end(), is_over));
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
    visit_all([&first](const Claim& claim) {
        if (claim.expires_at && (!first || *claim.expires_at < *first)) first = claim.expires_at;
    });
    return first;
}

// Windows are disjoint, so of those that start before `start` only the last can reach over it.
Calendar::Place Calendar::first_overlapping(Instant start) const {
    const auto after =
        std::upper_bound(weeks_.begin(), weeks_.end(), week_of(start),
                         [](long number, const Week& week) { return number < week.number; });
    if (after == weeks_.begin()) return {0, 0};
    const auto& claims = *std::prev(after)->claims;
    const auto week = static_cast<std::size_t>(std::prev(after) - weeks_.begin());
    const auto later =
        std::upper_bound(claims.begin(), claims.end(), start,
                         [](Instant at, const Claim& claim) { return at < claim.window.start; });
    if (later != claims.begin()) {
        return {week, static_cast<std::size_t>(std::prev(later) - claims.begin())};
    }
    if (week == 0) return {0, 0};
    return {week - 1, weeks_[week - 1].claims->size() - 1};
}

void Calendar::advance(Place& place) const {
    if (++place.claim < weeks_[place.week].claims->size()) return;
    ++place.week;
    place.claim = 0;
}

std::optional<Calendar::Place> Calendar::place_of(StreamId holder, Instant start) const {
    for (auto at = first_overlapping(start); at.week < weeks_.size(); advance(at)) {
        const Claim& claim = claim_at(at);
        if (claim.window.start > start) return std::nullopt;
        if (claim.holder == holder && claim.time.start == start) return at;
    }
    return std::nullopt;
}

bool operator==(const Calendar& a, const Calendar& b) {
    return std::equal(a.weeks_.begin(), a.weeks_.end(), b.weeks_.begin(), b.weeks_.end(),
                      [](const Calendar::Week& x, const Calendar::Week& y) {
                          return x.number == y.number && *x.claims == *y.claims;
                      });
}

}  // namespace kalends
