#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/rejection.hpp"
#include "domain/time.hpp"
#include "tests/domain/availability/host_marks.hpp"
#include "tests/domain/availability/minute_table.hpp"
#include "tests/domain/availability/said.hpp"
#include "tests/domain/availability/situation.hpp"

namespace kalends::oracle {

// The rules again, by brute force: every minute is marked with what it is, and a start is looked at
// minute by minute. It shares nothing with the calculus but plain values.
class Oracle {
  public:
    // The tables cover the window with three days on both sides, where days are counted that have
    // a slot from now on if that is earlier.
    Oracle(const Situation& situation, const Tables& tables);

    // All that is said of a start within the window.
    [[nodiscard]] Said said(Instant start) const;
    [[nodiscard]] std::vector<Instant> slots() const;
    // The hosts that can take a slot, in the order of the plan.
    [[nodiscard]] std::vector<HostId> hosts_free(Instant start) const;
    // The most that a claim of the slot can have, of a session that it joins or opens.
    [[nodiscard]] std::uint32_t seats_left(Instant start) const;

  private:
    using Passed = std::vector<Rejection>;

    void mark_starts(const Tables& tables);
    [[nodiscard]] std::vector<HostId> hosts_joined(Instant start) const;
    void mark_shared(std::size_t fixed);
    [[nodiscard]] std::vector<const HostMarks*> members_asked(std::size_t group) const;
    [[nodiscard]] const HostMarks& marks_of(HostId host) const;
    [[nodiscard]] Said said_by(const HostMarks& host, Instant start, const Passed& passed) const;
    // Every reason but that of a window's end and that of an earlier slot; and every one but the
    // latter.
    [[nodiscard]] Said said_within_window(Instant start, const Passed& passed) const;
    // Of seats of an open session, and of a claim of its own.
    [[nodiscard]] Said said_of_session(Instant start, const Joinable& session,
                                       const Passed& passed) const;
    [[nodiscard]] Said said_of_opening(Instant start, const Passed& passed) const;
    [[nodiscard]] std::vector<Rejection> closed(const HostMarks& host, Minute first,
                                                Minute end) const;
    [[nodiscard]] Said said_alone(Instant start, const Passed& passed) const;
    // Without a look at its hosts, which spares that look at most minutes.
    [[nodiscard]] bool is_refused_by_type(Instant start, const Passed& passed) const;
    [[nodiscard]] std::vector<Rejection> reasons_of_type(Instant start) const;
    [[nodiscard]] bool has_slot(Date date) const;
    [[nodiscard]] bool is_after_slot_of(Date date, Instant start) const;
    [[nodiscard]] bool is_too_soon(Instant start) const;
    [[nodiscard]] bool is_too_far(Instant start) const;
    [[nodiscard]] bool is_limited(const Limit& limit, Instant start) const;
    // The dates from Monday to Friday after today and before this one.
    [[nodiscard]] int business_days_before(Date date) const;

    const Situation& situation_;
    const MinuteTable& type_;
    Date today_;
    std::vector<HostMarks> hosts_;  // as the plan names them
    // Where starts come from: which minutes lie within, which are a start, and whether a slot must
    // fit into those minutes.
    bool has_starts_ = false;
    bool binds_slots_ = true;
    std::vector<char> within_;
    std::vector<char> on_grid_;
    mutable std::map<Date, bool> days_with_slots_;
    mutable std::map<Date, std::size_t> first_slots_;
};

// Every duration that may be asked for.
[[nodiscard]] std::set<Minutes> durations(const MeetingTypeTerms& type);

// Whether a party takes more seats than the type gives to one (rule T1).
[[nodiscard]] bool is_party_too_large(const Situation& situation);

// What the type's zone is (rule H0).
[[nodiscard]] std::string type_zone(const Situation& situation);

}  // namespace kalends::oracle
