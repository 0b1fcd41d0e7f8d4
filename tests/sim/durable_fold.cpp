#include "tests/sim/durable_fold.hpp"

#include <algorithm>
#include <type_traits>

#include "commands/expire.hpp"
#include "commands/go_stale.hpp"
#include "tests/sim/violation.hpp"

namespace kalends::sim {
namespace {

// What stands in every personal value that the simulation sends, as text and in base64 from each
// of the three places in which it may start there.
constexpr std::string_view canaries[] = {"CANARY", "Q0FOQVJZ", "NBTkFSW", "DQU5BUl"};

// The booking or the hold that an event is about.
template <class Fact>
StreamId holder_of(const Fact& fact) {
    if constexpr (requires { fact.booking; }) {
        return stream_of(fact.booking);
    } else {
        return stream_of(fact.hold);
    }
}

// The hold whose place a booking takes, if it does.
template <class Fact>
std::optional<StreamId> hold_taken(const Fact& fact) {
    if constexpr (requires { fact.hold->hold; }) {
        if (fact.hold) return stream_of(fact.hold->hold);
    }
    return std::nullopt;
}

// Whether it is a booking of the very time that was held: nothing that happened since speaks
// against it.
template <class Fact>
bool confirms_hold(const Fact& fact) {
    if constexpr (requires { fact.hold->released; }) {
        return fact.hold && fact.hold->released.time == fact.when.time;
    }
    return false;
}

template <class Fact>
constexpr bool is_expiry =
    std::is_same_v<Fact, BookingExpired> || std::is_same_v<Fact, HoldExpired>;

std::optional<StreamId> expired_by(const Event& event) {
    return std::visit(
        []<class Fact>(const Fact& fact) -> std::optional<StreamId> {
            if constexpr (is_expiry<Fact>) return holder_of(fact);
            return std::nullopt;
        },
        event);
}

}  // namespace

const StreamState* DurableFold::find(StreamId stream) const {
    const auto found = states_.find(stream);
    return found == states_.end() ? nullptr : &found->second;
}

std::optional<Instant> DurableFold::next_due() const {
    const auto first =
        std::min_element(pending_.begin(), pending_.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (first == pending_.end()) return std::nullopt;
    return first->second;
}

std::optional<Instant> DurableFold::next_recorded_due() const {
    auto first = next_due();
    for (const auto& [host, due] : sources_due_) {
        if (due && (!first || *due < *first)) first = due;
    }
    return first;
}

void DurableFold::check_kept(const Records& log) const {
    hold(log.size() >= records_.size(), "I2", "a durable record is gone");
    hold(std::equal(records_.begin(), records_.end(), log.begin()), "I2",
         "a durable record was changed");
}

void DurableFold::take_in(const Records& log, const TakeCommand& take) {
    while (records_.size() < log.size()) take_record(log[records_.size()], take);
}

void DurableFold::take_record(std::string_view bytes, const TakeCommand& take) {
    for (const auto canary : canaries) {
        hold(bytes.find(canary) == bytes.npos, "I14", "a record holds a personal value");
    }
    const auto view = parse_record(bytes);
    if (!view) violate("I9", std::string{to_text(view.error())});
    const auto after = accept(sha_, head_, *view);
    if (!after) violate("I9", std::string{to_text(after.error())});
    expired_at_once_ = 0;
    expired_before_command_ = false;
    records_.emplace_back(bytes);
    for (const auto& command : view->commands) {
        const auto& key = command.entry.idempotency;
        const bool is_due =
            command.entry.name == Expire::name || command.entry.name == GoStale::name;
        if (expired_at_once_ > 0 && !is_due) {
            expired_before_command_ = true;
        }
        hold(!key || keys_.insert(*key).second, "I4", "a key was accepted twice");
        hold(command.entry.changed == (command.event_count > 0), "I3",
             "a command that changed nothing has events, or the reverse");
        FoldedCommand folded{command, "", command.entry.id, {}, nullptr};
        folded.position = {after->partition, after->epoch, sequence_of(view->header, command)};
        for (std::uint32_t i = 0; i < command.event_count; ++i) {
            const auto stored = decode_event(view->events.at(command.first_event + i));
            hold(stored.envelope.causation == folded.id, "I3", "an event is of another command");
            folded.correlation = stored.envelope.correlation;
            take_event(stored);
        }
        folded.target = find(command.entry.target);
        take(folded);
    }
    head_ = *after;
    check_tallies();
}

void DurableFold::take_event(const StoredEvent& stored) {
    hold(ids_.insert(stored.envelope.id.bits()).second, "I2", "an event's id stands twice");
    note_time(stored);
    note_due(stored);
    note_away(stored);
    note_source(stored);
    check_streams(stored);
    const auto& envelope = stored.envelope;
    for (const auto& [stream, revision] : envelope.streams) {
        auto& state = states_[stream];
        if (state.revision == Revision{}) streams_.push_back(stream);
        state = fold(std::move(state), stream, stored.event,
                     {envelope.source, envelope.id, envelope.position, envelope.time, revision});
        check_balances(stream);
    }
    std::visit(
        [&]<class Fact>(const Fact& fact) {
            if constexpr (requires { fact.released; }) taken_.erase(holder_of(fact));
            if constexpr (std::is_same_v<Fact, SessionMoved>) {
                for (const auto booking : fact.bookings) taken_.erase(stream_of(booking));
                moved_from_ = fact.claim.hosts;
            }
            if (const auto hold = hold_taken(fact)) taken_.erase(*hold);
            if constexpr (requires { fact.when.hosts; }) {
                check_free(fact.when, envelope.time);
                occupy(fact);
            }
            if constexpr (std::is_same_v<Fact, BookingReassigned>) {
                const bool is_alone = !fact.when.seats;
                check_away(holder_of(fact), is_alone ? fact.released.hosts : moved_from_);
            } else if constexpr (requires { fact.when.hosts; }) {
                if (!confirms_hold(fact)) check_away(holder_of(fact));
            }
            if constexpr (std::is_same_v<Fact, BookingApproved>) {
                for (auto& taken : taken_.at(stream_of(fact.booking))) taken.expires_at.reset();
                check_away(stream_of(fact.booking));
            }
            if constexpr (std::is_same_v<Fact, HoldExtended>) {
                for (auto& taken : taken_.at(stream_of(fact.hold))) {
                    taken.expires_at = fact.expires_at;
                }
            }
        },
        stored.event);
}

// Rule H2: whatever is chosen and given back, nobody is owed what nobody else owes.
void DurableFold::check_balances(StreamId stream) const {
    const auto* type = find(stream)->as<MeetingType>();
    if (type == nullptr || !type->balances) return;
    std::int64_t sum = 0;
    for (const auto& host : type->balances->all()) sum += host.millionths;
    hold(sum == 0, "H2", "the balances of a rotation do not add up to nothing");
}

void DurableFold::check_streams(const StoredEvent& stored) {
    std::vector<StreamId> named;
    for (const auto& [stream, revision] : stored.envelope.streams) {
        named.push_back(stream);
        const auto* before = find(stream);
        hold(revision == next(before == nullptr ? Revision{} : before->revision), "I5",
             "the revisions of a stream are not dense");
    }
    hold(named == streams_of(stored.event), "I5", "an event names other streams than it changes");
}

// Only the operator turns time back, and the log says so.
void DurableFold::note_time(const StoredEvent& stored) {
    const auto now = stored.envelope.time;
    const bool is_reset = std::holds_alternative<ClockReset>(stored.event);
    hold(is_reset || may_go_back_ || now >= latest_, "C3", "time went back in the log");
    latest_ = now;
}

// Nothing may be decided at a time by which something else was due and is not written, but that the
// time is another one.
void DurableFold::note_due(const StoredEvent& stored) {
    if (std::holds_alternative<ClockReset>(stored.event)) return;
    // What is due at once is written in the order in which it fell due.
    if (std::holds_alternative<BusySourceStale>(stored.event)) return;
    const auto now = stored.envelope.time;
    if (const auto expired = expired_by(stored.event)) {
        const auto due = pending_.find(*expired);
        hold(due != pending_.end() && due->second <= now, "C3", "something expired too early");
        expired_[due->first] = due->second;
        pending_.erase(due);
        ++expired_at_once_;
        return;
    }
    for (const auto& [booking, due] : pending_) {
        hold(due > now, "C3", "something was decided before what was due then was written");
    }
    std::visit(
        [&]<class Fact>(const Fact& fact) {
            constexpr bool is_made = requires { fact.when; };
            if constexpr (is_made || requires { fact.released; } ||
                          std::is_same_v<Fact, BookingApproved>) {
                pending_.erase(holder_of(fact));
            }
            if (const auto hold = hold_taken(fact)) pending_.erase(*hold);
            if constexpr (requires { fact.expires_at; } &&
                          (is_made || std::is_same_v<Fact, HoldExtended>)) {
                const std::optional<Instant> expires_at = fact.expires_at;
                if (expires_at) pending_[holder_of(fact)] = *expires_at;
            }
        },
        stored.event);
}

void DurableFold::note_away(const StoredEvent& stored) {
    if (const auto* added = std::get_if<AbsenceAdded>(&stored.event)) {
        absences_[added->host][added->absence] = added->time;
    }
    if (const auto* removed = std::get_if<AbsenceRemoved>(&stored.event)) {
        absences_[removed->host].erase(removed->absence);
    }
}

// A source that is read is fresh; one is stale no earlier than the log allows.
void DurableFold::note_source(const StoredEvent& stored) {
    std::visit(
        [&]<class Fact>(const Fact& fact) {
            if constexpr (requires {
                              fact.source;
                              fact.next_due;
                          }) {
                sources_due_[fact.host] = fact.next_due;
                if constexpr (std::is_same_v<Fact, BusySourceRemoved>) {
                    hold(sources_[fact.host].erase(fact.source) == 1, "B6", "none was removed");
                    return;
                }
                Source& source = sources_[fact.host][fact.source];
                if constexpr (std::is_same_v<Fact, BusySourceStale>) {
                    hold(fact.read_at >= source.read_at, "B6", "an earlier reading is told");
                    hold(fact.due <= stored.envelope.time, "B6", "a source is stale too early");
                    source.is_closed = fact.is_closed;
                } else {
                    source.is_closed = false;
                    source.read_at = stored.envelope.time;
                }
                if constexpr (std::is_same_v<Fact, BusyImported>) note_import(fact, source);
            }
        },
        stored.event);
}

void DurableFold::note_import(const BusyImported& imported, Source& source) {
    for (const auto& gone : imported.removed) {
        std::vector<Interval> left;
        for (const auto& busy : source.busy) {
            const Interval before{busy.start, std::min(busy.end, gone.start)};
            const Interval after{std::max(busy.start, gone.end), busy.end};
            for (const auto& rest : {before, after}) {
                if (!rest.is_empty()) left.push_back(rest);
            }
        }
        source.busy = std::move(left);
    }
    source.busy.insert(source.busy.end(), imported.added.begin(), imported.added.end());
}

// What was there before the absence stands; nothing new is put under it, nor made firm there.
void DurableFold::check_away(StreamId booking, const std::vector<HostId>& staying) const {
    for (const auto& taken : taken_.at(booking)) {
        if (std::find(staying.begin(), staying.end(), taken.host) != staying.end()) continue;
        const auto absences = absences_.find(taken.host);
        if (absences != absences_.end()) {
            for (const auto& [id, time] : absences->second) {
                if (taken.window.overlaps(time)) violate("W6", "a booking in " + to_text(id));
            }
        }
        const auto sources = sources_.find(taken.host);
        if (sources == sources_.end()) continue;
        for (const auto& [name, source] : sources->second) {
            hold(!source.is_closed, "B6", "a booking while a source is closed");
            for (const auto& time : source.busy) {
                if (taken.window.overlaps(time)) violate("B6", "a booking in busy time");
            }
        }
    }
}

// Those who have seats of one session lie over each other, and over nobody else (rules P2, T1).
void DurableFold::check_free(const BookedTime& when, Instant now) const {
    for (const auto& claim : when.hosts) {
        std::uint32_t seats_taken = when.seats ? when.seats->taken : 0;
        for (const auto& [other, takens] : taken_) {
            for (const auto& taken : takens) {
                const bool is_free = taken.expires_at && *taken.expires_at <= now;
                const bool overlaps = taken.host == claim.host &&
                                      taken.window.start < claim.window.end &&
                                      claim.window.start < taken.window.end;
                if (!overlaps || is_free) continue;
                const bool is_shared = when.seats && taken.seats &&
                                       taken.seats->session == when.seats->session &&
                                       taken.window == claim.window;
                if (!is_shared) violate("I1", "double booking of " + to_text(claim.host));
                hold(taken.seats->of == when.seats->of, "T2", "a session has two sizes");
                seats_taken += taken.seats->taken;
            }
        }
        if (when.seats) hold(seats_taken <= when.seats->of, "T1", "a session has too many seats");
    }
}

template <class Fact>
void DurableFold::occupy(const Fact& fact) {
    const BookedTime& when = fact.when;
    std::optional<Instant> expires_at;
    if constexpr (requires { fact.expires_at; }) expires_at = fact.expires_at;
    auto& takens = taken_[holder_of(fact)];
    const auto minutes = std::chrono::duration_cast<Minutes>(when.time.end - when.time.start);
    for (const auto& claim : when.hosts) {
        takens.push_back({claim.host,
                          claim.window,
                          expires_at,
                          fact.meeting_type,
                          {1, minutes},
                          claim.schedule_date,
                          claim.host_date,
                          when.type_date,
                          when.seats});
    }
}

// Limits count what claims time, no more and no less.
void DurableFold::check_tallies() const {
    const auto anew = counted_anew();
    for (const auto& [stream, state] : states_) {
        Counts kept;
        const auto keep = [&kept](const DateTally& tally) {
            kept[{tally.date, tally.meeting_type}] = tally.usage;
        };
        if (const auto* host = state.as<Host>()) host->tallies.visit_all(keep);
        if (const auto* type = state.as<MeetingType>()) type->tallies.visit_all(keep);
        const auto counted = anew.find(stream);
        if (kept == (counted == anew.end() ? Counts{} : counted->second)) continue;
        violate("L2", to_text(stream) + " counts other claims than there are");
    }
}

// A session counts once, whoever has seats of it (rule L1).
std::map<StreamId, DurableFold::Counts> DurableFold::counted_anew() const {
    std::map<StreamId, Counts> counts;
    std::set<SessionId> sessions;
    for (const auto& [holder, takens] : taken_) {
        // On however many hosts it is, for its type it is one.
        const auto& first = takens.front();
        if (first.seats && !sessions.insert(first.seats->session).second) continue;
        for (const auto& taken : takens) {
            auto& on_host = counts[stream_of(taken.host)];
            on_host[{taken.schedule_date, taken.meeting_type}] += taken.usage;
            on_host[{taken.host_date, MeetingTypeId{}}] += taken.usage;
        }
        counts[stream_of(first.meeting_type)][{first.type_date, MeetingTypeId{}}] += first.usage;
    }
    return counts;
}

}  // namespace kalends::sim
