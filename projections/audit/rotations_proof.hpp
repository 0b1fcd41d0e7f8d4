#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/meeting_type_terms.hpp"
#include "domain/rotation.hpp"
#include "schemas/envelope.hpp"

namespace kalends {

// What cannot be of the choice of a host among several (rule H2).
enum class RotationFault : std::uint8_t {
    other_candidates,  // than the group has, in its order, with its weights and priorities
    other_balance,     // than what was credited, paid and given back before, or booked last
    other_credit,      // than the weight's share
    other_choice,      // than the candidates' figures make
    other_reason,
    other_time,        // than that of the event that chose
    not_on_the_time,   // the chosen host is not among those that are taken
    not_kept,          // a host is said to stay that was not there
    other_given_back,  // than was credited and paid
    chosen_to_join,    // a session has its hosts, and only its first claim chooses
};
[[nodiscard]] std::string_view to_text(RotationFault fault);

struct BrokenChoice {
    RotationFault fault{};
    StreamId who;  // whose claim
    HostId host;   // that was chosen; nil if it is about none

    bool operator==(const BrokenChoice&) const = default;
};

// Proves of a whole log that each choice of a rotating host is what its candidates make it, that
// they stood as they are said to have, and that what is let go gives back what it had changed (rule
// H2). It keeps balances of its own, and asks nothing of the folds that the choices were made from.
// Who of a group was free it cannot tell: that takes hours, and so zone data.
class RotationsProof {
  public:
    // Takes the next event of the log.
    [[nodiscard]] std::vector<BrokenChoice> take(const StoredEvent& stored);

  private:
    struct Standing {
        std::int64_t millionths = 0;
        std::optional<Instant> last_booked;
    };
    using Ledger = std::map<HostId, Standing>;
    // What a claim has that stands, or a session for all of its claims.
    struct Charged {
        MeetingTypeId meeting_type;
        std::vector<Assignment> assignments;
        std::vector<HostId> hosts;
        bool goes_on = false;  // in the session that a claim leaves
    };

    template <class Fact>
    void take_claim(const StoredEvent& stored, const Fact& fact);
    template <class Fact>
    void note_series(const Fact& fact);
    template <class Fact>
    void check(const Assignment& assignment, const Fact& fact, Instant now, const Charged& before);
    void check_figures(const Assignment& assignment, MeetingTypeId type);
    template <class Fact>
    void check_choice(const Assignment& assignment, const Fact& fact, const Charged& before);
    void charge(MeetingTypeId type, const std::vector<Assignment>& assignments);
    // What it had, which it has no more.
    Charged let_go(StreamId holder, const ClaimedTime& released);
    void fault(RotationFault fault, HostId host) { broken_.push_back({fault, who_, host}); }

    std::unordered_map<MeetingTypeId, std::vector<HostGroup>> groups_;
    std::unordered_map<MeetingTypeId, Ledger> ledgers_;
    std::unordered_map<StreamId, Charged> charged_;  // by booking, hold or session
    StreamId moved_session_;                         // moves as a whole, and had this
    Charged moved_;
    std::unordered_map<SeriesId, std::vector<HostId>> hosts_of_series_;  // of its first occurrence
    StreamId who_;
    std::vector<BrokenChoice> broken_;
};

}  // namespace kalends
