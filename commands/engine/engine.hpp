#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "commands/engine/commit.hpp"
#include "commands/engine/drafts.hpp"
#include "commands/engine/due_times.hpp"
#include "commands/engine/fingerprints.hpp"
#include "commands/engine/history.hpp"
#include "commands/engine/just_sealed.hpp"
#include "commands/engine/ledger.hpp"
#include "commands/engine/open_record.hpp"
#include "commands/engine/parking.hpp"
#include "commands/engine/pinned_states.hpp"
#include "commands/engine/registration.hpp"
#include "commands/engine/state_cache.hpp"
#include "commands/engine/submission.hpp"
#include "commands/engine/timekeeper.hpp"
#include "commands/engine/world.hpp"
#include "domain/availability/hours_cache.hpp"
#include "eventstore/index.hpp"
#include "eventstore/keys.hpp"
#include "eventstore/record_writer.hpp"
#include "eventstore/secrets.hpp"
#include "eventstore/seeded_hash.hpp"
#include "eventstore/witness.hpp"

namespace kalends {

// One partition of the store as step functions, which drivers call from two threads: the deciding
// thread everything but `commit` and `sync_witness`, which belong to the committing thread. While
// one record is being made durable the next one fills: there is no timer.
class Engine : public Ledger, public SealOpener {
  public:
    // How far catching up with the log has come: records read, records in all.
    using Progress = std::function<void(RecordNumber, RecordNumber)>;

    // Opens and catches up whatever is derived from the log. Throws StoreRefused if the store
    // contradicts itself, StorageFailed if it cannot be read.
    explicit Engine(World world, EngineLimits limits = {}, const Progress& progress = {});

    // Takes a command; its waiter hears of it now if there is no room, else from `step` on. Of two
    // commands that both have no answer yet, either may be decided first, since one of them may
    // have to wait for states that the other has: whoever wants an order waits for the answer. But
    // the uses of one key, and the commands of one request, are decided in the order in which they
    // came.
    void submit(Submission submission);
    // Decides what waits, as far as the record being filled has room, and what has fallen due. What
    // needs states that are under way is parked until they arrive, and starts over then; all
    // commands wait for what is due.
    void step();
    // The record filled so far, if none is in flight. Answers that wait for nothing leave here.
    [[nodiscard]] std::optional<Commit> take();
    // Takes note of what became durable; cheap if nothing did. A query calls it once, before its
    // first read: all that it reads then stands at one position.
    void settle();
    // The waiter hears that it was accepted, at the position at which all that is due by the clock
    // as it is then is written, and is told once that is durable; or that this is unknown, if the
    // engine is closed before.
    void after_due(std::unique_ptr<Waiter> waiter) { after_due_.push_back(std::move(waiter)); }
    // When something falls due next, by the clock; nothing if nothing does.
    [[nodiscard]] std::optional<Instant> next_due() const { return due_.earliest(); }
    // Whether `step` or `take` has anything to do before something more arrives from the log.
    [[nodiscard]] bool has_work() const;
    // Looks whether the disk still has its reserve, and if so fills key slots ahead: each second or
    // so.
    void tend();
    // Commands are decided by the machine's clock again although the log has seen a later time; the
    // log says so. Throws ClockTooFarBehind.
    void accept_clock();
    // Writes what is derived, so that the next start has nothing to catch up. When nothing is in
    // flight. Whoever is not decided by then, or submits a command later, is told that the engine
    // is stopping.
    void close();

    // Makes the record durable and lets its answers leave, in two steps. The first throws
    // WriteFailed, after telling them that the outcome is unknown; the process must then stop, for
    // only a start reads the truth.
    void commit(Commit& commit);
    void make_durable(Commit& commit);
    void send_answers(Commit& commit);
    void sync_witness() { witness_.sync(); }

