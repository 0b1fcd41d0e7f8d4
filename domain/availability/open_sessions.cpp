#include "domain/availability/open_sessions.hpp"

#include <cstddef>
#include <utility>

#include "domain/availability/live_claims.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// Whether a claim is one seat or more of a session that the question could join on this host.
bool is_joinable(const Claim& claim, const Question& question) {
    const HostPlan& plan = question.type.terms->hosts;
    return claim.seating && claim.seating->hosts == plan.fixed.size() + plan.groups.size() &&
           claim.meeting_type == question.type.id &&
           claim.time.end - claim.time.start == question.duration;
}

// A session as one of its hosts has it.
struct OnHost {
    OpenSession session;
    std::size_t place = 0;  // of the host among those of the question
};

// The claims of one session stand side by side in a calendar: all have its window.
void look_on(std::size_t place, const Question& question, const Interval& touched,
             std::vector<OnHost>& found) {
    const Host& host = *question.hosts[place];
    const LiveClaims live{question, host};
    const std::size_t before = found.size();
    host.calendar.visit_overlapping(touched, [&](const Claim& claim) {
        if (!is_joinable(claim, question) || !touched.contains(claim.time.start)) return true;
        if (!live.counts(claim)) return true;
        const auto& [session, taken, of, hosts] = *claim.seating;
        if (found.size() == before || found.back().session.id != session) {
            const auto all = planted(PlantedBug::one_seat_too_many) ? of + 1 : of;
            found.push_back({{session, claim.time.start, claim.window, all}, place});
        }
        auto& left = found.back().session.left;
        left -= std::min(taken, left);
        return true;
    });
}

// A host that asks books nobody else of its group.
bool is_for_asking(std::span<const Host* const> group, const Host& chosen, HostId own) {
    return chosen.id == own || std::ranges::find(group, own, &Host::id) == group.end();
}

// Whether the hosts of one session, by their places, are those that a start could take: the fixed
// ones, and of each group one, which is known from now on.
bool has_such_hosts(std::span<OnHost> on, const Question& question) {
    const HostPlan& plan = question.type.terms->hosts;
    const auto fixed = plan.fixed.size();
    if (on.size() != fixed + plan.groups.size()) return false;
    if (!on.empty() && fixed > 0 && on[fixed - 1].place != fixed - 1) return false;
    std::size_t first = fixed;
    auto& chosen = on.front().session.chosen;
    chosen.reserve(plan.groups.size());
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
        const auto group = question.hosts.subspan(first, plan.groups[i].members.size());
        const auto place = on[fixed + i].place;
        if (place < first || place >= first + group.size()) return false;
        const Host* host = question.hosts[place];
        if (!is_for_asking(group, *host, question.own)) return false;
        chosen.push_back(host);
        first += group.size();
    }
    return true;
}

}  // namespace

OpenSessions::OpenSessions(const Question& question, const Interval& starts) {
    if (planted(PlantedBug::session_closed_to_its_own_type)) return;
    if (!question.joins || !question.type.terms->is_seated()) return;
    const Interval touched{starts.start, starts.end + Milliseconds{1}};
    std::vector<OnHost> found;
    for (std::size_t i = 0; i < question.hosts.size(); ++i) look_on(i, question, touched, found);
    const auto is_of = [](const OnHost& one) {
        return std::pair{one.session.start, one.session.id};
    };
    if (question.hosts.size() > 1) std::ranges::stable_sort(found, {}, is_of);
    for (auto on = found.begin(); on != found.end();) {
        const auto next = std::find_if(on, found.end(),
                                       [&](const OnHost& one) { return is_of(one) != is_of(*on); });
        if (has_such_hosts({on, next}, question)) sessions_.push_back(std::move(on->session));
        on = next;
    }
}

std::span<const OpenSession> OpenSessions::find(Instant start) const {
    const auto found = std::ranges::equal_range(sessions_, start, {}, &OpenSession::start);
    return {found.begin(), found.end()};
}

}  // namespace kalends
