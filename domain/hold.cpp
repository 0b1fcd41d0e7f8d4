#include "domain/hold.hpp"

#include <utility>

#include "domain/check.hpp"

namespace kalends {
namespace {

Hold ended(Hold hold, HoldStatus status, const Recorded& at) {
    hold.status = status;
    ++hold.revision;
    hold.updated_at = at.time;
    return hold;
}

template <BookingStatus status>
Hold booked(Hold hold, const BookingMade<status>& e, const Recorded& at) {
    hold.booking = e.booking;
    return ended(std::move(hold), HoldStatus::booked, at);
}

}  // namespace

std::string_view name_of(HoldStatus status) {
    switch (status) {
        case HoldStatus::live:
            return "live";
        case HoldStatus::released:
            return "released";
        case HoldStatus::expired:
            return "expired";
        case HoldStatus::booked:
            return "booked";
    }
    broken("every status of a hold has a name");
}

Hold evolve(Hold hold, const HoldMade& e, const Recorded& at) {
    hold.id = e.hold;
    hold.status = HoldStatus::live;
    hold.meeting_type = e.meeting_type;
    hold.type_revision = e.type_revision;
    hold.when = e.when;
    hold.party = e.party;
    hold.approval = e.approval;
    hold.expires_at = e.expires_at;
    hold.is_anonymous = e.is_anonymous;
    hold.overridden = e.overridden;
    hold.token_key = e.token_key;
    hold.made_by = at.event;
    hold.revision = 1;
    hold.created_at = at.time;
    hold.updated_at = at.time;
    return hold;
}

Hold evolve(Hold hold, const HoldExtended& e, const Recorded& at) {
    hold.expires_at = e.expires_at;
    ++hold.revision;
    hold.updated_at = at.time;
    return hold;
}

Hold evolve(Hold hold, const HoldReleased&, const Recorded& at) {
    return ended(std::move(hold), HoldStatus::released, at);
}

Hold evolve(Hold hold, const HoldExpired&, const Recorded& at) {
    return ended(std::move(hold), HoldStatus::expired, at);
}

Hold evolve(Hold hold, const BookingRequested& e, const Recorded& at) {
    return booked(std::move(hold), e, at);
}

Hold evolve(Hold hold, const BookingConfirmed& e, const Recorded& at) {
    return booked(std::move(hold), e, at);
}

}  // namespace kalends
