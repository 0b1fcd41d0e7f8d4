#pragma once

#include <algorithm>
#include <optional>

#include "domain/availability/reasons.hpp"
#include "domain/availability/zone_clock.hpp"
#include "domain/meeting_type.hpp"
#include "domain/time.hpp"

namespace kalends {

// So many dates from today on are looked at for slots (rule N2).
inline constexpr std::chrono::days dates_looked_at_max{366};

// How near and how far a start may lie: the notice (N1) and the window of civil dates (N2). Before
// the window's first date is `too-soon`, after its last `too-far`. It is not told which days have a
// slot: a window of those holds all dates that are looked at, until somebody sets its end.
class Horizon {
  public:
    // `zone` is the type's (rule H0).
    Horizon(const MeetingTypeTerms& type, ZoneClock zone, Instant now);

    [[nodiscard]] Reasons reasons(Instant start) const {
        Reasons reasons;
        if (start < soonest_ || (from_ && is_before(start, *from_))) {
            reasons.add(Rejection::too_soon);
        }
        if (!is_before(start, beyond_)) reasons.add(Rejection::too_far);
        return reasons;
    }

    // Starts against which nothing is said, as far as this can be told without asking a zone.
    [[nodiscard]] Interval surely_open() const {
        const auto from = from_ ? midnight_utc(*from_) + zone_offset_max : soonest_;
        return {std::max(from, soonest_), midnight_utc(beyond_) - zone_offset_max};
    }

    // The civil date of now, and of any instant, in the type's zone.
    [[nodiscard]] Date today() const { return today_; }
    [[nodiscard]] Date date_at(Instant at) const { return zone_.date_at(at); }
    [[nodiscard]] Interval span_of(Date date) const { return zone_.span_of(date); }
    // The window's last date is this one.
    void end_with(Date last) { beyond_ = last + std::chrono::days{1}; }

    // The window's last date.
    [[nodiscard]] Date last() const { return beyond_ - std::chrono::days{1}; }

    [[nodiscard]] bool is_beyond(Instant start) const { return !is_before(start, beyond_); }

  private:
    // Whether the civil date of an instant is an earlier one. Most instants lie so far from the
    // date that no zone need be asked.
    [[nodiscard]] bool is_before(Instant at, Date date) const {
        const Instant midnight = midnight_utc(date);
        if (at < midnight - zone_offset_max) return true;
        return at < midnight + zone_offset_max && zone_.date_at(at) < date;
    }
    [[nodiscard]] static Instant midnight_utc(Date date) {
        return Instant{date.time_since_epoch()};
    }

    ZoneClock zone_;
    Date today_;
    Instant soonest_;
    std::optional<Date> from_;
    Date beyond_;  // the date after the window's last
};

// What a command that takes one slot after the other knows of how far it may look (rule C4). With
// each that it takes, days with slots only become fewer, or it is not asked: what lay within its
// horizon lies there still, and what lay beyond is looked for once more only if something was taken
// since.
class KnownHorizon {
  public:
    // The horizon for starts up to this one, or null: then it is to be worked out, and kept.
    [[nodiscard]] const Horizon* find(Instant last, Minutes duration) const {
        if (!horizon_ || duration != duration_) return nullptr;
        return was_taken_ && horizon_->is_beyond(last) ? nullptr : &*horizon_;
    }
    void keep(const Horizon& horizon, Minutes duration) {
        horizon_ = horizon;
        duration_ = duration;
        was_taken_ = false;
    }
    void note_taken() { was_taken_ = true; }

  private:
    std::optional<Horizon> horizon_;
    Minutes duration_{};
    bool was_taken_ = false;
};

}  // namespace kalends
