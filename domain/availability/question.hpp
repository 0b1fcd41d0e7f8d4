#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "domain/availability/reasons.hpp"
#include "domain/holiday.hpp"
#include "domain/host.hpp"
#include "domain/meeting_type.hpp"
#include "domain/planted_bugs.hpp"
#include "domain/stream.hpp"
#include "domain/time.hpp"

namespace kalends {

// The reasons that the caller may pass over and asked to (rule C1).
class Overrides {
  public:
    Overrides() = default;
    // Only what `overridable` holds may be asked for: checked when the request is read.
    explicit Overrides(Reasons asked) : asked_{asked} {
        ensure(asked.without(overridable).empty(), "only what C1 names can be overridden");
    }

    [[nodiscard]] Reasons reasons() const { return asked_; }

  private:
    Reasons asked_;
};

class KnownHorizon;

// What is asked of the calendars of a type's hosts. It refers to values that the caller keeps alive
// and leaves unchanged while the question is being answered.
struct Question {
    const MeetingType& type;
    std::span<const Host* const> hosts;  // all that the type names, in that order; none is null
    std::string_view organisation_zone;
    std::chrono::weekday week_start;
    Minutes duration;
    Instant now;
    std::span<const MovedClaim> moving = {};  // left out of account (B5); by their holders' order
    Overrides overrides = {};
    // For who lists: when sources were read, so that what is due counts before it is written (C3).
    // Null where that has been written.
    const LastReads* reads = nullptr;
    const HolidayCalendars* holidays = nullptr;  // the organisation's; null is none
    HostId own = {};  // of a host that asks: of its group no other is asked; nil if none does
    std::uint32_t party = 1;        // so many seats are asked for
    KnownHorizon* known = nullptr;  // of a command that asks again and again; null if it does not
    bool joins = true;  // an open session that has them; a whole session joins none (T3)
    // For who lists: hosts that the type named before, of whose claims those that are due count no
    // more for limits over all hosts (C3). None where that has been written.
    std::span<const Host* const> former = {};
};

// The fixed hosts of a question, and those of one of its groups.
[[nodiscard]] inline std::span<const Host* const> fixed_hosts(const Question& question) {
    return question.hosts.first(question.type.terms->hosts.fixed.size());
}
[[nodiscard]] std::span<const Host* const> hosts_of_group(const Question& question,
                                                          std::size_t group);

// A longer slot is refused as `invalid-duration`: it bounds what one question can cost.
inline constexpr Minutes duration_max = std::chrono::days{31};

// A query for slots covers no more than this: `slots` may only be asked for such windows.
inline constexpr std::chrono::days query_window_max{92};

// Rule H0: the type's own zone, else that of its own schedule, else that of its only host, else the
// organisation's. The result lives as long as what the question refers to.
[[nodiscard]] std::string_view zone_of(const Question& question);

// Rule W7: the type's own schedule, else the one of the host that the type names, else the host's
// default; null if the host has none of that name.
[[nodiscard]] std::shared_ptr<const Schedule> schedule_of(const MeetingType& type,
                                                          const Host& host);

// Rule W5: the calendars that close this host.
[[nodiscard]] inline Closures closures_of(const Question& question, const Host& host) {
    const auto& followed = host.terms->holidays;
    const bool follows = question.holidays != nullptr && !followed.empty();
    return follows ? closures_of(followed, *question.holidays) : Closures{};
}

// Whether the question moves a claim (rule B5).
[[nodiscard]] inline bool is_moved(const Claim& claim, const Question& question) {
    return std::ranges::binary_search(question.moving, claim.holder, {}, &MovedClaim::holder);
}

// Rule B2: what a slot at `start` would keep others out of.
[[nodiscard]] inline Interval protected_window(const Question& question, Instant start) {
    const Buffers& buffers = question.type.terms->buffers;
    const Instant end = start + question.duration;
    const bool forgets_after = planted(PlantedBug::after_buffer_forgotten);
    return {start - buffers.before, forgets_after ? end : end + buffers.after};
}

}  // namespace kalends
