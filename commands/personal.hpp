#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/booking.hpp"
#include "domain/hold.hpp"
#include "domain/host.hpp"
#include "domain/id.hpp"
#include "domain/sealed.hpp"
#include "domain/series.hpp"

namespace kalends {

// A personal value on its way from the request to its seal: JSON text that only the edge reads. It
// stands in no event, state or log line.
struct Clear {
    std::string json;

    bool operator==(const Clear&) const = default;
};

// A guest as the caller gave it: a person already known (`guest_id`), or a new subject.
struct GuestAsked {
    SubjectId subject;
    bool is_known = false;
    std::string zone;

    bool operator==(const GuestAsked&) const = default;
};

// The personal values of one command, each absent if the command does not set it.
struct Personal {
    std::vector<Clear> guests;  // in the order of the event's guests
    std::optional<Clear> answers;
    std::optional<Clear> location;
    std::optional<Clear> metadata;
    std::optional<Clear> reason;
    std::optional<Clear> host_details;
    std::optional<Clear> note;  // of an absence
};

// What the engine does for an event that `decide` returned, bound to that event's id and position.
class Registrar {
  public:
    virtual ~Registrar() = default;

    // Slots are taken once and never given back.
    virtual KeySlot take_slot(SubjectId subject) = 0;
    // The slot that this event, or one before it of the same command, took for the subject.
    [[nodiscard]] virtual std::optional<KeySlot> slot_taken(SubjectId subject) const = 0;
    virtual Sealed seal(KeySlot slot, std::string_view field, const Clear& clear) = 0;
    virtual BookingReference reference() = 0;
    // The number of the key that makes tokens now.
    virtual std::uint32_t token_key() = 0;
};

class Scope;

// Fills in what an event leaves open: key slots of new subjects, seals and the reference. Overloads
// for the events that carry any; every other event stays as it is.
void complete(SeriesMade& event, const Personal& personal, const Scope&, Registrar&);
void complete(BookingRequested& event, const Personal& personal, const Scope&, Registrar&);
void complete(BookingConfirmed& event, const Personal& personal, const Scope&, Registrar&);
void complete(BookingRejected& event, const Personal& personal, const Scope&, Registrar&);
void complete(BookingCancelled& event, const Personal& personal, const Scope&, Registrar&);
void complete(BookingRescheduled& event, const Personal& personal, const Scope&, Registrar&);
void complete(BookingReassigned& event, const Personal& personal, const Scope&, Registrar&);
void complete(BookingAmended& event, const Personal& personal, const Scope&, Registrar&);
void complete(HoldMade& event, const Personal& personal, const Scope&, Registrar&);
void complete(BookingNoShow& event, const Personal& personal, const Scope&, Registrar&);
void complete(BookingNoShowUndone& event, const Personal& personal, const Scope&, Registrar&);
void complete(HostCreated& event, const Personal& personal, const Scope&, Registrar&);
void complete(HostChanged& event, const Personal& personal, const Scope&, Registrar&);
void complete(AbsenceAdded& event, const Personal& personal, const Scope&, Registrar&);

}  // namespace kalends
