#include "projections/audit/verify.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "domain/state.hpp"
#include "eventstore/record.hpp"
#include "projections/audit/limits_proof.hpp"
#include "projections/audit/openings_proof.hpp"
#include "projections/audit/rotations_proof.hpp"
#include "projections/audit/sessions_proof.hpp"
#include "schemas/envelope.hpp"

namespace kalends {
namespace {

// The hold that a booking takes the place of, if it does.
StreamId given_up_by(const Event& event) {
    return std::visit(
        []<class Fact>(const Fact& fact) {
            if constexpr (requires { fact.hold->hold; }) {
                if (fact.hold) return stream_of(fact.hold->hold);
            }
            return StreamId{};
        },
        event);
}

// Seats of one session share its time; that all of them say the same of it is proved of sessions.
bool is_of_session(const Claim& claim, const std::optional<SeatsTaken>& seats) {
    return seats && claim.seating && claim.seating->session == seats->session;
}

// Folds a log that may have been tampered with: whatever the fold relies on is checked first.
class Audit {
  public:
    explicit Audit(AuditReport& report) : report_{report} {}

    // False if nothing after this record can be believed.
    bool take(RecordNumber number, std::string_view bytes);

  private:
    void take_commands(const RecordView& view);
    void take_event(std::string_view bytes, Position expected);
    [[nodiscard]] bool is_consistent(const StoredEvent& stored, Position expected);
    [[nodiscard]] bool are_streams_right(const StoredEvent& stored);
    void check_claims(const StoredEvent& stored);
    void check_window(const StoredEvent& stored, StreamId holder, const HostClaim& claim,
                      const std::optional<SeatsTaken>& seats);
    void check_limits(const StoredEvent& stored);
    void check_sessions(const std::vector<BrokenSession>& broken);
    void check_openings(const StoredEvent& stored);
    void check_rotations(const StoredEvent& stored);
    void fold_in(const StoredEvent& stored);
    bool fault(std::string what);

