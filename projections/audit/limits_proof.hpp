#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/limit.hpp"
#include "schemas/envelope.hpp"

namespace kalends {

// Proves of a whole log that no claim went beyond a limit that was in force when it was made, save
// by an override (rules L1 to L3, C1). It counts anew, by the civil dates that events record, and
// asks nothing of the folds that the claims were decided from.
class LimitsProof {
  public:
    // Takes the next event of the log. Gives the first limit that a claim of it breaks.
    [[nodiscard]] std::optional<LimitUse> take(const StoredEvent& stored);

  private:
    // What is counted together: claims of one type on one host, of one type (the host is nil), or
    // of one host (the type is nil).
    struct Counter {
        LimitScope scope{};
        MeetingTypeId meeting_type;
        HostId host;

        auto operator<=>(const Counter&) const = default;
    };
    // A live claim of one booking or hold, and on which date it counts where.
    struct Taken {
        Interval time;
        std::uint32_t party = 1;
        std::vector<std::pair<Counter, Date>> counted;
        std::optional<Instant> expires_at;  // asked of a hold alone
        SessionId session;                  // that it has seats of; nil if its time is its own
    };

    template <class Fact>
    [[nodiscard]] static Taken taken_by(const Fact& fact);
    template <class Fact>
    [[nodiscard]] Taken newly_taken(StreamId holder, const Taken& claim) const;
    template <class Fact>
    [[nodiscard]] bool confirms(const Fact& fact, const Taken& claim, Instant now) const;
    template <class Fact>
    [[nodiscard]] std::optional<LimitUse> take_claim(const Envelope& envelope, const Fact& fact);
    [[nodiscard]] std::optional<LimitUse> first_broken(const std::vector<Limit>& limits,
                                                       const Taken& claim,
                                                       std::chrono::weekday week_start) const;
    [[nodiscard]] Usage used(const Counter& counter, const DateRange& period) const;
    void let_go(StreamId holder);
    void count(const Taken& claim, Usage usage);

    std::unordered_map<OrganisationId, std::chrono::weekday> week_starts_;
    std::unordered_map<MeetingTypeId, std::vector<Limit>> limits_;
    std::unordered_map<StreamId, Taken> taken_;
    std::map<Counter, std::map<Date, Usage>> counters_;
    std::vector<std::pair<Counter, Date>> moved_from_;      // what moves as one was counted there
    std::unordered_map<SessionId, std::size_t> claims_of_;  // of a session, which counts once
};

}  // namespace kalends
