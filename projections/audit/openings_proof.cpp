#include "projections/audit/openings_proof.hpp"

#include <algorithm>
#include <numeric>
#include <variant>

namespace kalends {
namespace {

template <class Fact>
bool overrides_something(const Fact& fact) {
    if constexpr (requires { fact.overridden; }) return !fact.overridden.empty();
    return false;
}

template <class Fact>
constexpr bool is_of_key =
    std::is_same_v<Fact, ApiKeyIssued> || std::is_same_v<Fact, ApiKeyRevoked>;

bool offers_time(StreamId stream) {
    return stream.kind == StreamKind::host || stream.kind == StreamKind::meeting_type ||
           stream.kind == StreamKind::organisation;
}

}  // namespace

template <class Fact>
OpeningsProof::Known OpeningsProof::session_opened(const Envelope& envelope,
                                                   const Fact& fact) const {
    Known session;
    session.place = {fact.meeting_type, fact.when.time.start, fact.when.time.end};
    session.organisation = envelope.source;
    session.hosts = hosts_of(fact.when);
    session.zone_data = fact.when.zone_data;
    if (fact.when.seats) session.seats = fact.when.seats->of;
    session.opened = events_;
    return session;
}

// What a claim takes the place of lets go of its seats first; who stays in a session leaves it to
// nobody in between. A key of a host joins none of the sessions that others of its group have (rule
// H2), so nothing can be said of its openings.
template <class Fact>
std::optional<NeedlessOpening> OpeningsProof::take_claim(const Envelope& envelope,
                                                         const Fact& fact) {
    const auto holder = envelope.streams.front().first;
    std::vector<SessionId> left{leave(holder)};
    if constexpr (requires { fact.hold->hold; }) {
        if (fact.hold) left.push_back(leave(stream_of(fact.hold->hold)));
    }
    std::optional<NeedlessOpening> needless;
    if (const auto& seats = fact.when.seats) {
        if (seats->opens) {
            Known opened = session_opened(envelope, fact);
            opened.is_plain = !overrides_something(fact) && seats->session != moved_;
            if (opened.is_plain && envelope.role != Role::host) {
                const auto beside = one_to_join(opened, seats->taken);
                if (beside) needless = NeedlessOpening{holder, *beside};
            }
            open(seats->session, std::move(opened));
        }
        sessions_[seats->session].taken.insert_or_assign(holder, seats->taken);
        session_of_.insert_or_assign(holder, seats->session);
    }
    for (const auto id : left) close_if_empty(id);
    return needless;
}

std::optional<NeedlessOpening> OpeningsProof::take(const StoredEvent& stored) {
    ++events_;
    const auto& envelope = stored.envelope;
    return std::visit(
        [&]<class Fact>(const Fact& fact) -> std::optional<NeedlessOpening> {
            if constexpr (std::is_same_v<Fact, SessionMoved> || std::is_same_v<Fact, SeriesMoved>) {
                // All of them move at once, though one event after the other says where to.
                for (const auto booking : fact.bookings) close_if_empty(leave(stream_of(booking)));
                if constexpr (std::is_same_v<Fact, SessionMoved>) moved_ = fact.session;
            } else if constexpr (requires { fact.when.hosts; }) {
                return take_claim(envelope, fact);
            } else if constexpr (requires { fact.released; }) {
                close_if_empty(leave(envelope.streams.front().first));
            } else if constexpr (!requires { fact.claimed; } && !is_of_key<Fact>) {
                for (const auto& [stream, revision] : envelope.streams) {
                    if (offers_time(stream)) changed_[stream] = events_;
                }
            }
            return std::nullopt;
        },
        stored.event);
}

std::optional<SessionId> OpeningsProof::one_to_join(const Known& opened,
                                                    std::uint32_t seats) const {
    const auto there = at_.find(opened.place);
    if (there == at_.end()) return std::nullopt;
    const auto can_be_joined = [&](SessionId id) {
        const auto found = sessions_.find(id);
        if (found == sessions_.end()) return false;
        const Known& session = found->second;
        const auto taken =
            std::accumulate(session.taken.begin(), session.taken.end(), seats,
                            [](std::uint32_t sum, const auto& one) { return sum + one.second; });
        return !session.taken.empty() && taken <= session.seats &&
               session.zone_data == opened.zone_data && is_as_it_was(session);
    };
    const auto found = std::ranges::find_if(there->second, can_be_joined);
    return found == there->second.end() ? std::nullopt : std::optional{*found};
}

bool OpeningsProof::is_as_it_was(const Known& session) const {
    const auto is_unchanged = [&](StreamId stream) {
        const auto changed = changed_.find(stream);
        return changed == changed_.end() || changed->second < session.opened;
    };
    return session.is_plain && is_unchanged(stream_of(session.place.meeting_type)) &&
           is_unchanged(stream_of(session.organisation)) &&
           std::ranges::all_of(session.hosts,
                               [&](HostId host) { return is_unchanged(stream_of(host)); });
}

void OpeningsProof::open(SessionId id, Known session) {
    at_[session.place].insert(id);
    sessions_.insert_or_assign(id, std::move(session));
}

SessionId OpeningsProof::leave(StreamId holder) {
    const auto found = session_of_.find(holder);
    if (found == session_of_.end()) return {};
    const SessionId id = found->second;
    session_of_.erase(found);
    sessions_[id].taken.erase(holder);
    return id;
}

void OpeningsProof::close_if_empty(SessionId id) {
    const auto found = sessions_.find(id);
    if (found == sessions_.end() || !found->second.taken.empty()) return;
    const auto there = at_.find(found->second.place);
    if (there != at_.end()) {
        there->second.erase(id);
        if (there->second.empty()) at_.erase(there);
    }
    sessions_.erase(found);
}

}  // namespace kalends