    AuditReport& report_;
    Sha256 sha_;
    RecordNumber record_{};
    std::unordered_map<StreamId, StreamState> states_;
    LimitsProof limits_;
    SessionsProof sessions_;
    OpeningsProof openings_;
    RotationsProof rotations_;
    std::unordered_set<KeyedDigest> keys_;
    std::unordered_set<IdBits> event_ids_;
};

bool Audit::fault(std::string what) {
    if (report_.faults.size() < audit_faults_max) {
        report_.faults.push_back({record_, std::move(what)});
    } else {
        report_.may_have_more = true;
    }
    return false;
}

bool Audit::take(RecordNumber number, std::string_view bytes) {
    record_ = next(report_.head.record);
    if (number != record_) return fault("the record is missing");
    const auto view = parse_record(bytes);
    if (!view) return fault(std::string{to_text(view.error())});
    const auto head = accept(sha_, report_.head, *view);
    if (!head) return fault(std::string{to_text(head.error())});

    take_commands(*view);
    const auto& header = view->header;
    Position expected{header.partition, header.epoch, header.first_sequence};
    for (const auto event : view->events) {
        take_event(event, expected);
        expected.sequence = next(expected.sequence);
    }
    check_sessions(sessions_.end_command());
    report_.head = *head;
    return true;
}

void Audit::take_commands(const RecordView& view) {
    report_.commands += view.commands.size();
    for (const auto& command : view.commands) {
        const auto& key = command.entry.idempotency;
        if (key && !keys_.insert(*key).second) fault("an idempotency key was accepted twice");
        if (command.entry.changed != (command.event_count != 0)) {
            fault("a command says that it changed something and has no event, or the reverse");
        }
    }
}

void Audit::take_event(std::string_view bytes, Position expected) {
    ++report_.events;
    try {
        const auto stored = decode_event(bytes);
        std::string again;
        encode_event(again, stored.envelope, stored.event);
        if (again != bytes) fault("an event is not in its canonical form");
        if (!is_consistent(stored, expected)) return;
        check_claims(stored);
        check_limits(stored);
        check_sessions(sessions_.take(stored));
        check_openings(stored);
        check_rotations(stored);
        fold_in(stored);
    } catch (const UnreadableEvent& unreadable) {
        fault(std::string{"an event cannot be read: "} + unreadable.what());
    }
}

bool Audit::is_consistent(const StoredEvent& stored, Position expected) {
    const auto& envelope = stored.envelope;
    if (envelope.position != expected) {
        return fault("an event says that it stands at " + to_text(envelope.position));
    }
    if (!event_ids_.insert(envelope.id.bits()).second) {
        return fault("the event id " + to_text(envelope.id) + " stands twice");
    }
    return are_streams_right(stored);
}

bool Audit::are_streams_right(const StoredEvent& stored) {
    std::vector<StreamId> named;
    for (const auto& [stream, revision] : stored.envelope.streams) {
        named.push_back(stream);
        const auto& before = states_[stream];
        if (revision != next(before.revision)) {
            return fault("revisions of " + to_text(stream) + " are not dense");
        }
        if (before.revision != Revision{} && before.organisation != stored.envelope.source) {
            return fault(to_text(stream) + " is another organisation's");
        }
    }
    if (named != streams_of(stored.event)) {
        return fault("the event " + to_text(stored.envelope.id) +
                     " names other streams than it changes");
    }
    return true;
}

// Only events that take time on a host can double-book, and only they carry a booked time.
void Audit::check_claims(const StoredEvent& stored) {
    std::visit(
        [&]<class Fact>(const Fact& fact) {
            if constexpr (requires { fact.when.hosts; }) {
                const auto holder = streams_of(stored.event).front();
                for (const auto& claim : fact.when.hosts) {
                    check_window(stored, holder, claim, fact.when.seats);
                }
            }
            if constexpr (requires { fact.reference; }) ++report_.bookings;
        },
        stored.event);
}

// A claim that had run out by the time of the event no longer held the time (rule C3).
void Audit::check_window(const StoredEvent& stored, StreamId holder, const HostClaim& claim,
                         const std::optional<SeatsTaken>& seats) {
    const auto* host = states_[stream_of(claim.host)].as<Host>();
    if (host == nullptr) {
        fault(to_text(holder) + " is on a host that does not exist");
        return;
    }
    const auto given_up = given_up_by(stored.event);
    host->calendar.visit_overlapping(claim.window, [&](const Claim& other) {
        if (other.holder == holder || other.holder == given_up) return true;
        if (!other.is_live(stored.envelope.time)) return true;
        if (is_of_session(other, seats)) return true;
        return fault("double booking: " + to_text(holder) + " overlaps " + to_text(other.holder) +
                     " on " + to_text(claim.host));
    });
}

void Audit::check_limits(const StoredEvent& stored) {
    const auto over = limits_.take(stored);
    if (!over) return;
    const auto& [limit, period, used, host] = *over;
    fault("limit broken: " + to_text(streams_of(stored.event).front()) + " is one more where " +
          std::to_string(used.count) + " of " + std::to_string(used.minutes.count()) +
          " minutes were taken from " + to_text(period.first) + " to " + to_text(period.last) +
          (host.is_nil() ? "" : " on " + to_text(host)));
}

void Audit::check_sessions(const std::vector<BrokenSession>& broken) {
    for (const auto& [what, who, session] : broken) {
        fault("session broken: " + to_text(who) + " " + std::string{to_text(what)} + " " +
              to_text(session));
    }
}

void Audit::check_openings(const StoredEvent& stored) {
    const auto needless = openings_.take(stored);
    if (!needless) return;
    fault("session broken: " + to_text(needless->who) + " opens one beside " +
          to_text(needless->beside) + ", which it could have joined");
}

void Audit::check_rotations(const StoredEvent& stored) {
    for (const auto& [what, who, host] : rotations_.take(stored)) {
        fault("rotation broken: " + to_text(who) + ": " + (host.is_nil() ? "it" : to_text(host)) +
              " " + std::string{to_text(what)});
    }
}

void Audit::fold_in(const StoredEvent& stored) {
    const auto& envelope = stored.envelope;
    for (const auto& [stream, revision] : envelope.streams) {
        auto& state = states_[stream];
        if (state.revision == Revision{}) ++report_.streams;
        state = fold(std::move(state), stream, stored.event,
                     {envelope.source, envelope.id, envelope.position, envelope.time, revision});
    }
}

}  // namespace

AuditReport verify(const LogReader& log, const AuditProgress& progress) {
    AuditReport report;
    Audit audit{report};
    const auto last = log.last();
    log.scan(RecordNumber{1}, [&](RecordNumber number, std::string_view bytes) {
        const bool goes_on = audit.take(number, bytes);
        if (!goes_on) report.may_have_more = true;
        if (goes_on && progress) progress(number, last);
        return goes_on;
    });
    return report;
}

}  // namespace kalends
