#include "projections/audit/sessions_proof.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "domain/check.hpp"
#include "domain/session.hpp"

namespace kalends {
namespace {

const SeatsTaken& seats_of(const BookedTime& when) {
    if (!when.seats) broken("who joins a session has seats of it");
    return *when.seats;
}

// What all who have seats tell alike: how hosts were chosen only the first does.
BookedTime shared(BookedTime when) {
    when.seats.reset();
    when.assignments.clear();
    return when;
}

// The hold that a booking takes the place of, or the claim of its own that it had.
template <class Fact>
const ClaimedTime* claim_before(const Fact& fact) {
    if constexpr (requires { fact.hold->hold; }) return fact.hold ? &fact.hold->released : nullptr;
    if constexpr (requires { fact.released; }) return &fact.released;
    return nullptr;
}

template <class Fact>
StreamId holder_before(StreamId holder, const Fact& fact) {
    if constexpr (requires { fact.hold->hold; }) {
        if (fact.hold) return stream_of(fact.hold->hold);
    }
    return holder;
}

}  // namespace

std::string_view to_text(SessionFault fault) {
    switch (fault) {
        case SessionFault::seats_differ_from_type:
            return "opens with other seats than its type has";
        case SessionFault::opens_again:
            return "opens once more";
        case SessionFault::does_not_open:
            return "has seats, but was not opened by anybody, of";
        case SessionFault::other_type:
            return "is of another meeting type than";
        case SessionFault::other_hosts:
            return "is on other hosts than";
        case SessionFault::other_time:
            return "has another start or duration than";
        case SessionFault::other_window:
            return "has other windows, dates or zone than";
        case SessionFault::other_seats:
            return "tells another number of seats of";
        case SessionFault::other_party:
            return "has not as many seats as its party of";
        case SessionFault::too_many:
            return "takes more seats than are left of";
        case SessionFault::not_its_seats:
            return "keeps or lets go of seats that are not what it has of";
        case SessionFault::closes_too_early:
            return "closes, though others have seats of it,";
        case SessionFault::does_not_close:
            return "was the last, and does not close";
        case SessionFault::not_all_named:
            return "is not of all who are in it when it is moved or cancelled:";
        case SessionFault::not_let_go:
            return "is still taken, though it was cancelled:";
        case SessionFault::not_moved:
            return "did not move along with";
    }
    broken("every fault of a session has a text");
}

std::vector<BrokenSession> SessionsProof::take(const StoredEvent& stored) {
    std::vector<BrokenSession> broken;
    if (stored.envelope.causation != command_) broken = end_command();
    command_ = stored.envelope.causation;
    std::visit(
        [&]<class Fact>(const Fact& fact) {
            if constexpr (std::is_same_v<Fact, SessionCancelled>) {
                take_whole(fact, false);
            } else if constexpr (std::is_same_v<Fact, SessionMoved>) {
                take_whole(fact, true);
            } else if constexpr (requires { fact.terms.seats; }) {
                seats_of_type_[fact.meeting_type] = fact.terms.seats.value_or(0);
            } else if constexpr (requires { fact.when.hosts; }) {
                take_claim(stored.envelope.streams.front().first, fact, stored.envelope.time);
            } else if constexpr (requires { fact.released; }) {
                leave(stored.envelope.streams.front().first, fact.released, {});
            } else if constexpr (requires { fact.claimed; }) {
                std::optional<Instant> expires_at;
                if constexpr (requires { fact.expires_at; }) expires_at = fact.expires_at;
                stay(stored.envelope.streams.front().first, fact.claimed, expires_at);
            }
        },
        stored.event);
    std::ranges::move(std::exchange(broken_, {}), std::back_inserter(broken));
    return broken;
}

std::vector<BrokenSession> SessionsProof::end_command() {
    if (!cancelling_.is_nil()) {
        for (const auto& [holder, seat] : sessions_[cancelling_].members) {
            fault(SessionFault::not_let_go, holder, cancelling_);
        }
    }
    if (!moving_.is_nil()) {
        auto& session = sessions_[moving_];
        for (const auto& [holder, seat] : session.moving) {
            fault(SessionFault::not_moved, holder, moving_);
        }
        session.moving.clear();
        session.is_moving = false;
    }
    cancelling_ = moving_ = {};
    return std::exchange(broken_, {});
}

// What it had is let go first. Who stays in the session leaves it to nobody in between.
template <class Fact>
void SessionsProof::take_claim(StreamId holder, const Fact& fact, Instant now) {
    const SessionId joined = fact.when.seats ? fact.when.seats->session : SessionId{};
    Joining joining{holder, fact.meeting_type, fact.when, {}, {}, false};
    const auto before = holder_before(holder, fact);
    bool stays = false;
    if (const auto* released = claim_before(fact)) {
        stays = !joined.is_nil() && session_of(before) == joined;
        const auto seat = leave(before, *released, joined);
        if (seat.taken != 0) joining.party = seat.taken;
    }
    if constexpr (requires { fact.party; }) joining.party = fact.party;
    if constexpr (requires { fact.expires_at; }) joining.expires_at = fact.expires_at;
    if (joined.is_nil()) return;
    joining.is_first = !stays && sessions_[joined].members.empty();
    join(joining, now);
}

// Before a session is moved its holds were released; those of one that is cancelled follow.
template <class Fact>
void SessionsProof::take_whole(const Fact& fact, bool is_moved) {
    auto& session = sessions_[fact.session];
    std::set<StreamId> named;
    for (const auto booking : fact.bookings) named.insert(stream_of(booking));
    std::set<StreamId> there;
    for (const auto& [holder, seat] : session.members) {
        if (is_moved || holder.kind == StreamKind::booking) there.insert(holder);
    }
    const auto id = fact.session;
    if (named != there || session.members.empty()) {
        fault(SessionFault::not_all_named, stream_of(id), id);
    }
    if constexpr (requires { fact.claim; }) {
        const ClaimedTime& claim = fact.claim;
        const bool is_its_own = claim.time == session.when.time &&
                                claim.hosts == hosts_of(session.when) &&
                                claim.seats == SeatsOf{id, true};
        if (!is_its_own) fault(SessionFault::not_its_seats, stream_of(id), id);
        for (const auto& [holder, seat] : session.members) session_of_.erase(holder);
        session.moving = std::exchange(session.members, {});
        session.is_moving = true;
        moving_ = id;
    } else {
        cancelling_ = id;
    }
}

void SessionsProof::join(const Joining& joining, Instant now) {
    const SeatsTaken& seats = seats_of(joining.when);
    auto& session = sessions_[seats.session];
    if (seats.opens != joining.is_first) {
        fault(seats.opens ? SessionFault::opens_again : SessionFault::does_not_open, joining.holder,
              seats.session);
    }
    if (joining.is_first) open(session, joining);
    compare(session, joining);
    if (joining.party && *joining.party != seats.taken) {
        fault(SessionFault::other_party, joining.holder, seats.session);
    }
    auto taken = std::uint64_t{seats.taken};
    for (const auto& [holder, seat] : session.members) {
        if (!seat.expires_at || now < *seat.expires_at) taken += seat.taken;
    }
    if (taken > session.seats) fault(SessionFault::too_many, joining.holder, seats.session);
    session.members.insert_or_assign(joining.holder, Seat{seats.taken, joining.expires_at});
    session_of_.insert_or_assign(joining.holder, seats.session);
}

// One that is closed stays so, but one that moves is the session that it was.
void SessionsProof::open(Known& session, const Joining& joining) {
    const SeatsTaken& seats = seats_of(joining.when);
    const bool is_new = session.meeting_type.is_nil();
    if (!is_new && !session.is_moving) {
        fault(SessionFault::opens_again, joining.holder, seats.session);
    }
    session.when = shared(joining.when);
    const auto& hosts = session.when.hosts;
    const auto differs = [&](const HostClaim& one) { return one.window != hosts.front().window; };
    if (std::ranges::any_of(hosts, differs)) {
        fault(SessionFault::other_window, joining.holder, seats.session);
    }
    if (!is_new) return;
    session.meeting_type = joining.meeting_type;
    session.seats = seats.of;
    if (seats.of != seats_of_type_[joining.meeting_type]) {
        fault(SessionFault::seats_differ_from_type, joining.holder, seats.session);
    }
}

void SessionsProof::compare(const Known& session, const Joining& joining) {
    const SeatsTaken& seats = seats_of(joining.when);
    const auto& [holder, meeting_type, when, party, expires_at, is_first] = joining;
    const auto differs = [&](SessionFault what) { fault(what, joining.holder, seats.session); };
    if (meeting_type != session.meeting_type) differs(SessionFault::other_type);
    if (seats.of != session.seats) differs(SessionFault::other_seats);
    if (hosts_of(when) != hosts_of(session.when)) {
        differs(SessionFault::other_hosts);
    } else if (when.time != session.when.time) {
        differs(SessionFault::other_time);
    } else if (shared(when) != session.when) {
        differs(SessionFault::other_window);
    }
}

SessionsProof::Seat SessionsProof::leave(StreamId holder, const ClaimedTime& released,
                                         SessionId stays_in) {
    const SessionId named = released.seats ? released.seats->session : SessionId{};
    const bool closes = released.seats && released.seats->closes;
    if (!moving_.is_nil() && named == moving_) {
        auto& following = sessions_[moving_].moving;
        const auto found = following.find(holder);
        if (found != following.end()) {
            if (closes) fault(SessionFault::closes_too_early, holder, named);
            return following.extract(found).mapped();
        }
    }
    const SessionId had = session_of(holder);
    if (named != had) fault(SessionFault::not_its_seats, holder, had.is_nil() ? named : had);
    if (had.is_nil()) return {};
    session_of_.erase(holder);
    auto& members = sessions_[had].members;
    const Seat seat = members.extract(holder).mapped();
    const bool is_last = members.empty() && stays_in != had;
    if (named == had && closes != is_last) {
        fault(closes ? SessionFault::closes_too_early : SessionFault::does_not_close, holder, had);
    }
    return seat;
}

void SessionsProof::stay(StreamId holder, const ClaimedTime& claimed,
                         std::optional<Instant> expires_at) {
    const SessionId had = session_of(holder);
    const SessionId named = claimed.seats ? claimed.seats->session : SessionId{};
    if (named != had) fault(SessionFault::not_its_seats, holder, had.is_nil() ? named : had);
    if (had.is_nil()) return;
    if (claimed.seats && claimed.seats->closes) {
        fault(SessionFault::closes_too_early, holder, had);
    }
    sessions_[had].members[holder].expires_at = expires_at;
}

SessionId SessionsProof::session_of(StreamId holder) const {
    const auto found = session_of_.find(holder);
    return found == session_of_.end() ? SessionId{} : found->second;
}

void SessionsProof::fault(SessionFault fault, StreamId who, SessionId session) {
    broken_.push_back({fault, who, session});
}

}  // namespace kalends
