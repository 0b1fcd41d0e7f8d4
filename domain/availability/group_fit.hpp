#pragma once

#include <memory>
#include <span>
#include <vector>

#include "domain/availability/host_fit.hpp"
#include "domain/availability/hours_cache.hpp"
#include "domain/availability/judgement.hpp"
#include "domain/availability/question.hpp"

namespace kalends {

// A start that is asked about: its protected window, and what must fit into open time.
struct AskedTime {
    Instant start;
    Interval window;
    Interval slot;
};

// The same of each start that a question asks about: as that of the epoch, so much later.
class AskedTimes {
  public:
    explicit AskedTimes(const Question& question);

    [[nodiscard]] AskedTime at(Instant start) const {
        const auto later = start.time_since_epoch();
        return {start,
                {window_.start + later, window_.end + later},
                {slot_.start + later, slot_.end + later}};
    }
    // Of an open session, whose window is that with which it was opened.
    [[nodiscard]] AskedTime at(Instant start, const Interval& window) const {
        return {start, window, buffers_inside_ ? window : at(start).slot};
    }

  private:
    bool buffers_inside_;
    Interval window_;
    Interval slot_;
};

[[nodiscard]] inline AskedTime asked_time(const Question& question, Instant start) {
    return AskedTimes{question}.at(start);
}

// What one host says of starts that come from elsewhere: its hours must contain the whole slot,
// whatever its own grid, and its calendar must be free (rule H1).
class MemberFit {
  public:
    // Question and host outlive it. `starts` bounds the starts that will be asked for.
    MemberFit(const Question& question, const Host& host, const Interval& starts,
              HoursCache& cache);

    [[nodiscard]] Judgement judge(const AskedTime& asked);
    // The same of seats of an open session that has this host.
    [[nodiscard]] Judgement judge_to_join(const AskedTime& asked);
    [[nodiscard]] const Host& host() const { return *host_; }

  private:
    [[nodiscard]] Reasons reasons_of_hours(const Interval& slot);
    [[nodiscard]] bool is_open(const Interval& slot);

    const Host* host_;
    Reasons passed_;
    HostFit fit_;
    std::shared_ptr<const ExpandedHours> hours_;  // null if there is no schedule
    Interval open_;                               // where it was open when last asked
};

// A group, of which one host must be free (rule H1).
class GroupFit {
  public:
    GroupFit(const Question& question, std::span<const Host* const> hosts, const Interval& starts,
             HoursCache& cache);

    // Nothing is against it if one of its hosts is free. Else it is what is against the host that
    // is nearest to being free.
    [[nodiscard]] Judgement judge(const AskedTime& asked);

    // What is against seats of an open session that has this host of the group.
    [[nodiscard]] Judgement judge_to_join(const Host& chosen, const AskedTime& asked);

    // The hosts that are free, in the order of the plan: of those for which something has to be
    // overridden the ones nearest to being free, for which the same has to be, as `judge` says it
    // and the event records it; and only if there are no others.
    struct FreeHost {
        const Host* host;
        Reasons overridden;
    };
    [[nodiscard]] std::vector<FreeHost> free(const AskedTime& asked);
    // The host that is nearest to being free.
    [[nodiscard]] const Host& nearest(const AskedTime& asked);

  private:
    std::vector<MemberFit> members_;  // at least one
};

}  // namespace kalends
