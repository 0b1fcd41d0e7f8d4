#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "domain/availability/question.hpp"

namespace kalends {

// A session that a claim of the type and duration asked about may join, if its party fits.
struct OpenSession {
    SessionId id;
    Instant start;
    Interval window;  // recorded when it was opened, which every claim of it takes (rule T2)
    std::uint32_t left = 0;
    std::vector<const Host*> chosen = {};  // of each group the host that it has
};

// The open sessions of the type asked about, of the duration asked and on hosts that a start could
// take: all fixed ones and one of each group, the host that asks where that is of the group. They
// are without the seats that the question moves, and those due to expire (B5, C3).
class OpenSessions {
  public:
    // Those whose start lies within `starts`, its end included; none for a type that has one seat
    // now. The question's hosts outlive it.
    OpenSessions(const Question& question, const Interval& starts);

    // Those that open then, in the order of their ids. Where a host is fixed there is one at most.
    [[nodiscard]] std::span<const OpenSession> at(Instant start) const {
        return sessions_.empty() ? std::span<const OpenSession>{} : find(start);
    }
    // Calls `visit(start)` for each start within `starts` at which there are any, in order.
    template <class Visit>
    void visit_starts(const Interval& starts, Visit visit) const {
        const OpenSession* before = nullptr;
        for (const auto& session : sessions_) {
            const bool is_new = before == nullptr || before->start != session.start;
            if (is_new && starts.contains(session.start)) visit(session.start);
            before = &session;
        }
    }

  private:
    [[nodiscard]] std::span<const OpenSession> find(Instant start) const;

    std::vector<OpenSession> sessions_;  // in order of their starts
};

}  // namespace kalends
