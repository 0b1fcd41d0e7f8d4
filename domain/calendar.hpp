#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "domain/claim.hpp"

namespace kalends {

// The claims of one host, in order of their protected windows, which are disjoint (rule P2).
// A value whose copies share their pieces, each of which holds one week and never changes: a change
// puts a new piece in place of one. So a copy can be read on any thread while another is changed.
class Calendar {
  public:
    class Cursor;

    void add(const Claim& claim);
    // Takes out the claim of this holder whose time starts then; false if there is none.
    bool remove(StreamId holder, Instant start);
    // The claim lets its time go by itself at `at`, or no longer does.
    void set_expiry(StreamId holder, Instant start, std::optional<Instant> at);
    // Forgets the claims whose windows ended before `line`, by whole weeks (architecture: 400
    // days).
    void forget_before(Instant line);

    [[nodiscard]] const Claim* find(StreamId holder, Instant start) const;
    [[nodiscard]] std::size_t size() const;
    // The earliest expiry of any claim, due or not; nothing if none expires.
    [[nodiscard]] std::optional<Instant> first_expiry() const;

    // Calls `visit(claim)` for each claim whose window overlaps `span`, in order, while it returns
    // true.
    template <class Visit>
    void visit_overlapping(const Interval& span, Visit visit) const {
        visit_from(first_ending_after(span.start), span, visit);
    }
    template <class Visit>
    void visit_all(Visit visit) const {
        for (const auto& week : weeks_) {
            for (const auto& claim : *week.claims) visit(claim);
        }
    }

    friend bool operator==(const Calendar& a, const Calendar& b);

  private:
    using Claims = std::vector<Claim>;
    struct Week {
        long number;  // of the week that holds the window's start, since the epoch
        std::shared_ptr<const Claims> claims;
        std::optional<Instant> first_expiry;
    };
    struct Place {
        std::size_t week;
        std::size_t claim;
    };

    template <class Visit>
    void visit_from(Place at, const Interval& span, Visit& visit) const {
        for (; at.week < weeks_.size(); advance(at)) {
            const Claim& claim = claim_at(at);
            if (claim.window.start >= span.end || !visit(claim)) return;
        }
    }

    // The first claim whose window ends after `start`: the place past all if there is none.
    [[nodiscard]] Place first_ending_after(Instant start) const;
    void advance(Place& place) const;
    [[nodiscard]] const Claim& claim_at(Place place) const {
        return (*weeks_[place.week].claims)[place.claim];
    }
    [[nodiscard]] std::optional<Place> place_of(StreamId holder, Instant start) const;

    static void put(Week& week, std::shared_ptr<const Claims> claims);

    std::vector<Week> weeks_;  // in order, none empty
};

// Looks up one span after another in a calendar that stays as it is meanwhile. Where the spans
// ascend it goes on from where it stands, instead of searching anew.
class Calendar::Cursor {
  public:
    explicit Cursor(const Calendar& calendar) : calendar_{calendar} {}

    // As Calendar::visit_overlapping.
    template <class Visit>
    void visit_overlapping(const Interval& span, Visit visit) {
        move_to(span.start);
        calendar_.visit_from(place_, span, visit);
    }

  private:
    void move_to(Instant start);

    const Calendar& calendar_;
    Place place_{};  // of the first claim whose window ends after start_
    std::optional<Instant> start_;
};

}  // namespace kalends
