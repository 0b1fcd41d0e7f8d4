#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "domain/claim.hpp"

namespace kalends {

// Claims and absences that ended longer ago than this are forgotten when a later event is folded.
inline constexpr std::chrono::days calendar_memory{400};

// The claims of one host, in order of their protected windows, which are disjoint, or the same for
// those of one session (rule P2).
// A value whose copies share their pieces, each of which holds one week, or a part of one that has
// many claims, and never changes: a change puts a new piece in place of one. So a copy can be read
// on any thread while another is changed.
class Calendar {
  public:
    class Cursor;

    // One with all of these, which stand in the order of their windows' starts, as `visit_all`
    // gives them; nothing if they do not.
    [[nodiscard]] static std::optional<Calendar> of(const std::vector<Claim>& claims);

    void add(const Claim& claim);
    // Takes out the claim of this holder whose time starts then, and gives it, if there is one.
    std::optional<Claim> remove(StreamId holder, Instant start);
    // The claim lets its time go by itself at `expires_at`, or no longer does.
    void set_expiry(StreamId holder, Instant start, std::optional<Instant> expires_at);
    // Forgets the claims whose windows ended before `line`, by whole weeks (architecture: 400
    // days).
    void forget_before(Instant line);

    [[nodiscard]] const Claim* find(StreamId holder, Instant start) const;
    [[nodiscard]] std::size_t size() const { return claims_; }
    // What it holds in memory, beside what it is itself.
    [[nodiscard]] std::size_t held_bytes() const;
    // The earliest expiry of any claim, due or not; nothing if none expires.
    [[nodiscard]] std::optional<Instant> first_expiry() const;

    // Calls `visit(claim)` for each claim that is due to expire at `now`.
    template <class Visit>
    void visit_due(Instant now, Visit visit) const {
        for (const auto& piece : pieces_) {
            if (!piece.first_expiry || now < *piece.first_expiry) continue;
            for (const auto& claim : *piece.claims) {
                if (!claim.is_live(now)) visit(claim);
            }
        }
    }
    // Calls `visit(claim)` for each claim whose window overlaps `span`, in order, while it returns
    // true.
    template <class Visit>
    void visit_overlapping(const Interval& span, Visit visit) const {
        visit_from(first_ending_after(span.start), span, visit);
    }
    template <class Visit>
    void visit_all(Visit visit) const {
        for (const auto& piece : pieces_) {
            for (const auto& claim : *piece.claims) visit(claim);
        }
    }

    friend bool operator==(const Calendar& a, const Calendar& b);

  private:
    using Claims = std::vector<Claim>;
    struct Piece {
        long week;  // that holds the starts of its windows, since the epoch
        std::shared_ptr<const Claims> claims;
        std::optional<Instant> first_expiry;
    };
    // A claim in its piece; past all claims it is null.
    struct Place {
        std::size_t piece = 0;
        const Claim* claim = nullptr;
        const Claim* piece_end = nullptr;
    };

    template <class Visit>
    void visit_from(Place at, Interval span, Visit& visit) const {
        for (; at.claim != nullptr && at.claim->window.start < span.end; advance(at)) {
            if (!visit(*at.claim)) return;
        }
    }

    // The first claim whose window ends after `start`: the place past all if there is none.
    [[nodiscard]] Place first_ending_after(Instant start) const;
    [[nodiscard]] Place first_of_piece(std::size_t piece) const;
    void advance(Place& place) const {
        if (++place.claim == place.piece_end) place = first_of_piece(place.piece + 1);
    }
    [[nodiscard]] Place place_of(StreamId holder, Instant start) const;
    // A copy of a piece's claims, to be changed, and where in it the claim at the place stands.
    [[nodiscard]] std::pair<std::shared_ptr<Claims>, Claims::iterator> copied(Place place) const;

    static void put(Piece& piece, std::shared_ptr<const Claims> claims);
    // Puts them into two pieces where the one at the place stands.
    void put_split(std::size_t place, const Claims& claims);

    std::vector<Piece> pieces_;  // in order, none empty
    std::size_t claims_ = 0;
};

// Looks up one span after another in a calendar that stays as it is meanwhile. Where the spans
// ascend it goes on from where it stands, instead of searching anew.
class Calendar::Cursor {
  public:
    explicit Cursor(const Calendar& calendar) : calendar_{calendar} {}

    // The first claim whose window overlaps `span` and that `counts`, or null.
    template <class Counts>
    [[nodiscard]] const Claim* first_overlapping(Interval span, Counts counts) {
        if (span.start < from_) next_ = calendar_.first_ending_after(span.start);
        if (is_behind(span.start)) calendar_.advance(next_);  // most often it is the next
        if (is_behind(span.start)) move_on_to(span.start);
        from_ = span.start;
        const Claim* next = next_.claim;
        if (next == nullptr || span.end <= next->window.start) return nullptr;
        return counts(*next) ? next : first_after_next(span.end, counts);
    }

  private:
    // Whether the claim that it stands at ended by then.
    [[nodiscard]] bool is_behind(Instant start) const {
        return next_.claim != nullptr && next_.claim->window.end <= start;
    }
    void move_on_to(Instant start);
    template <class Counts>
    [[nodiscard]] const Claim* first_after_next(Instant end, Counts counts) const {
        Place at = next_;
        for (calendar_.advance(at); at.claim != nullptr && at.claim->window.start < end;
             calendar_.advance(at)) {
            if (counts(*at.claim)) return at.claim;
        }
        return nullptr;
    }

    const Calendar& calendar_;
    Place next_;  // the first claim whose window ends after from_
    Instant from_ = Instant::max();
};

}  // namespace kalends
