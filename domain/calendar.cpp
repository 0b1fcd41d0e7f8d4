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

// Whoever books copies the piece that the claim is put into: of a week with many classes, each of
// hundreds of seats, no more than this.
constexpr std::size_t piece_claims_max = 256;

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b) {
    return a && (!b || *a < *b) ? a : b;
}

}  // namespace

void Calendar::put(Piece& piece, std::shared_ptr<const Claims> claims) {
    piece.claims = std::move(claims);
    piece.first_expiry.reset();
    for (const auto& claim : *piece.claims) {
        piece.first_expiry = earlier(piece.first_expiry, claim.expires_at);
    }
}

void Calendar::put_split(std::size_t place, const Claims& claims) {
    const auto middle = claims.begin() + static_cast<std::ptrdiff_t>(claims.size() / 2);
    const Piece later{pieces_[place].week, nullptr, {}};
    const auto at = pieces_.begin() + static_cast<std::ptrdiff_t>(place);
    put(*at, std::make_shared<const Claims>(claims.begin(), middle));
    put(*pieces_.insert(at + 1, later), std::make_shared<const Claims>(middle, claims.end()));
}

std::optional<Calendar> Calendar::of(const std::vector<Claim>& claims) {
    if (!std::ranges::is_sorted(claims, {}, window_start)) return std::nullopt;
    Calendar calendar;
    calendar.claims_ = claims.size();
    for (auto first = claims.begin(); first != claims.end();) {
        const long week = week_of(first->window.start);
        const auto rest = static_cast<std::size_t>(claims.end() - first);
        const auto most = first + static_cast<std::ptrdiff_t>(std::min(piece_claims_max, rest));
        const auto end = std::find_if(first, most, [week](const Claim& claim) {
            return week_of(claim.window.start) != week;
        });
        auto& piece = calendar.pieces_.emplace_back(Piece{week, nullptr, {}});
        put(piece, std::make_shared<const Claims>(first, end));
        first = end;
    }
    return calendar;
}

void Calendar::add(const Claim& claim) {
    const long week = week_of(claim.window.start);
    const auto first_start = [](const Piece& piece) { return piece.claims->front().window.start; };
    auto piece = std::ranges::upper_bound(pieces_, claim.window.start, {}, first_start);
    if (piece != pieces_.begin() && std::prev(piece)->week == week) {
        --piece;
    } else if (piece == pieces_.end() || piece->week != week) {
        piece = pieces_.insert(piece, Piece{week, std::make_shared<const Claims>(), {}});
    }
    const auto& old = *piece->claims;
    const auto after = std::ranges::upper_bound(old, claim.window.start, {}, window_start);
    auto claims = std::make_shared<Claims>();
    claims->reserve(old.size() + 1);
    claims->insert(claims->end(), old.begin(), after);
    claims->push_back(claim);
    claims->insert(claims->end(), after, old.end());
    ++claims_;
    if (claims->size() <= piece_claims_max) return put(*piece, std::move(claims));
    put_split(static_cast<std::size_t>(piece - pieces_.begin()), *claims);
}

std::optional<Claim> Calendar::remove(StreamId holder, Instant start) {
    const Place place = place_of(holder, start);
    if (place.claim == nullptr) return std::nullopt;
    const Claim removed = *place.claim;
    const auto [claims, at] = copied(place);
    claims->erase(at);
    --claims_;
    put(pieces_[place.piece], claims);
    if (claims->empty()) pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(place.piece));
    return removed;
}

void Calendar::set_expiry(StreamId holder, Instant start, std::optional<Instant> expires_at) {
    const Place place = place_of(holder, start);
    if (place.claim == nullptr) return;
    const auto [claims, at] = copied(place);
    at->expires_at = expires_at;
    put(pieces_[place.piece], claims);
}

// How a week is divided into pieces depends on what was added and removed: what is forgotten must
// not.
void Calendar::forget_before(Instant line) {
    const auto is_over = [line](const Piece& piece) {
        return piece.claims->back().window.end < line;
    };
    auto first_kept = std::ranges::find_if_not(pieces_, is_over);
    if (first_kept != pieces_.end()) {
        first_kept = std::ranges::lower_bound(pieces_, first_kept->week, {}, &Piece::week);
    }
    for (auto piece = pieces_.begin(); piece != first_kept; ++piece) {
        claims_ -= piece->claims->size();
    }
    pieces_.erase(pieces_.begin(), first_kept);
}

const Claim* Calendar::find(StreamId holder, Instant start) const {
    return place_of(holder, start).claim;
}

// Counted, not walked through: it is asked after every change. A piece takes memory for its list
// and for its claims, each with what the allocator adds; after a removal one has room for a claim
// more, which is not counted.
std::size_t Calendar::held_bytes() const {
    constexpr std::size_t pieces_bytes = sizeof(Claims) + 48;
    return pieces_.capacity() * sizeof(Piece) + pieces_.size() * pieces_bytes +
           claims_ * sizeof(Claim);
}

std::optional<Instant> Calendar::first_expiry() const {
    std::optional<Instant> first;
    for (const auto& piece : pieces_) first = earlier(first, piece.first_expiry);
    return first;
}

// Windows are disjoint or the same, so the claims stand in the order of their ends, too.
Calendar::Place Calendar::first_ending_after(Instant start) const {
    const auto ends_by_then = [start](const Piece& piece) {
        return piece.claims->back().window.end <= start;
    };
    const auto piece = std::ranges::partition_point(pieces_, ends_by_then);
    Place place = first_of_piece(static_cast<std::size_t>(piece - pieces_.begin()));
    if (place.claim != nullptr) {
        place.claim =
            std::upper_bound(place.claim, place.piece_end, start,
                             [](Instant at, const Claim& claim) { return at < claim.window.end; });
    }
    return place;
}

Calendar::Place Calendar::first_of_piece(std::size_t piece) const {
    if (piece >= pieces_.size()) return {piece, nullptr, nullptr};
    const auto& claims = *pieces_[piece].claims;
    return {piece, claims.data(), claims.data() + claims.size()};
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
    auto claims = std::make_shared<Claims>(*pieces_[place.piece].claims);
    const auto at = claims->end() - (place.piece_end - place.claim);
    return {std::move(claims), at};
}

bool operator==(const Calendar& a, const Calendar& b) {
    if (a.claims_ != b.claims_) return false;
    auto x = a.first_of_piece(0);
    auto y = b.first_of_piece(0);
    for (; x.claim != nullptr && y.claim != nullptr; a.advance(x), b.advance(y)) {
        if (*x.claim != *y.claim) return false;
    }
    return true;
}

}  // namespace kalends
