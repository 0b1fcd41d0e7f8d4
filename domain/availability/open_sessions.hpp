#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "domain/availability/question.hpp"

namespace kalends {

// A session that a claim of the type and duration asked about may join, if its party fits.
struct OpenSession {
    SessionId id;
    Instant start;
    Interval window;  // recorded when it was opened, which every claim of it takes (rule T2)
    std::uint32_t left = 0;
};

// The open sessions of the type asked about, on just the hosts that a start takes and of the
// duration asked: without the seats that the question moves, nor those due to expire (B5, C3).
class OpenSessions {
  public:
    // Those whose start lies within `starts`, its end included; none for a type that has one seat
    // now, or whose hosts rotate.
    OpenSessions(const Question& question, const Interval& starts);

    // The one that opens then, or null.
    [[nodiscard]] const OpenSession* at(Instant start) const {
        return sessions_.empty() ? nullptr : find(start);
    }
    // Calls `visit(start)` for each that starts within `starts`, in order.
    template <class Visit>
    void visit_starts(const Interval& starts, Visit visit) const {
        for (const auto& session : sessions_) {
            if (starts.contains(session.start)) visit(session.start);
        }
    }

  private:
    [[nodiscard]] const OpenSession* find(Instant start) const;

    std::vector<OpenSession> sessions_;  // in order of their starts
};

// The open session that a claim at this start would join, if there is one (rule T2).
[[nodiscard]] std::optional<OpenSession> session_to_join(const Question& question, Instant start);

}  // namespace kalends
