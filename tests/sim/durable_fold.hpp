#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "domain/state.hpp"
#include "eventstore/log_head.hpp"
#include "eventstore/log_store.hpp"
#include "schemas/envelope.hpp"

namespace kalends::sim {

// A command as the log tells of it.
struct FoldedCommand {
    StoredCommand command;
    std::string correlation;  // empty if it has no events
    CommandId id;
    Position position;
    const StreamState* target = nullptr;  // after it; null if the target does not exist
};

// What the durable log says, record by record, judged without the engine's help: chain, revisions,
// keys used once, no double booking, and all that was due written before anything later.
class DurableFold {
  public:
    using TakeCommand = std::function<void(const FoldedCommand&)>;

    using Records = std::vector<std::string>;

    // For a clock that is put wherever one likes; any other never runs backwards in the log.
    void let_time_go_back() { may_go_back_ = true; }

    // Takes in the records that are new.
    void take_in(const Records& log, const TakeCommand& take);
    // After a crash: whatever was durable is there still, byte for byte.
    void check_kept(const Records& log) const;

    [[nodiscard]] const LogHead& head() const { return head_; }
    [[nodiscard]] const std::unordered_map<StreamId, StreamState>& states() const {
        return states_;
    }
    [[nodiscard]] const StreamState* find(StreamId stream) const;
    // The streams in order of their creation.
    [[nodiscard]] const std::vector<StreamId>& streams() const { return streams_; }
    // Bookings that wait for approval, by what they expire at.
    [[nodiscard]] const std::map<StreamId, Instant>& pending() const { return pending_; }
    [[nodiscard]] std::optional<Instant> next_due() const;
    // The same with sources of busy time, which fall due later where they are known to be read.
    [[nodiscard]] std::optional<Instant> next_recorded_due() const;
    // Of each booking that expired: when that was due.
    [[nodiscard]] const std::map<StreamId, Instant>& expired() const { return expired_; }
    // How many bookings expired in the record taken in last.
    [[nodiscard]] std::size_t expired_at_once() const { return expired_at_once_; }
    // Whether that record holds a command that was decided after what was due.
    [[nodiscard]] bool expired_before_command() const { return expired_before_command_; }

  private:
    // What a booking or hold takes of one host, and as what limits count it.
    struct Taken {
        HostId host;
        Interval window;
        std::optional<Instant> expires_at;
        MeetingTypeId meeting_type;
        Usage usage;
        Date schedule_date;
        Date host_date;
        Date type_date;
        std::optional<SeatsTaken> seats;
    };
    using Counts = std::map<std::pair<Date, MeetingTypeId>, Usage>;

    // An outside source of busy time; how long it may go unread is the same for all.
    struct Source {
        std::vector<Interval> busy;
        bool is_closed = false;
        Instant read_at;
    };

    void take_record(std::string_view bytes, const TakeCommand& take);
    void take_event(const StoredEvent& stored);
    void check_streams(const StoredEvent& stored);
    void note_time(const StoredEvent& stored);
    void note_due(const StoredEvent& stored);
    void check_free(const BookedTime& when, Instant now) const;
    template <class Fact>
    void occupy(const Fact& fact);
    void check_tallies() const;
    [[nodiscard]] std::map<StreamId, Counts> counted_anew() const;
    void note_away(const StoredEvent& stored);
    void note_source(const StoredEvent& stored);
    void note_import(const BusyImported& imported, Source& source);
    void check_away(StreamId booking, const std::vector<HostId>& staying = {}) const;
    void check_balances(StreamId stream) const;

    Records records_;
    LogHead head_;
    Sha256 sha_;
    std::unordered_map<StreamId, StreamState> states_;
    std::vector<StreamId> streams_;
    std::unordered_set<KeyedDigest> keys_;
    std::unordered_set<IdBits> ids_;
    std::map<StreamId, std::vector<Taken>> taken_;
    std::vector<HostId> moved_from_;  // by the session that moved last
    std::map<HostId, std::map<AbsenceId, Interval>> absences_;
    std::map<HostId, std::map<std::string, Source>> sources_;
    std::map<HostId, std::optional<Instant>> sources_due_;
    std::map<StreamId, Instant> pending_;
    std::map<StreamId, Instant> expired_;
    std::size_t expired_at_once_ = 0;
    bool expired_before_command_ = false;
    bool may_go_back_ = false;
    Instant latest_;
};

}  // namespace kalends::sim
