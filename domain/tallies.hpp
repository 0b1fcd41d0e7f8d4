#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/id.hpp"
#include "domain/limit.hpp"
#include "domain/time.hpp"

namespace kalends {

// A year in which a start within a calendar's memory counts began within this one. Tallies of
// longer ago are forgotten when a later event is folded.
inline constexpr std::chrono::days tallies_memory = calendar_memory + std::chrono::days{368};

// What the claims of one civil date amount to: those of one meeting type, or of all (nil).
struct DateTally {
    Date date;
    MeetingTypeId meeting_type;
    Usage usage;

    bool operator==(const DateTally&) const = default;
};

// What limits count, kept by civil date so that no claim need be looked at (rules L1, L2). A value
// whose copies share their pieces, each of which holds one week and never changes, as a Calendar's.
class Tallies {
  public:
    // Takes away where the usage is negative. What comes to nothing is not kept.
    void add(const DateTally& tally);
    // Forgets the weeks that ended before the UTC date of that instant.
    void forget_before(Instant line);

    [[nodiscard]] Usage used(const DateRange& dates, MeetingTypeId meeting_type) const;
    // What it holds in memory, beside what it is itself.
    [[nodiscard]] std::size_t held_bytes() const;

    template <class Visit>
    void visit_all(Visit visit) const {
        for (const auto& week : weeks_) {
            for (const auto& tally : *week.tallies) visit(tally);
        }
    }
    friend bool operator==(const Tallies& a, const Tallies& b);

  private:
    using List = std::vector<DateTally>;  // by date, then by meeting type
    struct Week {
        long number;  // since the epoch
        std::shared_ptr<const List> tallies;
    };

    std::vector<Week> weeks_;  // in order, none empty
    std::size_t tallies_ = 0;
};

}  // namespace kalends
