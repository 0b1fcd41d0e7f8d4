#include "tests/domain/availability/random_sessions.hpp"

#include <algorithm>
#include <span>

namespace kalends {
namespace {

// Hosts that a session of the plan can be on, one of them among them; now and then it is on others.
std::vector<HostId> random_takers(const HostPlan& plan, HostId host, Random& random) {
    std::vector<HostId> takers = plan.fixed;
    for (const auto& group : plan.groups) {
        const bool is_its = std::ranges::count(group.members, host, &RotatingHost::host) > 0;
        takers.push_back(is_its ? host : random.one_of(group.members).host);
    }
    if (random.percent(10)) takers.pop_back();
    if (std::ranges::count(takers, host) == 0) takers.push_back(host);
    return takers;
}

// Seats of one session, with the same time and window.
std::vector<Claim> random_seats(const Situation& situation, Claim seat, std::uint64_t number,
                                std::size_t hosts, Random& random) {
    const auto after = seat.window.end - seat.time.end;
    if (random.percent(70)) seat.time.end = seat.time.start + situation.duration;
    seat.window.end = seat.time.end + after;
    const auto of = static_cast<std::uint32_t>(random.between(1, 5));
    std::vector<Claim> seats;
    for (auto left = of; left == of || (left > 0 && random.percent(60));) {
        const auto taken = static_cast<std::uint32_t>(random.between(1, static_cast<int>(left)));
        seat.holder = stream_of(BookingId{IdBits{60 + number, seats.size()}});
        seat.seating =
            Seating{SessionId{IdBits{50, number}}, taken, of, static_cast<std::uint32_t>(hosts)};
        seat.expires_at.reset();
        if (random.percent(30)) {
            seat.expires_at =
                situation.now + Milliseconds{random.one_of({-60000, -1, 0, 1, 60000})};
        }
        seats.push_back(seat);
        left -= taken;
    }
    return seats;
}

bool has_room(const HostSituation& host, const Interval& window) {
    return std::ranges::none_of(
        host.claims, [&window](const Claim& claim) { return claim.window.overlaps(window); });
}

// On those of the hosts that have room.
void open_session(std::span<HostSituation* const> hosts, const std::vector<HostId>& takers,
                  const std::vector<Claim>& seats) {
    for (auto* host : hosts) {
        if (std::ranges::count(takers, host->host) == 0) continue;
        if (!has_room(*host, seats.front().window)) continue;
        host->claims.insert(host->claims.end(), seats.begin(), seats.end());
    }
}

}  // namespace

void seat_some(Situation& situation, Random& random) {
    std::vector<HostSituation*> hosts{&situation};
    for (auto& other : situation.others) hosts.push_back(&other);
    const HostPlan& plan = situation.type.hosts;
    std::uint64_t number = 0;
    for (auto* host : hosts) {
        for (const auto& claim : std::vector<Claim>{host->claims}) {
            const bool is_chosen = claim.meeting_type == situation_type && random.percent(40);
            if (claim.seating || !is_chosen) continue;
            const auto takers = random_takers(plan, host->host, random);
            const auto seats = random_seats(situation, claim, ++number, takers.size(), random);
            std::erase(host->claims, claim);
            open_session(hosts, takers, seats);
            if (!plan.fixed.empty() || random.percent(30)) continue;
            const auto beside =
                random_takers(plan, random.one_of(plan.groups.front().members).host, random);
            open_session(hosts, beside,
                         random_seats(situation, seats.front(), ++number, beside.size(), random));
        }
    }
}

}  // namespace kalends
