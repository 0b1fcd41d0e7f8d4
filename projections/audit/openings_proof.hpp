#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/claim.hpp"
#include "schemas/envelope.hpp"

namespace kalends {

// A claim opened a session although another one was open then that it could have joined.
struct NeedlessOpening {
    StreamId who;
    SessionId beside;

    bool operator==(const NeedlessOpening&) const = default;
};

// Proves of a whole log that whoever opens a session had none to join (rule T2). Whether a session
// can be joined takes hours and calendars, and so zone data; so it is asked only of sessions whose
// hosts, type and organisation stand as they did when it was opened with nothing overridden. By
// then what opened it speaks for whoever is to join.
class OpeningsProof {
  public:
    // Takes the next event of the log.
    [[nodiscard]] std::optional<NeedlessOpening> take(const StoredEvent& stored);

  private:
    using EventCount = std::uint64_t;
    // Sessions of one type at one time, which are joined by the same claims.
    struct Place {
        MeetingTypeId meeting_type;
        Instant start;
        Instant end;

        auto operator<=>(const Place&) const = default;
    };
    struct Known {
        Place place;
        OrganisationId organisation;
        std::vector<HostId> hosts;
        std::string zone_data;
        std::uint32_t seats = 0;
        std::map<StreamId, std::uint32_t> taken;  // by whom
        EventCount opened = 0;
        bool is_plain = false;  // nothing was overridden, and it was never moved
    };

    template <class Fact>
    [[nodiscard]] std::optional<NeedlessOpening> take_claim(const Envelope& envelope,
                                                            const Fact& fact);
    template <class Fact>
    [[nodiscard]] Known session_opened(const Envelope& envelope, const Fact& fact) const;
    [[nodiscard]] std::optional<SessionId> one_to_join(const Known& opened,
                                                       std::uint32_t seats) const;
    [[nodiscard]] bool is_as_it_was(const Known& session) const;
    void open(SessionId id, Known session);
    // The session that it had seats of, which it may have left to nobody.
    SessionId leave(StreamId holder);
    void close_if_empty(SessionId id);

    EventCount events_ = 0;
    std::unordered_map<StreamId, EventCount> changed_;  // when what it offers last changed
    std::unordered_map<SessionId, Known> sessions_;     // that are open
    std::map<Place, std::set<SessionId>> at_;
    std::unordered_map<StreamId, SessionId> session_of_;
    SessionId moved_;  // which is to open where it goes
};

}  // namespace kalends