    [[nodiscard]] Position position() const override { return durable_.position(); }
    [[nodiscard]] SharedState find(OrganisationId organisation, StreamId stream) override;
    using Ledger::find;
    [[nodiscard]] std::vector<StreamId> list(OrganisationId organisation, StreamKind kind,
                                             IdBits after, std::size_t limit) override;
    void history(StreamId stream, Revision first, const TakeEvent& take) override;
    [[nodiscard]] SharedState state_at(StreamId stream, Revision revision) override;
    [[nodiscard]] std::optional<OrganisationId> owner_of(StreamId stream) override;
    [[nodiscard]] bool holds(Position position) override;
    [[nodiscard]] std::optional<BookingId> booking_of(std::string_view reference) override;
    [[nodiscard]] std::shared_ptr<const StoredEvent> event(StreamId stream,
                                                           Revision revision) override;
    [[nodiscard]] std::optional<std::string> open(EventId event, std::string_view field,
                                                  const Sealed& sealed) override;
    // The same for an event that is durable, from any thread; nothing, too, if the key is damaged.
    [[nodiscard]] std::optional<std::string> open_durable(EventId event, std::string_view field,
                                                          const Sealed& sealed);

    // Nothing while the clock is too far behind for anything to be decided.
    [[nodiscard]] std::optional<Instant> now() { return timekeeper_.now(); }
    // For reads, which go on then: never before the head.
    [[nodiscard]] Instant reading_time() {
        return timekeeper_.now().value_or(timekeeper_.latest());
    }
    [[nodiscard]] bool is_clock_held() const { return timekeeper_.is_held(); }
    [[nodiscard]] bool is_low_on_disk() const { return is_low_on_disk_; }
    [[nodiscard]] const Secrets& secrets() const { return secrets_; }
    // What is worked out of schedules, for queries as well. On the deciding thread.
    [[nodiscard]] HoursCache& hours() { return hours_; }
    // When outside sources were read, as far as the log does not know. On the deciding thread.
    [[nodiscard]] const LastReads& last_reads() const { return last_reads_; }
    // The commands that are not decided yet, and how many of them wait for states to be loaded.
    [[nodiscard]] std::size_t queued() const { return queue_.size() + parking_.size(); }
    [[nodiscard]] std::size_t parked() const {
        return is_due_under_way() ? queued() : parking_.size();
    }
    // Whether all of them wait for states of what is due.
    [[nodiscard]] bool is_due_under_way() const { return !due_lacks_.streams.empty(); }
    // What it holds in memory, for whoever watches the bounds.
    [[nodiscard]] std::size_t states_cached() const { return published_.size(); }
    [[nodiscard]] std::size_t state_bytes() const { return published_.bytes(); }
    [[nodiscard]] std::size_t states_pinned() const { return pinned_.size(); }
    [[nodiscard]] std::size_t answers_waiting() const { return waiters_.size(); }
    [[nodiscard]] std::size_t index_tail_bytes() const { return index_.tail_bytes(); }
    [[nodiscard]] std::uint64_t key_slots_ahead() const { return keys_.slots_ahead(); }

  private:
    // Where a command was found to have been used before.
    struct Earlier {
        KeyedDigest request;
        Accepted accepted;
    };

    void catch_up(const Progress& progress);
    void index_record(const RecordView& record, const Digest& hash);
    void move_due(const DueMove& move);
    [[nodiscard]] static LogHead stored_head(const LogStore& log, RecordNumber number);

