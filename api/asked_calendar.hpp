#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "commands/claiming.hpp"
#include "commands/engine/engine.hpp"
#include "domain/availability/availability.hpp"

namespace kalends::api {

// A question about a meeting type's starts with all that it refers to, at one position.
class AskedCalendar {
  public:
    // Nothing if the organisation has no such type.
    static std::optional<AskedCalendar> find(Engine& engine, OrganisationId organisation,
                                             MeetingTypeId type);

    // For where these bookings could go, which all move, with the party of the first; they keep the
    // duration of the first unless another is asked for. At least one.
    void move(Engine& engine, std::span<const std::shared_ptr<const Booking>> bookings);
    // For where the session could go as a whole: it joins no other.
    void move(const std::shared_ptr<const Session>& session);
    // For what else could be booked with this hold, which gives way to it.
    void give_way(Engine& engine, const Hold& hold);
    // Whether it is offered, or what the booking to be moved has already: else nothing changes.
    [[nodiscard]] bool ask_duration(Minutes duration);
    // For a host's own key, which books nobody else of its group; nil for any other.
    void ask_for(HostId own) { own_ = own; }
    void ask_party(std::uint32_t party) { party_ = party; }
    // Whether any start can be a slot for a party of so many.
    [[nodiscard]] bool takes_party() const { return party_ <= type_->terms->party_most(); }
    void override_reasons(Reasons reasons) { overrides_ = Overrides{reasons}; }

    [[nodiscard]] const MeetingType& type() const { return *type_; }
    // The seats of the session that moves, which it keeps; nothing if none does.
    [[nodiscard]] std::optional<std::uint32_t> seats_moved() const { return seats_moved_; }
    // Those that the type names, in the order of its plan.
    [[nodiscard]] const std::vector<const Host*>& hosts() const { return hosts_; }
    // The type's zone (rule H0).
    [[nodiscard]] std::string_view zone() const { return zone_of(question({})); }
    // Refers to this, which must stay as it is meanwhile.
    [[nodiscard]] Question question(Instant now) const;

    // The first slots that start at or after an instant, looked for over so many days: at most
    // `count`. The cost is bounded by the days, by the type's window, and by `judged_max`.
    [[nodiscard]] std::vector<Instant> first_starts(Engine& engine, Instant from, Instant now,
                                                    std::chrono::days days,
                                                    std::size_t count) const;

  private:
    [[nodiscard]] const Host* share_of(Engine& engine, HostId id);
    void leave_out(Engine& engine, StreamId holder, MeetingTypeId type,
                   std::shared_ptr<const BookedTime> when);

    std::shared_ptr<const MeetingType> type_;
    std::vector<std::shared_ptr<const Host>>
        shares_;  // in hosts_ and former_, which point into them
    std::vector<const Host*> hosts_;
    std::vector<const Host*> former_;
    std::shared_ptr<const Organisation> organisation_;
    Minutes duration_{};
    std::uint32_t party_ = 1;
    std::optional<std::uint32_t> seats_moved_;
    bool joins_ = true;
    Overrides overrides_;
    HostId own_;
    std::vector<std::shared_ptr<const BookedTime>> moved_;
    std::vector<MovedClaim> moving_;  // which refer to them
    const LastReads* reads_ = nullptr;
};

}  // namespace kalends::api
