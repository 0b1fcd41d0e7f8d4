#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "domain/rejection.hpp"
#include "tests/domain/availability/minute_table.hpp"
#include "tests/domain/availability/situation.hpp"

namespace kalends::oracle {

using Minute = std::size_t;

// What each minute is on one host of a situation: open, the start of a slot of its own grid, taken.
class HostMarks {
  public:
    HostMarks(const Situation& situation, const HostSituation& host, const Tables& tables);

    [[nodiscard]] HostId id() const { return host_.host; }
    [[nodiscard]] const HostSituation& host() const { return host_; }
    [[nodiscard]] bool has_schedule() const { return schedule_ != nullptr; }
    [[nodiscard]] const std::vector<char>& open() const { return open_; }
    [[nodiscard]] const std::vector<char>& on_grid() const { return on_grid_; }
    [[nodiscard]] bool is_open(Minute first, Minute end) const;
    // What is against seats of a session that takes so much, but for its hours.
    [[nodiscard]] std::vector<Rejection> away(Minute window_first, Minute window_end) const;
    // What is against a slot that starts at that minute and takes so much, but for its hours.
    [[nodiscard]] std::vector<Rejection> taken(Minute first, Minute window_first,
                                               Minute window_end) const;
    // Where what takes time begins a packed grid anew.
    [[nodiscard]] std::set<Minute> restarts() const;

  private:
    void mark_claims();
    void mark(std::vector<char>& minutes, const std::vector<Interval>& times) const;
    [[nodiscard]] bool is_limited(const Limit& limit, Minute start) const;

    const Situation& situation_;
    const HostSituation& host_;
    const Schedule* schedule_;
    const MinuteTable& hours_;
    std::vector<char> open_;     // open on some date
    std::vector<char> on_grid_;  // a start of the grid of some date's own range
    std::vector<char> claimed_;
    std::vector<char> absent_;
    std::vector<char> busy_;
};

// Marks the starts of a grid that a run of open minutes anchors, and of those that replace it.
void mark_grid(const Situation& situation, const MinuteTable& table, Minute run_start,
               Minute run_end, const std::set<Minute>& restarts, std::vector<char>& on_grid);

// The minutes of a type's own schedule, where holidays of fixed hosts close it; or of a host's.
void mark_ranges(const Situation& situation, const Schedule& schedule, const MinuteTable& table,
                 const std::vector<Date>& holidays, const std::set<Minute>& restarts,
                 std::vector<char>& open, std::vector<char>& on_grid);

// A session that a claim at this start could join: seats that are left of it, its window, and the
// hosts that it is on.
struct Joinable {
    Interval window;
    std::int64_t left = 0;
    std::vector<HostId> hosts;
};
[[nodiscard]] std::vector<Joinable> sessions_at(const Situation& situation, Instant start);

// Whether limits count a claim: once for each session that anybody stays in.
[[nodiscard]] bool is_counted(const Situation& situation, const Claim& claim,
                              std::set<SessionId>& sessions);

[[nodiscard]] bool is_any(const std::vector<char>& marked, Minute first, Minute end);
[[nodiscard]] bool is_live(const Situation& situation, const Claim& claim);
[[nodiscard]] bool is_in_one_period(const Situation& situation, const Limit& limit, Date a, Date b);

}  // namespace kalends::oracle