    [[nodiscard]] bool has_room() const;
    void write_clock_reset(Instant held_until, Instant now);
    [[nodiscard]] bool write_due(Instant now);
    [[nodiscard]] bool write_expiry(StreamId stream, Instant now);
    [[nodiscard]] Command due_command(StreamId stream) const;
    void answer_after_due();
    void take_fetched();
    [[nodiscard]] std::optional<Pending> next_pending();
    void try_to_decide(Pending pending, std::optional<Instant> now);
    void refuse_pending();
    void answer(Submission& submission, const Outcome& outcome);
    [[nodiscard]] std::optional<Unavailable> unavailable(const Submission& submission) const;
    [[nodiscard]] std::optional<Outcome> outcome_of(Pending& pending, Instant now);
    // Nothing if states are under way, which stand in `lacks` then. `print` is what the key is
    // written as, if there is one.
    [[nodiscard]] std::optional<Outcome> decide_once(Submission& submission,
                                                     const std::optional<Fingerprint>& print,
                                                     Instant now, Lacks& lacks);
    [[nodiscard]] std::optional<Outcome> earlier_outcome(const Submission& submission,
                                                         const Fingerprint& print);
    [[nodiscard]] std::optional<Outcome> outcome_under(const Fingerprint& print);
    [[nodiscard]] std::optional<Earlier> find_earlier(const Fingerprint& print);
    [[nodiscard]] Accepted replay(const RecordHeader& header, const StoredCommand& command);

    void load(const Command& command, Scope& scope, std::set<StreamId>& lacking);
    [[nodiscard]] Lacks pin_needs(const Scope& scope, std::set<StreamId> lacking);
    [[nodiscard]] bool draft(const Submission& submission, const Scope& scope, CommandId command,
                             Events events, Instant now);
    [[nodiscard]] bool draft_event(const Submission& submission, const Scope& scope,
                                   CommandId command, Event event, Instant now);
    // What was drafted.
    [[nodiscard]] Accepted record(const Submission& submission, const Scope& scope,
                                  const std::optional<Fingerprint>& print, CommandId command,
                                  Instant now);
    void write(const std::shared_ptr<const StoredEvent>& stored, std::string_view bytes,
               const Scope& scope);
    [[nodiscard]] const SharedState& state_of(StreamId stream, const Scope& scope) const;
    void fold_in(const std::shared_ptr<const StoredEvent>& stored, const Scope& scope);
    void note_read(const Command& command, const Scope& scope, Instant now);
    std::optional<Instant> postpone_stale(HostId id, const Host& host);
    [[nodiscard]] bool was_read_since(StreamId stream, const StreamState& state, Instant now);
    void keep_reads(OpenRecord& record);
    void find_reads();
    void forget_read(const SourceName& source);
    [[nodiscard]] Position decided_position() const;

    [[nodiscard]] std::optional<SharedState> latest(StreamId stream);
    [[nodiscard]] const SharedState* undurable(StreamId stream) const;
    [[nodiscard]] const SharedState* known(StreamId stream);
    [[nodiscard]] SharedState published(StreamId stream);
    void publish(OpenRecord record);
    [[nodiscard]] std::vector<std::pair<StreamId, SharedState>> due_for_snapshot(
        const OpenRecord& record) const;
    void keep_snapshot(StreamId stream, const StreamState& state);

    World world_;
    EngineLimits limits_;
    Secrets secrets_;
    Keys keys_;
    Witness witness_;
    SeededHash hash_;  // of every table of streams here
    DerivedIndex index_;
    History history_;
    std::unique_ptr<Loader> loader_;
    LogHead durable_;
    RecordWriter writer_;
    Timekeeper timekeeper_;
    Instant decided_at_;
    std::optional<Instant> held_until_;  // the time held so far, until the log says it was reset
    DueTimes due_;
    LastReads last_reads_;
    StateCache published_;
    PinnedStates pinned_;
    HoursCache hours_;

    std::deque<Pending> queue_;
    std::uint64_t arrivals_ = 0;
    Parking parking_;
    Lacks due_lacks_;  // of what is due and cannot be written yet
    OpenRecord open_;
    JustSealed just_sealed_;
    std::vector<std::unique_ptr<Waiter>> waiters_;
    std::vector<std::unique_ptr<Waiter>> after_due_;
    std::optional<OpenRecord> in_flight_;
    std::atomic<RecordNumber> durable_record_{};
    bool is_cut_ = false;
    std::atomic<bool> is_cut_written_ = false;
    bool is_low_on_disk_ = false;
    bool is_closed_ = false;
    Drafts drafts_;
    SubjectsMade subjects_made_;
};

}  // namespace kalends
