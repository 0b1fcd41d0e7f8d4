#include "domain/availability/open_sessions.hpp"

#include "domain/availability/live_claims.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// Whether a claim is one seat or more of a session that the question could join on this host.
bool is_joinable(const Claim& claim, const Question& question) {
    return claim.seating && claim.seating->hosts == question.hosts.size() &&
           claim.meeting_type == question.type.id &&
           claim.time.end - claim.time.start == question.duration;
}

bool is_on(const Host& host, const OpenSession& session) {
    bool is_there = false;
    host.calendar.visit_overlapping(session.window, [&](const Claim& claim) {
        is_there = claim.seating && claim.seating->session == session.id;
        return !is_there;
    });
    return is_there;
}

}  // namespace

// The claims of one session stand side by side in a calendar: all have its window.
OpenSessions::OpenSessions(const Question& question, const Interval& starts) {
    if (planted(PlantedBug::session_closed_to_its_own_type)) return;
    if (!question.joins) return;
    if (!question.type.terms->is_seated() || !question.type.terms->hosts.groups.empty()) return;
    const Host& first = *question.hosts.front();
    const LiveClaims live{question, first};
    const Interval touched{starts.start, starts.end + Milliseconds{1}};
    first.calendar.visit_overlapping(touched, [&](const Claim& claim) {
        if (!is_joinable(claim, question) || !touched.contains(claim.time.start)) return true;
        if (!live.counts(claim)) return true;
        const auto& [session, taken, of, hosts] = *claim.seating;
        if (sessions_.empty() || sessions_.back().id != session) {
            const auto all = planted(PlantedBug::one_seat_too_many) ? of + 1 : of;
            sessions_.push_back({session, claim.time.start, claim.window, all});
        }
        auto& left = sessions_.back().left;
        left -= std::min(taken, left);
        return true;
    });
    for (const Host* host : question.hosts.subspan(1)) {
        std::erase_if(sessions_, [host](const OpenSession& s) { return !is_on(*host, s); });
    }
}

const OpenSession* OpenSessions::find(Instant start) const {
    const auto found = std::ranges::lower_bound(sessions_, start, {}, &OpenSession::start);
    return found == sessions_.end() || found->start != start ? nullptr : &*found;
}

std::optional<OpenSession> session_to_join(const Question& question, Instant start) {
    const OpenSessions sessions{question, {start, start}};
    const auto* session = sessions.at(start);
    return session ? std::optional{*session} : std::nullopt;
}

}  // namespace kalends
