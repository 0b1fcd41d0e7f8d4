#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/claim.hpp"
#include "schemas/envelope.hpp"

namespace kalends {

// What cannot be of a claim and the session that it is said to have seats of (rules T1 to T3).
enum class SessionFault : std::uint8_t {
    seats_differ_from_type,  // it opens with another number of seats than its type has then
    opens_again,             // it says that it opens a session that others have seats of, or had
    does_not_open,           // it is the first, and does not say so
    other_type,
    other_hosts,
    other_time,
    other_window,  // or dates, or zone
    other_seats,
    other_party,  // than it has seats
    too_many,
    not_its_seats,     // what it keeps or lets go of is not what it has
    closes_too_early,  // others have seats of it still
    does_not_close,    // it is the last, and does not say so
    not_all_named,     // what is cancelled or moved as a whole names others than those in it
    not_let_go,        // all its bookings were to be cancelled, and one was not
    not_moved,         // likewise
};
[[nodiscard]] std::string_view to_text(SessionFault fault);

struct BrokenSession {
    SessionFault fault{};
    StreamId who;  // of whose claim, or the session itself
    SessionId session;

    bool operator==(const BrokenSession&) const = default;
};

// Proves of a whole log that whoever has seats of a session has them within its seats and where and
// when it is, that the first claim opens it and the last closes it, and that it is cancelled and
// moved as one (rules T1 to T3). It follows who comes and goes by the events alone, and asks
// nothing of the folds that the claims were decided from.
class SessionsProof {
  public:
    // Takes the next event of the log. What was left open by the command before it is told, too.
    [[nodiscard]] std::vector<BrokenSession> take(const StoredEvent& stored);
    // After the last event of a record: no command goes beyond it.
    [[nodiscard]] std::vector<BrokenSession> end_command();

  private:
    struct Seat {
        std::uint32_t taken = 0;
        std::optional<Instant> expires_at;
    };
    struct Known {
        MeetingTypeId meeting_type;
        BookedTime when;  // as all of them tell it
        std::uint32_t seats = 0;
        std::map<StreamId, Seat> members;
        std::map<StreamId, Seat> moving;  // who has left with it, and is to follow
        bool is_moving = false;           // it may open once more
    };
    // What an event says of one claim.
    struct Joining {
        StreamId holder;
        MeetingTypeId meeting_type;
        const BookedTime& when;
        std::optional<std::uint32_t> party;  // nothing if it is as before
        std::optional<Instant> expires_at;
        bool is_first = false;  // no other has a seat of it
    };

    template <class Fact>
    void take_claim(StreamId holder, const Fact& fact, Instant now);
    template <class Fact>
    void take_whole(const Fact& fact, bool is_moved);
    void join(const Joining& joining, Instant now);
    void open(Known& session, const Joining& joining);
    void compare(const Known& session, const Joining& joining);
    // The seats that it had, of this very session if `stays_in` is it.
    Seat leave(StreamId holder, const ClaimedTime& released, SessionId stays_in);
    void stay(StreamId holder, const ClaimedTime& claimed, std::optional<Instant> expires_at);
    [[nodiscard]] SessionId session_of(StreamId holder) const;
    void fault(SessionFault fault, StreamId who, SessionId session);

    std::unordered_map<SessionId, Known> sessions_;
    std::unordered_map<StreamId, SessionId> session_of_;
    std::unordered_map<MeetingTypeId, std::uint32_t> seats_of_type_;  // 0: a start has one
    CommandId command_;
    SessionId cancelling_;  // by this command
    SessionId moving_;
    std::vector<BrokenSession> broken_;
};

}  // namespace kalends
